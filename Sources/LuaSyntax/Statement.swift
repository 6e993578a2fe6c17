/// Statements one after the other.
public struct Block: Sendable {
  /// The statements.
  public let statements: [Statement]
  /// Where their bytes are.
  public let range: Range<Int>
}

/// A step of a script.
public struct Statement: Sendable {
  /// What it is.
  public let kind: Kind
  /// Where its bytes are.
  public let range: Range<Int>

  /// What a statement can be. Locals are given by their places in ``SyntaxTree/locals``.
  public indirect enum Kind: Sendable {
    case local([Int], [Expression])
    case localFunction(Int, FunctionBody)
    /// `function a.b:c() … end`: where it goes, and the body.
    case function(Expression, FunctionBody)
    case assignment([Expression], [Expression])
    case call(Expression)
    case block(Block)
    case `while`(Expression, Block)
    case `repeat`(Block, Expression)
    /// Conditions and what they lead to; the last one has none where there is an `else`.
    case `if`([Clause])
    case numericFor(Int, [Expression], Block)
    case genericFor([Int], [Expression], Block)
    case `return`([Expression])
    case `break`
    case goto(String)
    case label(String)
    /// What a fault left of a statement: the values in it that were read.
    case faulty([Expression])
  }

  /// A branch of `if`.
  public struct Clause: Sendable {
    /// When it is taken; nil for `else`.
    public let condition: Expression?
    /// What it leads to.
    public let block: Block
  }
}
