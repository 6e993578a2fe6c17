/// How text looks in a terminal.
public struct Style: Hashable, Sendable {
  /// The colours that every terminal has; what they look like is the terminal's choice.
  public enum Color: Int, Sendable {
    case black = 30
    case red, green, yellow, blue, magenta, cyan, white
    case grey = 90
    case brightRed, brightGreen, brightYellow, brightBlue, brightMagenta, brightCyan, brightWhite
  }

  /// The colour of the characters; nil for the terminal's own.
  public var color: Color?
  /// Bold.
  public var isBold: Bool
  /// Underlined.
  public var isUnderlined: Bool
  /// Characters and ground exchanged.
  public var isReversed: Bool

  /// A style; without arguments, the terminal's own.
  public init(_ color: Color? = nil, bold: Bool = false, underlined: Bool = false, reversed: Bool = false) {
    self.color = color
    isBold = bold
    isUnderlined = underlined
    isReversed = reversed
  }

  /// As the terminal shows text by itself.
  public static let plain = Style()
  /// What is there to be taken: suggestions, summaries, hints.
  public static let faint = Style(.grey)

  /// The style without its colour; what is grey is told apart all the same.
  var colorless: Style {
    var style = self
    if color != .grey { style.color = nil }
    return style
  }

  /// The sequence that switches from any style to this one. Without colours, grey text is dimmed.
  func sequence(inColor: Bool) -> String {
    var codes = ["0"]
    if isBold { codes.append("1") }
    if isUnderlined { codes.append("4") }
    if isReversed { codes.append("7") }
    if let color {
      if inColor { codes.append(String(color.rawValue)) } else if color == .grey { codes.append("2") }
    }
    return "\u{1B}[" + codes.joined(separator: ";") + "m"
  }
}

/// A part of a text and how it looks.
public struct Span: Hashable, Sendable {
  /// The part, as offsets of UTF-8 bytes from the start of the text.
  public var range: Range<Int>
  /// How it looks.
  public var style: Style

  /// A part, as offsets of UTF-8 bytes, with its style.
  public init(_ range: Range<Int>, _ style: Style) {
    self.range = range
    self.style = style
  }
}
