public import Wording

/// Where in a delimited file something stands.
public struct CSVPlace: Sendable, Hashable {
  /// The physical line, from 1, on which the record starts.
  public let recordLine: Int
  /// The physical line, from 1, of the fault itself: a quoted field may run over many.
  public let line: Int
  /// The field within the record, from 1.
  public let column: Int

  /// A place: all three count from 1.
  public init(recordLine: Int, line: Int, column: Int) {
    self.recordLine = recordLine
    self.line = line
    self.column = column
  }
}

/// What is wrong with one record of a delimited file.
public enum CSVFault: Refusal, Hashable {
  /// A quote inside a field that does not start with one.
  case quoteInsideField(at: CSVPlace, value: String)
  /// Something other than a delimiter or a line end behind a closing quote.
  case textAfterQuote(at: CSVPlace, value: String)
  /// The file ends inside a quoted field.
  case unterminatedQuote(at: CSVPlace)
  /// A NUL byte, which no text contains.
  case nulByte(at: CSVPlace)
  /// More fields, or fewer, than the first record has.
  case fieldCount(at: CSVPlace, found: Int, expected: Int)
  /// More fields than `CSVReader.columnLimit`.
  case tooManyFields(at: CSVPlace, limit: Int)
  /// A record longer than `CSVReader.recordLimit` bytes; reading cannot go on after it.
  case recordTooLong(at: CSVPlace, limit: Int)

  /// Where the fault is.
  public var place: CSVPlace {
    switch self {
    case .quoteInsideField(let place, _), .textAfterQuote(let place, _), .unterminatedQuote(let place),
      .nulByte(let place), .fieldCount(let place, _, _), .tooManyFields(let place, _), .recordTooLong(let place, _):
      place
    }
  }

  /// A stable name in kebab case.
  public var code: String {
    switch self {
    case .quoteInsideField: "csv-quote-inside-field"
    case .textAfterQuote: "csv-text-after-quote"
    case .unterminatedQuote: "csv-unterminated-quote"
    case .nulByte: "csv-nul-byte"
    case .fieldCount: "csv-field-count"
    case .tooManyFields: "csv-too-many-fields"
    case .recordTooLong: "csv-record-too-long"
    }
  }

  /// Where, what, and the way out.
  public var message: Phrase {
    let where_ =
      place.line == place.recordLine
      ? Phrase(
        "line \(place.line), column \(place.column): ", zh: "第 \(place.line) 行第 \(place.column) 列：")
      : Phrase(
        "line \(place.line), column \(place.column) of the record that starts on line \(place.recordLine): ",
        zh: "第 \(place.line) 行（记录始于第 \(place.recordLine) 行）第 \(place.column) 列：")
    return where_ + reason
  }

  /// What is wrong, and the way out, without the place.
  public var reason: Phrase {
    switch self {
    case .quoteInsideField(_, let value):
      Phrase(
        "a quote inside a field that does not start with one: \(value); put the whole field in quotes and double each quote within",
        zh: "字段未以引号开头，中间却有引号：\(value)；请将整个字段用引号括起，字段内的引号写两次")
    case .textAfterQuote(_, let value):
      Phrase(
        "text after a closing quote: \(value); double each quote inside a quoted field, and end the field at the closing quote",
        zh: "右引号之后还有文字：\(value)；引号字段内的引号请写两次，右引号之后字段即结束")
    case .unterminatedQuote:
      Phrase(
        "the quote that opens this field is never closed; close it, or remove it",
        zh: "此字段的左引号没有对应的右引号；请补上或删除")
    case .nulByte:
      Phrase(
        "a NUL byte, which text does not contain; save the file again as CSV UTF-8 (UTF-16 without a byte order mark looks like this)",
        zh: "含有 NUL 字节，文本中不应出现；请将文件另存为 CSV UTF-8（无字节序标记的 UTF-16 文件就是这样）")
    case .fieldCount(_, let found, let expected):
      Phrase(
        "\(found) \(found == 1 ? "field" : "fields") where the first record has \(expected); put fields that contain the delimiter in quotes, or add what is missing",
        zh: "本行有 \(found) 个字段，首行有 \(expected) 个；含分隔符的字段请用引号括起，缺少的请补上")
    case .tooManyFields(_, let limit):
      Phrase(
        "more than \(limit) fields; keep the columns that are needed, or check the delimiter",
        zh: "字段超过 \(limit) 个；请只保留需要的列，或检查分隔符")
    case .recordTooLong(_, let limit):
      Phrase(
        "the record is longer than \(limit) bytes; a quote that is never closed looks like this",
        zh: "记录超过 \(limit) 字节；可能是左引号没有对应的右引号")
    }
  }
}
