public import Wording

/// Rows in columns that line up, double-width characters included.
public struct Table {
  private let headers: [String]
  private let alignments: [DisplayWidth.Alignment]
  private var rows: [[String]] = []

  /// A table with those headers.
  public init(_ headers: [(String, DisplayWidth.Alignment)]) {
    self.headers = headers.map { DisplayWidth.visible($0.0) }
    alignments = headers.map(\.1)
  }

  /// Adds a row; missing cells are empty.
  public mutating func add(_ cells: [String]) {
    rows.append(
      headers.indices.map { $0 < cells.count ? DisplayWidth.visible(cells[$0].replacing("\n", with: " ")) : "" })
  }

  /// The table as lines, without a final newline.
  public var text: String {
    let all = [headers] + rows
    let measure = DisplayWidth()
    let widths = headers.indices.map { column in all.map { measure.columns(of: $0[column]) }.max() ?? 0 }
    return all.map { row in
      let cells = row.indices.map { column in
        measure.padded(row[column], to: widths[column], alignments[column])
      }
      return String(cells.joined(separator: "  ").reversed().drop { $0 == " " }.reversed())
    }.joined(separator: "\n")
  }
}
