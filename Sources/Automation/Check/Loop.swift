import Domain
import LuaSyntax
import ScriptModel

/// A loop of a script that is looked through.
struct Loop {
  /// Where it begins: locals declared behind are its own.
  let start: Int
  /// The function that it is in.
  let function: Int
  /// The record that each turn is about, where it goes through the book.
  let record: RecordDescription?
  /// Whether it goes through a list of any length.
  var isOfElements = false
  /// Whether something in it may change the book, or what a query gives.
  var mayWrite = false
  /// The queries that could be made once before the loop, unless something in it changes the book.
  var same: [(fault: CheckFault, range: Range<Int>)] = []
}

extension ScriptChecker {
  /// Looks through a loop and the condition that it asks in every turn.
  ///
  /// - Parameter mayWrite: Whether what gives the next turn may change the book.
  mutating func inLoop(
    _ block: Block, from start: Int? = nil, over record: RecordDescription? = nil, ofElements: Bool = false,
    mayWrite: Bool = false, asking before: Expression? = nil, thenAsking after: Expression? = nil
  ) {
    let start = start ?? before?.range.lowerBound ?? block.range.lowerBound
    loops.append(
      Loop(start: start, function: function, record: record, isOfElements: ofElements, mayWrite: mayWrite))
    if let before { _ = visit(before) }
    visit(block)
    if let after { _ = visit(after) }
    guard let loop = loops.popLast(), !loop.mayWrite else { return }
    for (fault, range) in loop.same { note(fault, at: range) }
  }

  /// Notes that the loops around call what may change the book.
  mutating func noteUnknownCall() {
    for index in loops.indices { loops[index].mayWrite = true }
  }

  /// Notes a query that a loop makes again and again.
  mutating func findQuery(_ function: FunctionDescription, _ arguments: [Expression], at range: Range<Int>) {
    switch function.effect {
    case .pure: return
    case .reads: break
    case .writes, .writesInParts, .tests: return noteUnknownCall()
    }
    // A function that a loop makes is called elsewhere.
    guard let index = loops.indices.last, loops[index].function == self.function else { return }
    let name = name(of: function, in: range)
    if function.member != "each", arguments.allSatisfy({ isSame($0, behind: loops[index].start) }) {
      loops[index].same.append((.repeatedQuery(function.name), name))
    } else if Self.queries.contains(function.member), Entity.named(function.module) != nil,
      loops.contains(where: { $0.record != nil && $0.function == self.function })
    {
      note(.queryPerRecord(function.name, module: function.module), at: name)
    } else if Self.queries.contains(function.member), Entity.named(function.module) != nil, loops[index].isOfElements {
      loops[index].same.append((.queryPerElement(function.name, module: function.module), name))
    }
  }

  private static let queries: Set<String> = ["get", "find", "list", "each", "count"]

  /// Whether a value is certainly the same in every turn of a loop that begins there.
  private func isSame(_ value: Expression, behind start: Int) -> Bool {
    switch value.kind {
    case .nil, .true, .false, .number, .string: return true
    case .varargs, .function, .missing: return false
    case .name(let name):
      guard let id = name.local else {
        return name.binding == .global && !names.globals.contains(name.text) && vocabulary.global(name.text) != nil
      }
      let local = tree.locals[id]
      guard local.isNeverChanged, local.range.lowerBound < start else { return false }
      switch shapeSeen(value) {
      // What a script put together it may change.
      case .tableLiteral, .unknown: return false
      case .value(let type):
        switch type.unwrapped {
        case .table, .list, .dictionary, .any, .iterator, .function: return false
        case .record(let record): return vocabulary.record(record)?.origin == .book
        default: return true
        }
      default: return true
      }
    case .table(let items):
      return items.allSatisfy { item in
        if case .value(let key) = item.key, !isSame(key, behind: start) { return false }
        return isSame(item.value, behind: start)
      }
    case .parenthesized(let inner), .unary(_, let inner): return isSame(inner, behind: start)
    case .chain(let first, let operations):
      return isSame(first, behind: start) && operations.allSatisfy { isSame($0.operand, behind: start) }
    case .suffixed(let first, let suffixes):
      guard isSame(first, behind: start) else { return false }
      return suffixes.allSatisfy { suffix in
        switch suffix.kind {
        case .field: return true
        case .call(let arguments):
          return isPureCall(first, suffixes) && arguments.allSatisfy { isSame($0, behind: start) }
        case .index, .method: return false
        }
      }
    }
  }

  /// Whether a call is of one of Patron's functions that read nothing: `today()`, `dates.add(…)`.
  private func isPureCall(_ first: Expression, _ suffixes: [Suffix]) -> Bool {
    guard case .name(let name) = first.kind, name.binding == .global else { return false }
    var full = name.text
    if suffixes.count == 2, case .field(let member, _) = suffixes[0].kind { full += "." + member }
    return vocabulary.function(full)?.effect == .pure && suffixes.count <= 2
  }

  // What is never used, what is never reached.

  /// Notes locals whose values nothing uses. What stands before one that is used is there to be passed over.
  mutating func findUnusedLocals() {
    for ids in declarations {
      for id in ids.reversed() {
        let local = tree.locals[id]
        if local.reads > 0 { break }
        if local.name.hasPrefix("_") || local.attribute == .close { continue }
        note(.unusedLocal(local.name, isFunction: local.origin == .function), at: local.range)
      }
    }
  }

  /// Notes the first statement of a block that is never reached.
  mutating func findUnreachable(in block: Block) {
    var ended: String?
    for statement in block.statements {
      if case .label = statement.kind { ended = nil }
      if let ended { return note(.unreachable(after: ended), at: statement.range) }
      ended = end(of: statement)
    }
  }

  /// What a statement ends the block with; nil where the next one may be reached.
  private func end(of statement: Statement) -> String? {
    switch statement.kind {
    case .return: return "return"
    case .break: return "break"
    case .goto: return "goto"
    case .block(let block): return end(of: block)
    case .if(let clauses):
      guard clauses.last?.condition == nil else { return nil }
      let ends = clauses.compactMap { end(of: $0.block) }
      return ends.count == clauses.count ? ends.last : nil
    case .call(let call):
      guard case .suffixed(let first, let suffixes) = call.kind, suffixes.count == 1, case .name(let name) = first.kind,
        name.binding == .global, name.text == "error", case .call = suffixes[0].kind
      else { return nil }
      return "error()"
    default: return nil
    }
  }

  private func end(of block: Block) -> String? {
    // A jump from elsewhere may lead behind what ends it.
    for statement in block.statements { if case .label = statement.kind { return nil } }
    return block.statements.lazy.compactMap { end(of: $0) }.first
  }
}
