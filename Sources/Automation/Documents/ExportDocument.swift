import Interchange
import Wording

/// What an export wrote.
public struct ExportDocument: JSONDocument {
  /// The file, or for a whole book the folder.
  public let output: String
  /// How many records of each kind.
  public let counts: [(kind: String, rows: Int)]

  /// What was written to a place.
  public init(_ counts: [(kind: String, rows: Int)], to output: String) {
    self.counts = counts
    self.output = output
  }

  public static let shape = JSONShape<ExportDocument>([
    .init("output", Phrase("The file; the folder of a whole book.", zh: "文件；整个账簿则为文件夹。")) { $0.output },
    .init("files", type: "array of objects", Phrase("Of each file: `kind`, `rows`.", zh: "各文件的 `kind`、`rows`。")) {
      $0.counts.map { JSON.object([.init("kind", .string($0.kind)), .init("rows", $0.rows.json)]) }
    },
  ])
}
