/// A value in source.
public struct Expression: Sendable {
  /// What it is.
  public let kind: Kind
  /// Where its bytes are.
  public let range: Range<Int>

  /// What an expression can be. Long chains are lists, so that none of this nests deeper than brackets do.
  public indirect enum Kind: Sendable {
    case `nil`
    case `true`
    case `false`
    case varargs
    case number(Numeral)
    /// The bytes that the text stands for.
    case string([UInt8])
    case function(FunctionBody)
    case name(Name)
    case table([TableItem])
    case parenthesized(Expression)
    /// `a.b[c]:d(e)`: a value and what is taken of it, from left to right.
    case suffixed(Expression, [Suffix])
    /// `a + b - c`: a value and what is done with it, from left to right.
    case chain(Expression, [Operation])
    case unary(Token.Kind, Expression)
    /// What a fault left out.
    case missing
  }
}

/// A variable that is used.
public struct Name: Sendable {
  /// What a name stands for.
  public enum Binding: Sendable, Hashable {
    /// A local of the same function, by its place in ``SyntaxTree/locals``.
    case local(Int)
    /// A local of a function around it.
    case upvalue(Int)
    case global
    /// A field of a local that is called `_ENV`.
    case environment
  }

  /// The name.
  public let text: String
  /// Where its bytes are.
  public let range: Range<Int>
  /// What it stands for.
  public let binding: Binding

  /// The local that it stands for; nil for a global.
  public var local: Int? {
    switch binding {
    case .local(let id), .upvalue(let id): id
    case .global, .environment: nil
    }
  }
}

/// What is taken of a value.
public struct Suffix: Sendable {
  /// What it is.
  public let kind: Kind
  /// Where its bytes are.
  public let range: Range<Int>

  /// What a suffix can be.
  public enum Kind: Sendable {
    /// `.name`; empty where a fault left it out.
    case field(String, Range<Int>)
    /// `[key]`
    case index(Expression)
    case call([Expression])
    /// `:name(…)`
    case method(String, Range<Int>, [Expression])
  }
}

/// What is done with a value and another.
public struct Operation: Sendable {
  /// The operator.
  public let symbol: Token.Kind
  /// Where the operator's bytes are.
  public let range: Range<Int>
  /// The value at its right.
  public let operand: Expression
}

/// A part of a table that is written out.
public struct TableItem: Sendable {
  /// Under what it stands.
  public enum Key: Sendable {
    /// Its place in the list.
    case position
    /// `name = …`
    case name(String, Range<Int>)
    /// `[…] = …`
    case value(Expression)
  }

  /// Its key.
  public let key: Key
  /// Its value.
  public let value: Expression

  /// The key where it is a text that is written out.
  public var name: (text: String, range: Range<Int>)? {
    switch key {
    case .position: nil
    case .name(let text, let range): (text, range)
    case .value(let key):
      if case .string(let bytes) = key.kind { (String(decoding: bytes, as: UTF8.self), key.range) } else { nil }
    }
  }
}

/// A function that is written out.
public struct FunctionBody: Sendable {
  /// Its place in the order in which functions begin; the chunk itself is 0.
  public let id: Int
  /// The parameters, by their places in ``SyntaxTree/locals``; the first of a method is `self`.
  public let parameters: [Int]
  /// Whether it takes `...`.
  public let isVariadic: Bool
  /// What it does.
  public let block: Block
  /// Where its bytes are, from `function` or the name to `end`.
  public let range: Range<Int>
}
