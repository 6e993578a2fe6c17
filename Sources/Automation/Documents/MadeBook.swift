import Wording

/// What `patron init` made.
public struct MadeBook: JSONDocument {
  /// The new book; nil where none was to be made.
  public let book: String?
  /// The folder that the scripts that ship were written to; nil for none.
  public let scripts: String?

  /// A book and a folder of scripts.
  public init(book: String?, scripts: String?) {
    self.book = book
    self.scripts = scripts
  }

  public static let shape = JSONShape<MadeBook>([
    .init("book", Phrase("The new book.", zh: "新建的账簿。")) { $0.book },
    .init("scripts", Phrase("The folder of the scripts that were written out.", zh: "写出脚本的文件夹。")) { $0.scripts },
  ])
}
