public import Wording

/// A file that is no delimited text, known by its first bytes.
public enum FileSignature: String, Refusal, CaseIterable {
  /// An Excel workbook (.xlsx), or another ZIP archive.
  case zip
  /// An Excel workbook of the years before 2007 (.xls).
  case oldWorkbook
  /// A file compressed by gzip.
  case gzip
  /// A SQLite database, such as a book.
  case sqlite
  /// A PDF document.
  case pdf
  /// An HTML or XML page: some programs export one as ".xls".
  case markup

  /// The number of bytes that suffice to tell.
  public static let length = 16

  /// What the first bytes of a file say; nil for what may well be text.
  public init?(_ prefix: Span<UInt8>) {
    func starts(with signature: [UInt8], ignoringCase: Bool = false) -> Bool {
      guard prefix.count >= signature.count else { return false }
      return signature.indices.allSatisfy {
        let isLetter = UInt8(ascii: "A")...UInt8(ascii: "Z") ~= prefix[$0]
        return (ignoringCase && isLetter ? prefix[$0] | 0x20 : prefix[$0]) == signature[$0]
      }
    }
    let pages = ["<html", "<!doctype", "<?xml", "<table"]
    if starts(with: [0x50, 0x4b, 0x03, 0x04]) {
      self = .zip
    } else if starts(with: [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]) {
      self = .oldWorkbook
    } else if starts(with: [0x1f, 0x8b]) {
      self = .gzip
    } else if starts(with: Array("SQLite format 3\0".utf8)) {
      self = .sqlite
    } else if starts(with: Array("%PDF-".utf8)) {
      self = .pdf
    } else if pages.contains(where: { starts(with: Array($0.utf8), ignoringCase: true) }) {
      self = .markup
    } else {
      return nil
    }
  }

  /// A stable name in kebab case.
  public var code: String { "not-text" }

  /// What the file is, and the way out.
  public var message: Phrase {
    switch self {
    case .zip:
      Phrase(
        "this is an Excel workbook (.xlsx) or a ZIP archive, whatever its name says; in Excel choose Save As, CSV UTF-8, and import that file",
        zh: "无论文件名如何，这是 Excel 工作簿（.xlsx）或 ZIP 压缩包；请在 Excel 中选择“另存为”“CSV UTF-8”，再导入该文件")
    case .oldWorkbook:
      Phrase(
        "this is an old Excel workbook (.xls), whatever its name says; in Excel choose Save As, CSV UTF-8, and import that file",
        zh: "无论文件名如何，这是旧版 Excel 工作簿（.xls）；请在 Excel 中选择“另存为”“CSV UTF-8”，再导入该文件")
    case .gzip:
      Phrase(
        "this file is compressed by gzip; unpack it on the way: gunzip -c FILE | patron import KIND -",
        zh: "此文件经 gzip 压缩；请边解压边导入：gunzip -c FILE | patron import KIND -")
    case .sqlite:
      Phrase(
        "this is a SQLite database, not delimited text; if it is a book, open it with --book",
        zh: "这是 SQLite 数据库，不是分隔文本；若它是一个账册，请用 --book 打开")
    case .pdf:
      Phrase(
        "this is a PDF document, which holds no table to read; export the data as CSV UTF-8 where they come from",
        zh: "这是 PDF 文档，其中没有可读取的表格；请从数据来源处导出 CSV UTF-8")
    case .markup:
      Phrase(
        "this is an HTML or XML page, whatever its name says; open it in Excel and choose Save As, CSV UTF-8",
        zh: "无论文件名如何，这是 HTML 或 XML 页面；请用 Excel 打开，选择“另存为”“CSV UTF-8”")
    }
  }
}
