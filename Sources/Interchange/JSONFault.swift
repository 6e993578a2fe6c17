public import Wording

/// Why bytes are no JSON, or a value cannot be JSON.
public enum JSONFault: Refusal, Hashable {
  /// What cannot stand where it stands; `expected` says what can.
  case unexpected(found: String, expected: String, line: Int, column: Int)
  /// The text ends too early.
  case unfinished(line: Int, column: Int)
  /// One object has a name twice.
  case duplicateName(String, line: Int, column: Int)
  /// More than `JSONReader.depthLimit` arrays and objects within each other.
  case tooDeep(limit: Int, line: Int, column: Int)
  /// A number beyond what a Double holds.
  case numberTooLarge(String, line: Int, column: Int)
  /// Bytes that are not UTF-8, or half of a surrogate pair.
  case invalidText(line: Int, column: Int)
  /// A line of NDJSON longer than `NDJSONReader.lineLimit` bytes.
  case lineTooLong(line: Int, limit: Int)
  /// Infinity or not a number, which JSON does not have.
  case notFinite(Double)
  /// Whoever asked for it wants it no more.
  case stopped

  /// A stable name in kebab case.
  public var code: String {
    switch self {
    case .unexpected: "json-unexpected"
    case .unfinished: "json-unfinished"
    case .duplicateName: "json-duplicate-name"
    case .tooDeep: "json-too-deep"
    case .numberTooLarge: "json-number-too-large"
    case .invalidText: "json-invalid-text"
    case .lineTooLong: "json-line-too-long"
    case .notFinite: "json-not-finite"
    case .stopped: "json-stopped"
    }
  }

  /// Where (the column counts bytes from 1), what, and the way out.
  public var message: Phrase {
    switch self {
    case .unexpected(let found, let expected, let line, let column):
      Self.place(line, column) + Phrase("\(found) where \(expected) is expected", zh: "此处应为 \(expected)，却是 \(found)")
    case .unfinished(let line, let column):
      Self.place(line, column)
        + Phrase("the text ends in the middle of a value; is the file complete?", zh: "文本在值的中间结束；文件是否完整？")
    case .duplicateName(let name, let line, let column):
      Self.place(line, column)
        + Phrase("the name \"\(name)\" occurs twice in one object; remove one", zh: "同一对象中名称“\(name)”出现两次；请删除其一")
    case .tooDeep(let limit, let line, let column):
      Self.place(line, column)
        + Phrase("more than \(limit) arrays and objects within each other", zh: "数组与对象嵌套超过 \(limit) 层")
    case .numberTooLarge(let value, let line, let column):
      Self.place(line, column) + Phrase("the number \(value) is too large", zh: "数字 \(value) 过大")
    case .invalidText(let line, let column):
      Self.place(line, column)
        + Phrase("a text that is not valid UTF-8; save the file again as UTF-8", zh: "文本不是有效的 UTF-8；请将文件另存为 UTF-8")
    case .lineTooLong(let line, let limit):
      Phrase(
        "line \(line) is longer than \(limit) bytes; NDJSON has one value on each line",
        zh: "第 \(line) 行超过 \(limit) 字节；NDJSON 每行只有一个值")
    case .notFinite(let value):
      Phrase(
        "\(value) cannot be written as JSON, which has finite numbers only; write null instead",
        zh: "\(value) 无法写成 JSON，JSON 只有有限的数；请改写为 null")
    case .stopped: Phrase("stopped", zh: "已停止")
    }
  }

  private static func place(_ line: Int, _ column: Int) -> Phrase {
    Phrase("line \(line), column \(column): ", zh: "第 \(line) 行第 \(column) 列：")
  }

  /// The same fault in a text that starts on a later line.
  func moved(toLine start: Int) -> JSONFault {
    switch self {
    case .unexpected(let found, let expected, let line, let column):
      .unexpected(found: found, expected: expected, line: line + start - 1, column: column)
    case .unfinished(let line, let column): .unfinished(line: line + start - 1, column: column)
    case .duplicateName(let name, let line, let column):
      .duplicateName(name, line: line + start - 1, column: column)
    case .tooDeep(let limit, let line, let column): .tooDeep(limit: limit, line: line + start - 1, column: column)
    case .numberTooLarge(let value, let line, let column):
      .numberTooLarge(value, line: line + start - 1, column: column)
    case .invalidText(let line, let column): .invalidText(line: line + start - 1, column: column)
    case .lineTooLong, .notFinite, .stopped: self
    }
  }
}
