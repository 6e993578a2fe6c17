/// A text in every language that Patron speaks. A missing translation does not compile.
public struct Phrase: Sendable, Hashable {
  /// The English text.
  public let english: String
  /// The Simplified Chinese text.
  public let chinese: String

  /// A text with its translation.
  public init(_ english: String, zh chinese: String) {
    self.english = english
    self.chinese = chinese
  }

  /// A text that is the same in every language: a name, a number, a code.
  public init(verbatim text: String) {
    self.init(text, zh: text)
  }

  /// The text in one language.
  public func text(in language: Language) -> String {
    switch language {
    case .english: english
    case .chinese: chinese
    }
  }

  /// This text followed by another, with a blank between them where Chinese meets what is not Chinese.
  public func beside(_ other: Phrase) -> Phrase {
    let isWide = [chinese.unicodeScalars.last, other.chinese.unicodeScalars.first].map { $0.map { !$0.isASCII } }
    let isApart =
      isWide == [true, false] && other.chinese.first != " " || isWide == [false, true] && chinese.last != " "
    return self + (isApart ? Phrase("", zh: " ") : Phrase(verbatim: "")) + other
  }

  /// This text followed by another, with nothing between.
  public static func + (first: Phrase, second: Phrase) -> Phrase {
    Phrase(first.english + second.english, zh: first.chinese + second.chinese)
  }
}
