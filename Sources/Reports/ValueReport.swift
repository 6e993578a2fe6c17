import Automation
import Domain
public import ScriptModel
public import Wording

/// A value as a person is shown it in a session: a record as a card, a list of records as a table, a function or a module
/// of Patron's as the manual has it, anything else as Lua would write it.
public struct ValueReport {
  private let value: ShownValue
  private let columns: Int
  private let language: Language
  private let measure = DisplayWidth()

  /// The widest that a cell of a table gets.
  private static let cellLimit = 40

  /// The report of a value on a screen of that many columns.
  public init(_ value: ShownValue, columns: Int, in language: Language) {
    (self.value, self.columns, self.language) = (value, max(20, columns), language)
  }

  /// The report as text, without a final newline.
  public var text: String {
    switch value {
    case .plain(.string(let text)) where text.contains("\n"): return DisplayWidth.visible(text, keeping: ["\n", "\t"])
    case .record(let entity, let fields): return card(entity, fields)
    case .table(let table):
      if let rows = Rows(table) { return grid(rows, count: table.count) }
      if table.list.isEmpty, !table.fields.isEmpty { return card(nil, table.fields) + rest(of: table) }
      return wrapped(Self.parts(of: table))
    case .function(let name): return (try? Manual(in: language).text(on: name)) ?? Self.inline(value)
    case .module(let name, let members):
      if let page = try? Manual(in: language).text(on: name) { return page }
      return Phrase("a library of Lua: \(name)\n", zh: "Lua 自带的库：\(name)\n").text(in: language) + wrapped(members)
    default: return Self.inline(value)
    }
  }

  /// Parts of a table in as many rows as they need.
  private func wrapped(_ parts: [String]) -> String {
    guard !parts.isEmpty else { return "{}" }
    var rows = ["{"]
    var room = columns - 1
    for (place, part) in parts.enumerated() {
      let part = place + 1 < parts.count ? part + "," : part
      let width = measure.columns(of: part) + 1
      if width > room, rows.last != "{" {
        rows.append(" ")
        room = columns - 1
      }
      rows[rows.count - 1] += " " + part
      room -= width
    }
    return rows.joined(separator: "\n") + " }"
  }

  // MARK: One record

  private func card(_ entity: String?, _ fields: [ShownValue.Field]) -> String {
    let shown = fields.filter { $0.value != .plain(.null) }
    let width = shown.map { measure.columns(of: $0.name) }.max() ?? 0
    var lines = shown.map { field in
      let value = measure.truncated(Self.cell(field.value), to: max(10, columns - width - 4))
      return "  \(measure.padded(DisplayWidth.visible(field.name), to: width))  \(value)"
    }
    let empty = fields.filter { $0.value == .plain(.null) }.map(\.name)
    if !empty.isEmpty {
      lines.append(measure.truncated("  nil: \(empty.joined(separator: ", "))", to: columns))
    }
    return ([entity.map { Phrase("a record of \($0)", zh: "\($0) 的记录").text(in: language) }].compactMap { $0 } + lines)
      .joined(separator: "\n")
  }

  private func rest(of table: ShownValue.Table) -> String {
    let left = table.fieldCount - table.fields.count
    guard left > 0 else { return "" }
    return Phrase("\n  … \(left) more fields", zh: "\n  … 另有 \(left) 个字段").text(in: language)
  }

  // MARK: Many

  /// The rows of a list whose elements all have named fields.
  private struct Rows {
    var names: [String] = []
    var rows: [[String: ShownValue]] = []

    init?(_ table: ShownValue.Table) {
      guard !table.list.isEmpty, table.fields.isEmpty else { return nil }
      var known: Set<String> = []
      var declared: [String] = []
      for element in table.list {
        let fields: [ShownValue.Field]
        switch element {
        case .record(_, let columns): fields = columns.filter { $0.name != "id" }
        case .table(let inner) where inner.list.isEmpty && !inner.fields.isEmpty:
          fields = inner.fields
          if declared.isEmpty { declared = inner.declared }
        default: return nil
        }
        for field in fields where field.value != .plain(.null) && known.insert(field.name).inserted {
          names.append(field.name)
        }
        rows.append(Dictionary(fields.map { ($0.name, $0.value) }) { first, _ in first })
      }
      // A field that the first rows lack stands where it was declared all the same.
      names = declared.filter(known.contains) + names.filter { !declared.contains($0) }
    }
  }

  private func grid(_ rows: Rows, count: Int) -> String {
    var widths: [Int] = []
    var room = columns
    for name in rows.names {
      let cells = rows.rows.map { measure.columns(of: Self.cell($0[name])) }
      let width = min(Self.cellLimit, max(measure.columns(of: name), cells.max() ?? 0))
      guard room >= width || widths.isEmpty else { break }
      widths.append(width)
      room -= width + 2
    }
    let names = rows.names.prefix(widths.count)
    var table = Table(
      names.map { name in
        let isNumeric = rows.rows.allSatisfy { $0[name].map(Self.isNumeric) ?? true }
        return (name, isNumeric ? .right : .left)
      })
    for row in rows.rows {
      table.add(
        zip(names, widths).map { name, width in measure.truncated(Self.cell(row[name]), to: min(width, columns)) })
    }
    var notes: [String] = []
    if count > rows.rows.count {
      notes.append(
        Phrase(
          "… \(rows.rows.count) of \(count) rows: a loop prints them all",
          zh: "… 共 \(count) 行，已显示 \(rows.rows.count) 行：可用循环全部输出"
        ).text(in: language))
    }
    let hidden = rows.names.dropFirst(widths.count)
    if !hidden.isEmpty {
      let list = hidden.joined(separator: ", ")
      notes.append(
        measure.truncated(
          Phrase("… not shown: \(list)", zh: "… 未显示：\(list)").text(in: language), to: columns))
    }
    return ([table.text] + notes).joined(separator: "\n")
  }

  private static func isNumeric(_ value: ShownValue) -> Bool {
    switch value {
    case .plain(.integer), .plain(.number), .plain(.money), .plain(.null): true
    default: false
    }
  }

  // MARK: Single values

  /// A value in a cell: a text without quotes unless it is empty, nothing for nil.
  private static func cell(_ value: ShownValue?) -> String {
    switch value {
    case nil, .plain(.null): ""
    case .plain(.string("")): "\"\""
    case .plain(.string(let text)): DisplayWidth.visible(text.replacing("\n", with: " "))
    case let value?: inline(value)
    }
  }

  /// A value in one line, as Lua would write it.
  static func inline(_ value: ShownValue) -> String {
    switch value {
    case .plain(let plain): return text(of: plain)
    case .record(let entity, let fields):
      let code = fields.first { $0.name == "code" } ?? fields.first { $0.name == "id" }
      return "<\(entity)\(code.map { " " + cell($0.value) } ?? "")>"
    case .function(let name): return "<function \(name)>"
    case .module(let name, _): return "<module \(name)>"
    case .other(let text): return "<\(DisplayWidth.visible(text))>"
    case .table(let table):
      let parts = parts(of: table)
      return parts.isEmpty ? "{}" : "{ \(parts.joined(separator: ", ")) }"
    }
  }

  /// The elements and fields of a table, as Lua would write them.
  private static func parts(of table: ShownValue.Table) -> [String] {
    var parts = table.list.map(inline)
    if table.count > table.list.count { parts.append("… \(table.count)") }
    parts += table.fields.map { "\(DisplayWidth.visible($0.name)) = \(inline($0.value))" }
    if table.fieldCount > table.fields.count { parts.append("…") }
    return parts
  }

  private static func text(of value: ScriptValue) -> String {
    switch value {
    case .string(let text): return quoted(text)
    case .number(let number): return number.description
    case .money(let minorUnits, let code):
      return Currency(code).map { Money(minorUnits: minorUnits, $0).groupedDescription } ?? "\(minorUnits) \(code)"
    default: return value.literal
    }
  }

  /// A text as Lua would read it again, but for control characters, which are shown as pictures.
  private static func quoted(_ text: String) -> String {
    let escaped = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
    return "\"\(DisplayWidth.visible(escaped))\""
  }
}
