/// A local variable of a source.
public struct Local: Sendable {
  /// How it came about.
  public enum Origin: Sendable {
    case variable, function, parameter, loop
    /// The `self` of a method, which nobody wrote.
    case receiver
  }

  /// `<const>` or `<close>`.
  public enum Attribute: Sendable {
    case const, close
  }

  /// Its name.
  public let name: String
  /// Where it is declared.
  public let range: Range<Int>
  /// How it came about.
  public let origin: Origin
  /// Its attribute, if it has one.
  public internal(set) var attribute: Attribute?
  /// The function that it belongs to, as ``FunctionBody/id``.
  public let function: Int
  /// Where it can be named.
  public internal(set) var scope: Range<Int>
  /// The local of the same name that it hides, by its place.
  public let shadows: Int?
  /// How often its value is used.
  public internal(set) var reads = 0
  /// How often it is given another value than its first.
  public internal(set) var writes = 0
  /// Whether a function within its own uses it.
  public internal(set) var isCaptured = false

  /// Whether its value stays what it was declared with.
  public var isNeverChanged: Bool { writes == 0 }
}

/// A place where a variable is named after its declaration.
public struct Reference: Sendable {
  /// The name.
  public let name: String
  /// Where its bytes are.
  public let range: Range<Int>
  /// What it stands for.
  public let binding: Name.Binding
  /// Whether it is given a value there.
  public internal(set) var isWrite = false
}
