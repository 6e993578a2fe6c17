import Wording

/// A copy of a book that was checked.
public struct BackupDocument: JSONDocument {
  /// The book.
  public let book: String
  /// The copy.
  public let copy: String
  /// How many bytes the copy has.
  public let bytes: Int64

  /// A copy of a book.
  public init(of book: String, copy: String, bytes: Int64) {
    self.book = book
    self.copy = copy
    self.bytes = bytes
  }

  public static let shape = JSONShape<BackupDocument>([
    .init("book", Phrase("The book.", zh: "账簿。")) { $0.book },
    .init("copy", Phrase("Its copy, which was read whole.", zh: "副本，已完整读取检查。")) { $0.copy },
    .init("bytes", Phrase("The size of the copy.", zh: "副本的字节数。")) { $0.bytes },
  ])
}
