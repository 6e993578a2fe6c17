import Domain
import Interchange
public import ScriptModel
import Wording

extension Module<ScriptSession> {
  /// Delimited text.
  public static let csv = Module(
    "csv",
    Phrase(
      "Delimited text (RFC 4180) in scripts; files come in by patron import.",
      zh: "在脚本中处理分隔文本（RFC 4180）；文件请用 patron import 导入。"),
    functions: [parse, encode])

  private static let options = Parameter(
    "options", Phrase("How the text is written.", zh: "文本的写法。"), as: CSVOptions?.self)

  private static let parse = Function<ScriptSession>(
    "csv.parse",
    Phrase(
      "The rows of a delimited text: tables by column name, or lists without a header. Values are texts.",
      zh: "读出分隔文本的各行：按列名组成的表，无表头时为列表。值均为文本。"),
    effect: .pure, takes: Parameter("text", Phrase("The text.", zh: "文本。"), as: String.self), options,
    returns: Returned(
      "rows", Phrase("One table for each row: by column, or a list.", zh: "每行一个表：按列名，或为列表。"),
      as: ListInParts<ScriptValue>.self, type: .list(.union([.dictionary(.string), .list(.string)]))),
    example: """
      local rows = csv.parse("code,name\\nC1,\\"Li, Wei\\"\\n")
      assert(#rows == 1 and rows[1].code == "C1" and rows[1].name == "Li, Wei")
      assert(csv.parse("1;2\\n", { header = false, delimiter = ";" })[1][2] == "2")
      """
  ) { _, text, options in
    ListInParts { row in try readRows(of: text, options ?? CSVOptions(), row) }
  }

  /// Hands on the rows of a delimited text, one after the other.
  private static func readRows(
    of text: String, _ options: CSVOptions, _ row: (ScriptValue) throws -> Void
  ) throws {
    var reader = CSVReader(delimiter: options.delimiter)
    var header: [String]?
    func take(_ record: CSVRecord) throws {
      try Stopped.check()
      let values = (0..<record.count).map { record.text($0) }
      guard options.header else { return try row(.table(ScriptTable(list: values.map { .string($0) }))) }
      guard let names = header else {
        var seen: Set<String> = []
        if let name = values.first(where: { !seen.insert($0).inserted }) { throw CSVError.repeatedColumn(name) }
        header = values
        return
      }
      let fields = zip(names, values).map { (name: $0, value: ScriptValue.string($1)) }
      try row(.table(ScriptTable(fields: fields)))
    }
    // Piece by piece, since a record can be as long as the text.
    let bytes = text.utf8.span
    for start in stride(from: 0, to: bytes.count, by: 1 << 16) {
      try Stopped.check()
      try reader.read(bytes.extracting(start..<min(start + 1 << 16, bytes.count))) { try take($0) }
    }
    try reader.finish { try take($0) }
  }

  private static let encode = Function<ScriptSession>(
    "csv.encode",
    Phrase("Rows as delimited text: lists, or tables and records with their columns.", zh: "将各行写成分隔文本：列表，或带列名的表与记录。"),
    effect: .pure,
    takes: Parameter(
      "rows", Phrase("A list of rows, all of one kind.", zh: "行的列表，各行同类。"), as: [ScriptValue].self, type: .list(.table)),
    options, returns: Returned("text", Phrase("The text; lines end with LF.", zh: "文本；以 LF 换行。"), as: String.self),
    example: """
      assert(csv.encode({ { code = "C1", name = "Li, Wei" } }) == 'code,name\\nC1,"Li, Wei"\\n')
      assert(csv.encode({ { 1, money(2.50, "CNY") } }, { header = false }) == "1,2.50 CNY\\n")
      """
  ) { _, rows, options in
    let options = options ?? CSVOptions()
    var writer = CSVWriter(delimiter: options.delimiter)
    let columns = try options.columns ?? columnNames(of: rows)
    if options.header, !columns.isEmpty { writer.record(columns) }
    let known = Set(columns)
    for (offset, row) in rows.enumerated() {
      let pending = writer.pending
      writer.record(try row.cells(columns, known, row: offset + 1))
      // The bytes in a list with room for more, and the text that is made of them.
      TakenMemory.count(3 * (writer.pending - pending))
      try Stopped.check()
    }
    var text = ""
    try writer.drain { bytes in
      text = String(copying: try UTF8Span(validating: bytes))
    }
    return text
  }
}

/// The names that rows of named fields have, in order.
private func columnNames(of rows: [ScriptValue]) throws -> [String] {
  var names: Set<String> = []
  for (offset, row) in rows.enumerated() {
    try Stopped.check(at: offset)
    names.formUnion(row.columnNames)
  }
  return names.sorted()
}

extension ScriptValue {
  /// The names that a row of named fields has.
  fileprivate var columnNames: [String] {
    switch self {
    case .table(let table), .record(_, let table): table.fields.map(\.name)
    default: []
    }
  }

  /// The row's fields as texts: those of `columns`, which are all `known`, else its list.
  fileprivate func cells(_ columns: [String], _ known: Set<String>, row: Int) throws(CSVError) -> [String] {
    switch self {
    case .table(let table) where !table.list.isEmpty:
      guard table.fields.isEmpty, columns.isEmpty else { throw .mixedRow(row) }
      return try table.list.map { cell throws(CSVError) in try cell.cell(row: row) }
    case .table(let table), .record(_, let table):
      var cells: [String: String] = [:]
      for (name, value) in table.fields where known.contains(name) { cells[name] = try value.cell(row: row) }
      return columns.map { cells[$0] ?? "" }
    default: throw .notARow(literal, row)
    }
  }

  private func cell(row: Int) throws(CSVError) -> String {
    switch self {
    case .null: return ""
    case .boolean(let value): return value ? "true" : "false"
    case .integer(let value): return String(value)
    case .number: return literal
    case .string(let text): return text
    case .money: return Money(self)?.description ?? literal
    case .record(_, let table): return try table["code"]?.cell(row: row) ?? literal
    case .table, .function: throw .notACell(literal, row)
    }
  }
}

/// Why rows and delimited text do not go together.
enum CSVError: Refusal, Hashable {
  case repeatedColumn(String)
  case mixedRow(Int)
  case notARow(String, Int)
  case notACell(String, Int)

  var code: String {
    switch self {
    case .repeatedColumn: "repeated-column"
    case .mixedRow, .notARow: "bad-row"
    case .notACell: "bad-cell"
    }
  }

  var message: Phrase {
    switch self {
    case .repeatedColumn(let name):
      Phrase(
        "the header names '\(name)' twice: rename one, or read lists with header = false",
        zh: "表头中 '\(name)' 出现两次：请改名，或用 header = false 读成列表")
    case .mixedRow(let row):
      Phrase("row \(row) is a list where others have named fields", zh: "第 \(row) 行是列表，而其他行带有字段名")
    case .notARow(let literal, let row):
      Phrase("row \(row) is \(literal): give a table or a record", zh: "第 \(row) 行是 \(literal)：请给出表或记录")
    case .notACell(let literal, let row):
      Phrase("row \(row) has \(literal) as a value, which a field cannot hold", zh: "第 \(row) 行含有 \(literal)，字段无法容纳")
    }
  }
}
