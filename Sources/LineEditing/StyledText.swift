/// A line of text whose parts have styles.
public struct StyledText: Hashable, Sendable, ExpressibleByStringLiteral {
  struct Run: Hashable, Sendable {
    let text: String
    let style: Style
  }

  private(set) var runs: [Run]

  /// A text in one style.
  public init(_ text: String, _ style: Style = .plain) {
    runs = text.isEmpty ? [] : [Run(text: text, style: style)]
  }

  /// A text in the terminal's own style.
  public init(stringLiteral text: String) {
    self.init(text)
  }

  /// The text without its styles.
  public var text: String { runs.map(\.text).joined() }

  /// A text followed by another.
  public static func + (first: StyledText, second: StyledText) -> StyledText {
    var whole = first
    whole.runs += second.runs
    return whole
  }
}
