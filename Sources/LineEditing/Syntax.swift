/// What the editor is told of the language that is written.
public struct Syntax {
  /// Whether the text is a beginning that can still become right, so that Enter starts a new row.
  public var isIncomplete: (_ text: String) -> Bool
  /// How the parts of the text look; of parts that overlap the later shows.
  public var spans: (_ text: String) -> [Span]
  /// By how many spaces a row should be indented, the text above it being known. Asked when a row begins, and again as it
  /// is typed, so that a word that closes a block moves back.
  public var indentation: (_ above: String, _ row: String) -> Int
  /// A line for below the text: the arguments of the call in which the cursor stands, for example. The cursor is an
  /// offset of UTF-8 bytes.
  public var hint: (_ text: String, _ cursor: Int) -> StyledText?

  /// A language; what is left out is that of plain text: one row, nothing coloured, rows indented as the one above.
  public init(
    isIncomplete: @escaping (_ text: String) -> Bool = { _ in false },
    spans: @escaping (_ text: String) -> [Span] = { _ in [] },
    indentation: @escaping (_ above: String, _ row: String) -> Int = Syntax.indentationAbove,
    hint: @escaping (_ text: String, _ cursor: Int) -> StyledText? = { _, _ in nil }
  ) {
    self.isIncomplete = isIncomplete
    self.spans = spans
    self.indentation = indentation
    self.hint = hint
  }

  /// The spaces that the last row of the text above begins with.
  public static func indentationAbove(_ above: String, _ row: String) -> Int {
    above.split(separator: "\n", omittingEmptySubsequences: false).last?.prefix { $0 == " " }.count ?? 0
  }
}
