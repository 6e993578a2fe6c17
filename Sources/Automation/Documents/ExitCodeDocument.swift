public import Wording

/// An exit code and what it means.
public struct ExitCodeDocument: JSONDocument {
  private let code: Int32
  private let meaning: Phrase

  /// A code and what it means.
  public init(_ code: Int32, _ meaning: Phrase) {
    self.code = code
    self.meaning = meaning
  }

  public static let shape = JSONShape<ExitCodeDocument>([
    .init("code", Phrase("The code.", zh: "退出码。")) { Int($0.code) },
    .init("meaning", Phrase("What it means, in words.", zh: "含义的文字说明。")) { $0.meaning.text(in: $1) },
  ])
}
