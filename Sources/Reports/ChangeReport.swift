public import Automation
public import Domain
public import Wording

/// What a run changed, for people.
public struct ChangeReport {
  /// The report as text.
  public let text: String

  /// The report of a run.
  public init<Result>(_ report: RunReport<Result>, in language: Language) {
    let head =
      switch report.mode {
      case .live where report.partCount > 0:
        Phrase(
          "run \(report.id ?? 0), parts: \(report.partCount): ", zh: "运行 \(report.id ?? 0)，部分数：\(report.partCount)：")
      case .live: Phrase("run \(report.id ?? 0): ", zh: "运行 \(report.id ?? 0)：")
      case .dry: Phrase("dry run, nothing was kept: ", zh: "试运行，未保留任何改动：")
      }
    text = head.text(in: language) + Self.text(report.changes, in: language)
  }

  /// Totals by table and field, and the sampled rows.
  public static func text(_ changes: ChangeSummary, in language: Language) -> String {
    guard changes.rowCount > 0 else { return Phrase("no changes", zh: "没有改动").text(in: language) }
    let count = changes.rowCount
    var lines = [
      Phrase(count == 1 ? "1 row changed" : "\(count) rows changed", zh: "改动了 \(count) 行").text(in: language)
    ]
    for (entity, totals) in changes.totals {
      var parts: [String] = []
      if totals.inserted > 0 { parts.append("+\(totals.inserted)") }
      if totals.updated > 0 { parts.append("~\(totals.updated)") }
      if totals.deleted > 0 { parts.append("-\(totals.deleted)") }
      let fields = totals.fields.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { "\($0.key) \($0.value)" }
      lines.append(
        "  \(entity)  \(parts.joined(separator: " "))\(fields.isEmpty ? "" : "  (\(fields.joined(separator: ", ")))")")
    }
    for row in changes.rows { lines += self.lines(row) }
    if !changes.rows.isEmpty, changes.rowCount > changes.rows.count {
      lines.append(
        Phrase(
          "  … \(changes.rowCount - changes.rows.count) more rows: --diff FILE writes them all",
          zh: "  … 另有 \(changes.rowCount - changes.rows.count) 行：用 --diff FILE 写出全部"
        ).text(in: language))
    }
    return lines.joined(separator: "\n")
  }

  private static func lines(_ row: RowChange) -> [String] {
    let mark =
      switch row.operation {
      case .insert: "+"
      case .update: "~"
      case .delete: "-"
      }
    let fields = row.fields.map { field in
      switch row.operation {
      case .insert: "      \(field.field): \(field.new.displayText)"
      case .update: "      \(field.field): \(field.old.displayText) → \(field.new.displayText)"
      case .delete: "      \(field.field): \(field.old.displayText)"
      }
    }
    return (["  \(mark) \(row.entity) \(row.label)"] + fields).map { DisplayWidth.visible($0) }
  }
}
