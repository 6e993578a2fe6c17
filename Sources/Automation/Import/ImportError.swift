public import Domain
public import Interchange
public import Wording

/// Why a file is refused.
public enum ImportError: Refusal, Hashable {
  case unreadable(String)
  case folder(String)
  case unwritable(String)
  case sameFile(String)
  case empty(String)
  case unknownDelimiter
  case wrongDelimiter(Delimiter, header: String)
  case unknownColumns([String], entity: Entity)
  case twoColumns(String, String, field: Field)
  case sameHeader(String)
  case newName(String, line: Int)
  case noBook(String)
  case badDescription(String)
  case missingFile(String, of: String)
  case shortFile(String, rows: Int, of: Int)
  case badDefinition(String, version: Int, Phrase)
  case otherBook(BookProfile, here: BookProfile)
  case noColumn(String, among: [String])
  case badMap(String)
  case badConstant(String)
  case constant(field: String, Phrase)
  case constantColumn(field: String)
  case noKey([String], entity: Entity)
  case noRowKey(Entity)
  case noReferences(Entity)
  case unknownProfile(String, among: [String])
  case otherProfile(String, of: String)
  case badRows([ImportFault], total: Int, rows: Int)

  public var code: String {
    switch self {
    case .unreadable: "cannot-read"
    case .folder: "is-a-folder"
    case .unwritable: "cannot-write"
    case .sameFile: "same-file"
    case .empty: "empty-file"
    case .unknownDelimiter: "unknown-delimiter"
    case .wrongDelimiter: "wrong-delimiter"
    case .unknownColumns: "unknown-columns"
    case .twoColumns: "two-columns-for-one-field"
    case .sameHeader: "same-header-twice"
    case .newName: "new-name"
    case .noBook: "no-exported-book"
    case .badDescription: "bad-book-description"
    case .missingFile: "missing-file"
    case .shortFile: "short-file"
    case .badDefinition: "bad-definition"
    case .otherBook: "other-book"
    case .noColumn: "no-such-column"
    case .badMap: "bad-map"
    case .badConstant: "bad-set"
    case .constant: "bad-set-value"
    case .constantColumn: "set-and-column"
    case .noKey: "no-key"
    case .noRowKey: "no-row-key"
    case .noReferences: "no-references"
    case .unknownProfile: "unknown-profile"
    case .otherProfile: "other-profile"
    case .badRows: "bad-rows"
    }
  }

  public var message: Phrase {
    switch self {
    case .unreadable(let path):
      return Phrase("\(path) cannot be read: is the name right, and may you read it?", zh: "无法读取 \(path)：请检查文件名和读取权限")
    case .folder(let path):
      return Phrase("\(path) is a folder: name the file in it", zh: "\(path) 是文件夹：请指定其中的文件")
    case .unwritable(let path):
      return Phrase(
        "\(path) cannot be written: look at its folder, its permissions and the space on its disk",
        zh: "无法写入 \(path)：请检查所在文件夹、权限及磁盘空间")
    case .sameFile(let path):
      return Phrase(
        "bad rows cannot go to \(path), which is being read: name another file", zh: "坏行不能写入正在读取的 \(path)：请指定其他文件")
    case .empty(let path):
      return Phrase(
        "\(path) is empty: the first line must name the columns", zh: "\(path) 是空文件：首行必须是列名")
    case .unknownDelimiter:
      return Phrase(
        "it is not clear what stands between the columns: give --delimiter comma, semicolon, tab, pipe or whitespace",
        zh: "无法判断列之间的分隔符：请用 --delimiter 指明 comma、semicolon、tab、pipe 或 whitespace")
    case .wrongDelimiter(let delimiter, let header):
      return Phrase(
        "the first line is one column, \"\(header)\": the delimiter is not \(delimiter.rawValue); leave --delimiter at auto",
        zh: "首行只有一列“\(header)”：分隔符不是 \(delimiter.rawValue)；请将 --delimiter 保留为 auto")
    case .unknownColumns(let headers, let entity): return unknown(headers, entity)
    case .twoColumns(let first, let second, let field):
      return Phrase(
        "the columns \"\(first)\" and \"\(second)\" both mean '\(field.name)': leave one out with --map '\(second)=-'",
        zh: "列“\(first)”和“\(second)”都表示 '\(field.name)'：请用 --map '\(second)=-' 忽略其中一列")
    case .sameHeader(let name):
      return Phrase(
        "several columns are called \"\(name)\": name them by number, such as --map '#3=field'",
        zh: "有多列名为“\(name)”：请按列号指定，例如 --map '#3=字段'")
    case .newName(let name, let line):
      return Phrase(
        "line \(line): the first object has no \"\(name)\"; give all objects the same names",
        zh: "第 \(line) 行：首个对象中没有“\(name)”；请让所有对象的名称一致")
    case .noBook(let folder):
      return Phrase(
        "\(folder) holds no exported book: it has no book.json, which patron export all writes last",
        zh: "\(folder) 中没有导出的账簿：找不到 patron export all 最后写出的 book.json")
    case .badDescription(let path):
      return Phrase(
        "\(path) does not describe a book as patron export all writes it: export again",
        zh: "\(path) 不是 patron export all 写出的账簿说明：请重新导出")
    case .missingFile(let file, let folder):
      return Phrase(
        "\(folder) lacks \(file), which belongs to the exported book: export again, or import its files one by one",
        zh: "\(folder) 缺少属于该导出账簿的 \(file)：请重新导出，或逐个导入文件")
    case .shortFile(let path, let rows, let all):
      return Phrase(
        "\(path) has \(rows) of the \(all) records that were exported: export again, or import the files one by one",
        zh: "\(path) 只有导出的 \(all) 条记录中的 \(rows) 条：请重新导出，或逐个导入文件")
    case .badDefinition(let name, let number, let reason):
      return Phrase(
        "version \(number) of '\(name)' in \(BookDefinitions.fileName) cannot be used: ",
        zh: "\(BookDefinitions.fileName) 中 '\(name)' 的版本 \(number) 无法使用：") + reason
    case .otherBook(let there, let here):
      return Phrase(
        "the exported book counts in \(there.baseCurrency.code) and days of \(there.timeZone), this one in \(here.baseCurrency.code) and days of \(here.timeZone): import it into a new book (patron init)",
        zh:
          "导出的账簿以 \(there.baseCurrency.code) 计价、按 \(there.timeZone) 划分日期，而本账簿为 \(here.baseCurrency.code) 和 \(here.timeZone)：请导入新账簿（patron init）"
      )
    case .noColumn(let name, let headers):
      let guess = Suggestion.nearest(to: name, among: headers) ?? ""
      return Phrase("the file has no column \"\(name)\"", zh: "文件中没有列“\(name)”")
        + (guess.isEmpty ? Phrase(verbatim: "") : Phrase(" (did you mean \"\(guess)\"?)", zh: "（是否想写“\(guess)”？）"))
        + Phrase("; its columns are: \(headers.joined(separator: ", "))", zh: "；现有的列：\(headers.joined(separator: "、"))")
    case .badMap(let text):
      return Phrase("--map takes column=field or column=-, got \"\(text)\"", zh: "--map 需要 列=字段 或 列=-，收到的是“\(text)”")
    case .badConstant(let text):
      return Phrase("--set takes field=value, got \"\(text)\"", zh: "--set 需要 字段=值，收到的是“\(text)”")
    case .constant(let field, let reason): return Phrase("--set \(field): ", zh: "--set \(field)：") + reason
    case .constantColumn(let field):
      return Phrase(
        "'\(field)' is set by --set and by a column: leave the column out with --map 'column=-'",
        zh: "'\(field)' 既由 --set 又由列给出：请用 --map '列=-' 忽略该列")
    case .noKey(let fields, let entity):
      let names = fields.map { "'\($0)'" }.joined(separator: ", ")
      return Phrase(
        "the file has no column for \(names), by which \(entity.name) are told apart: name it with --map 'column=\(fields.first ?? "code")', or give --key FIELDS or --key row",
        zh:
          "文件中没有对应 \(names) 的列，而 \(entity.name) 靠它区分：请用 --map '列=\(fields.first ?? "code")' 指明，或给出 --key 字段 或 --key row"
      )
    case .noRowKey(let entity):
      return Phrase(
        "\(entity.name) cannot be told apart by rows, since they have no code: give --key FIELDS",
        zh: "\(entity.name) 没有编号，不能按行区分：请给出 --key 字段")
    case .noReferences(let entity):
      return Phrase(
        "\(entity.name) cannot be made from a code alone: import them first", zh: "\(entity.name) 不能仅凭编号新建：请先导入")
    case .unknownProfile(let name, let names):
      let known =
        names.isEmpty ? Phrase("none is saved", zh: "尚未保存任何方案") : Phrase(verbatim: names.joined(separator: ", "))
      return Phrase("there is no import profile \"\(name)\": ", zh: "没有导入方案“\(name)”：") + known
    case .otherProfile(let name, let entity):
      return Phrase("the import profile \"\(name)\" is for \(entity)", zh: "导入方案“\(name)”用于 \(entity)")
    case .badRows(let faults, let total, let rows):
      let lines = faults.map(\.message).reduce(Phrase(verbatim: "")) { $0 + Phrase(verbatim: "\n  ") + $1 }
      let more =
        total > faults.count
        ? Phrase("\n  … and \(total - faults.count) more", zh: "\n  …… 另有 \(total - faults.count) 处")
        : Phrase(verbatim: "")
      return Phrase(
        "nothing was imported: \(total) \(total == 1 ? "fault" : "faults") in \(rows) \(rows == 1 ? "row" : "rows"); mend them, or keep the good rows with --skip-bad FILE",
        zh: "未导入任何内容：\(rows) 行中有 \(total) 处错误；请修正，或用 --skip-bad FILE 只保留正确的行") + lines + more
    }
  }

  private func unknown(_ headers: [String], _ entity: Entity) -> Phrase {
    let names = entity.fields.map(\.name)
    let others = entity.fields.flatMap { [$0.label.english, $0.label.chinese] + $0.aliases }
    let listed = headers.map { header in
      Phrase(verbatim: "\"\(header)\"")
        + ((Suggestion.nearest(to: header, among: names) ?? Suggestion.nearest(to: header, among: others)).map {
          Phrase(" (did you mean '\($0)'?)", zh: "（是否想写 '\($0)'？）")
        }
          ?? Phrase(verbatim: ""))
    }
    let list = listed.dropFirst().reduce(listed.first ?? Phrase(verbatim: "")) { $0 + Phrase(", ", zh: "、") + $1 }
    return Phrase("\(entity.name) have no field for the columns ", zh: "\(entity.name) 没有与以下列对应的字段：") + list
      + Phrase(
        "; say what they are with --map 'column=field', or leave them out with --map '\(headers.map { "\($0)=-" }.joined(separator: ","))'",
        zh: "；请用 --map '列=字段' 指明，或用 --map '\(headers.map { "\($0)=-" }.joined(separator: ","))' 忽略")
  }
}

/// What is wrong with a row of a file.
public struct ImportFault: Sendable, Hashable {
  /// The physical line, from 1, on which the row starts.
  public let line: Int
  /// The column's header; nil where the row as a whole is at fault.
  public let column: String?
  /// The value as it is written.
  public let value: String?
  /// What is wrong, and the way out.
  public let reason: Phrase

  /// A fault at a place.
  public init(line: Int, column: String?, value: String?, reason: Phrase) {
    self.line = line
    self.column = column
    self.value = value
    self.reason = reason
  }

  /// The place and the reason.
  public var message: Phrase {
    let place =
      Phrase("line \(line)", zh: "第 \(line) 行")
      + (column.map { Phrase(", column \($0)", zh: "，列 \($0)") } ?? Phrase(verbatim: ""))
    return place + Phrase(": ", zh: "：") + reason
  }
}
