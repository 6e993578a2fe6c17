/// A key as a person pressed it, or a text that a terminal pasted.
public struct Key: Hashable, Sendable {
  /// What was pressed, without what was held.
  public enum Code: Hashable, Sendable {
    /// A key that writes a character, or a part of one: an accent that combines comes by itself.
    case character(Unicode.Scalar)
    /// Text that was pasted, its line ends as they came.
    case paste(String)
    case enter, tab, backspace, delete, insert, escape
    case up, down, left, right, home, end, pageUp, pageDown
    /// F1 is 1.
    case function(Int)
  }

  /// What was held. Shift is told with keys that write nothing only.
  public struct Modifiers: OptionSet, Hashable, Sendable {
    /// The bits as terminals send them, less one.
    public let rawValue: Int

    /// Modifiers of those bits.
    public init(rawValue: Int) {
      self.rawValue = rawValue
    }

    /// Shift.
    public static let shift = Modifiers(rawValue: 1)
    /// Alt, Option or Meta.
    public static let alt = Modifiers(rawValue: 2)
    /// Ctrl.
    public static let control = Modifiers(rawValue: 4)
  }

  /// What was pressed.
  public let code: Code
  /// What was held with it.
  public let modifiers: Modifiers

  /// A key with what was held.
  public init(_ code: Code, _ modifiers: Modifiers = []) {
    self.code = code
    self.modifiers = modifiers
  }

  /// Ctrl with a letter, in lower case, or a sign.
  public static func control(_ scalar: Unicode.Scalar) -> Key { Key(.character(scalar), .control) }
  /// Alt with a letter or sign.
  public static func alt(_ scalar: Unicode.Scalar) -> Key { Key(.character(scalar), .alt) }
}
