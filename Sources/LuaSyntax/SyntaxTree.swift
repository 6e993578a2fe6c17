/// Lua 5.4 source, parsed: its tokens, statements, variables, and what is wrong with it.
///
/// Any bytes make a tree. One fault does not hide those behind it, and what is before and behind it is in the tree.
public struct SyntaxTree: Sendable {
  /// Something wrong, and where.
  public struct Fault: Sendable, Hashable {
    /// What is wrong.
    public let reason: SyntaxFault
    /// Where the bytes are; empty at the end of the source.
    public let range: Range<Int>
  }

  /// Whether there is all that a source needs.
  public enum Completeness: Sendable, Hashable {
    case complete
    /// Right as far as it goes: more text may make it whole.
    case incomplete
    case wrong
  }

  /// The source.
  public let bytes: [UInt8]
  /// Its tokens with comments, the last of them its end.
  public let tokens: [Token]
  /// What each of the tokens does.
  let roles: [Role]
  /// What it does.
  public let block: Block
  /// Every local, in the order of declaration.
  public let locals: [Local]
  /// Every place where a variable is named after its declaration, in order.
  public let references: [Reference]
  /// What is wrong, in order.
  public let faults: [Fault]

  /// Parses a source as Lua does a file.
  public init(_ source: String) { self.init(Array(source.utf8)) }

  /// Parses the bytes of a source.
  public init(_ bytes: [UInt8]) { self = Parser.parse(bytes, asExpressions: false) }

  /// Parses what stands behind a `return` that is not written: what a console shows the value of.
  ///
  /// The statement in the tree is that `return`.
  public static func expressions(_ bytes: [UInt8]) -> SyntaxTree { Parser.parse(bytes, asExpressions: true) }

  init(
    bytes: [UInt8], tokens: [Token], roles: [Role], block: Block, locals: [Local], references: [Reference],
    faults: [Fault]
  ) {
    (self.bytes, self.tokens, self.roles, self.block) = (bytes, tokens, roles, block)
    (self.locals, self.references, self.faults) = (locals, references, faults)
  }

  /// Whether there is all that it needs.
  public var completeness: Completeness {
    if faults.isEmpty { return .complete }
    // Line ends and comments may stand behind what a fault at the end is about.
    let end = tokens.last { $0.kind != .endOfSource && $0.kind != .comment }?.range.upperBound ?? 0
    let areAtEnd = faults.allSatisfy { $0.reason.isUnfinished || ($0.range.isEmpty && $0.range.lowerBound >= end) }
    return areAtEnd ? .incomplete : .wrong
  }

  /// The lines of the source.
  public var lines: SourceLines { SourceLines(bytes) }

  /// The text of a piece of the source.
  public func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range.clamped(to: 0..<bytes.count)], as: UTF8.self)
  }

  /// The locals that can be named at a byte, those hidden by others left out.
  public func visibleLocals(at offset: Int) -> [Int] {
    var names: Set<String> = []
    // Later ones hide earlier ones of the same name, and inner ones are declared later.
    return locals.indices.reversed().filter { id in
      locals[id].scope.lowerBound <= offset && offset <= locals[id].scope.upperBound
        && names.insert(locals[id].name).inserted
    }
  }
}

/// What a person has typed at a console.
public enum ConsoleInput: Sendable {
  /// Values to show.
  case expressions(SyntaxTree)
  /// Something to do.
  case statements(SyntaxTree)
  /// More is to come.
  case incomplete
  /// It can never become right: the faults are those of statements.
  case wrong(SyntaxTree)

  /// What the text is, values tried first as `lua` does.
  public init(_ source: String) {
    let bytes = Array(source.utf8)
    let values = SyntaxTree.expressions(bytes)
    if values.completeness == .complete {
      self = .expressions(values)
      return
    }
    let statements = SyntaxTree(bytes)
    switch (statements.completeness, values.completeness) {
    case (.complete, _): self = .statements(statements)
    case (.incomplete, _), (_, .incomplete): self = .incomplete
    default: self = .wrong(statements)
    }
  }
}
