import Domain
import LuaSyntax

/// The names that a script brings in itself, beside those that are declared.
struct OwnNames {
  /// Globals that it gives values to.
  private(set) var globals: Set<String> = []
  /// Whether it may make globals of any name: it hands on the table that they are in, or has another one.
  private(set) var mayMakeGlobals = false
  /// Fields that it adds to records, by the record's name.
  private(set) var fields: [String: Set<String>] = [:]
  /// Whether it may add fields of any name.
  private(set) var mayAddFields = false
  /// Fields that it gives values to, of whichever table: what Patron returns is the script's to add to.
  private(set) var assigned: Set<String> = []
  /// Variables whose tables it gives other elements: `rows[i] = …`, `table.insert(rows, …)`.
  private(set) var refilled: Set<String> = []
  /// What it asks for before it uses it: `os`, `string.trim`.
  private(set) var tested: Set<String> = []

  private let tree: SyntaxTree
  private let tokens: [Token]

  init(_ tree: SyntaxTree) {
    self.tree = tree
    tokens = tree.tokens.filter { $0.kind != .comment }
    var places: [Int: Int] = [:]
    for (place, token) in tokens.enumerated() where token.kind == .name { places[token.range.lowerBound] = place }
    for reference in tree.references where reference.binding == .global {
      guard let place = places[reference.range.lowerBound] else { continue }
      switch reference.name {
      case "_G", "_ENV": noteGlobal(at: place, isWrite: reference.isWrite)
      case "fields": noteField(at: place)
      default: break
      }
      if reference.isWrite { globals.insert(reference.name) }
      noteTest(at: place)
    }
    for place in tokens.indices {
      noteAssignment(at: place)
      noteRefilling(at: place)
    }
  }

  /// An element that is given a value by a key that is worked out, or put in.
  private mutating func noteRefilling(at place: Int) {
    guard kind(place) == .name else { return }
    let name = text(place)
    if kind(place - 1) == .leftParenthesis, text(place - 2) == "insert" || text(place - 2) == "rawset" {
      refilled.insert(name)
    }
    guard kind(place + 1) == .leftBracket else { return }
    var (last, depth) = (place + 1, 1)
    while depth > 0, last + 1 < tokens.count {
      last += 1
      if kind(last) == .leftBracket { depth += 1 }
      if kind(last) == .rightBracket { depth -= 1 }
    }
    let isNamed = last == place + 3 && kind(place + 2) == .string
    if kind(last + 1) == .assign, !isNamed { refilled.insert(name) }
  }

  /// A field that is given a value, alone or as one of several: `x.a = 1`, `x.a, x["b"] = 1, 2`, `rawset(x, "c", 3)`.
  private mutating func noteAssignment(at place: Int) {
    var last = place
    let name: String?
    switch (kind(place - 1), kind(place)) {
    case (.dot, .name): name = text(place)
    case (.leftBracket, .string) where kind(place + 1) == .rightBracket:
      name = string(place)
      last += 1
    case (.comma, .string) where text(place - 4) == "rawset": name = string(place)
    default: return
    }
    guard let name else { return }
    if kind(place - 1) == .comma { assigned.insert(name) }
    let parts: [Token.Kind] = [.comma, .name, .dot, .leftBracket, .string, .rightBracket]
    if kind(last + 1) == .comma {
      last += 1
      while parts.contains(kind(last + 1)) { last += 1 }
    }
    if kind(last + 1) == .assign { assigned.insert(name) }
  }

  /// A field of the table of globals, or what else is done with it.
  private mutating func noteGlobal(at place: Int, isWrite: Bool) {
    switch (kind(place + 1), kind(place + 2)) {
    case (.dot, .name): noteGlobal(text(place + 2), from: place, to: place + 2)
    case (.leftBracket, .string) where kind(place + 3) == .rightBracket:
      noteGlobal(string(place + 2), from: place, to: place + 3)
    case (.comma, .string) where text(place - 2) == "rawset": noteGlobal(string(place + 2), from: nil, to: place)
    case (.comma, .string) where text(place - 2) == "rawget": noteGlobal(string(place + 2), from: place, to: place)
    default: mayMakeGlobals = true
    }
  }

  /// A global that is named through its table, by the tokens that name it; from none, it is given a value.
  private mutating func noteGlobal(_ name: String?, from first: Int?, to last: Int) {
    guard let name else { return mayMakeGlobals = true }
    let isGiven = first.map { kind($0 - 1) == .function || [.assign, .comma].contains(kind(last + 1)) } ?? true
    if isGiven { globals.insert(name) } else { tested.insert(name) }
  }

  /// A field of records that `fields.define` adds.
  private mutating func noteField(at place: Int) {
    if kind(place + 1) == .dot, text(place + 2) == "list" { return }
    guard kind(place + 1) == .dot, text(place + 2) == "define", kind(place + 3) == .leftParenthesis,
      let entity = string(place + 4), kind(place + 5) == .comma, let name = string(place + 6),
      [.comma, .rightParenthesis].contains(kind(place + 7))
    else { return mayAddFields = true }
    if let record = Entity.named(entity)?.singular { fields[record, default: []].insert(name) }
  }

  /// Whether the value of a global, or of a field of one, is only looked at there.
  private mutating func noteTest(at place: Int) {
    var last = place
    var path = text(place)
    while kind(last + 1) == .dot, kind(last + 2) == .name {
      last += 2
      path += "." + text(last)
    }
    let (before, after) = (kind(place - 1), kind(last + 1))
    let isOperand: [Token.Kind] = [.and, .or, .equal, .unequal]
    let isUsed: [Token.Kind] = [.leftParenthesis, .leftBracket, .leftBrace, .colon, .string]
    let isAsked =
      isOperand.contains(before) || [.if, .elseif, .while, .until, .not].contains(before)
      || before == .leftParenthesis && text(place - 2) == "type"
    if isOperand.contains(after) || isAsked && !isUsed.contains(after) { tested.insert(path) }
  }

  private func kind(_ place: Int) -> Token.Kind { tokens.indices.contains(place) ? tokens[place].kind : .endOfSource }

  private func text(_ place: Int) -> String { tokens.indices.contains(place) ? tree.text(tokens[place].range) : "" }

  /// A text that is written out without escapes; nil for anything else.
  private func string(_ place: Int) -> String? {
    guard kind(place) == .string else { return nil }
    let text = text(place)
    guard let quote = text.first, quote == "\"" || quote == "'", !text.contains("\\") else { return nil }
    return String(text.dropFirst().dropLast())
  }
}
