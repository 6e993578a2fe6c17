import Domain
import Foundation
public import Interchange
import Storage

/// What to export, and in which form.
public struct ExportRequest: Sendable {
  /// The plural name of the entity; `all` for the whole book.
  public var kind: String
  /// The form.
  public var format = ExportFormat.csv
  /// Whether lines end, and files begin, as Excel expects.
  public var isForExcel = false
  /// How characters of CSV are written.
  public var encoding = TextEncoder.Encoding.utf8
  /// The file, or for the whole book the folder; nil for standard output.
  public var output: String?

  /// All records of an entity.
  public init(kind: String) {
    self.kind = kind
  }
}

extension Workplace {
  /// The kind that means the whole book.
  public static let wholeBook = "all"
  /// The file of the customers that were merged into others, and whose codes find those.
  static let mergedCustomers = "merged_customers"

  /// Writes records as they are at one moment; how many of each kind.
  public func export(_ request: ExportRequest, isCancelled: @escaping () -> Bool = { false }) throws -> [(
    kind: String, rows: Int
  )] {
    try open(for: .read).read { session in
      try session.stopping(when: isCancelled) {
        guard request.kind == Self.wholeBook else {
          let entity = try session.entity(request.kind)
          return [(entity.name, try export(entity, of: session, request, to: request.output))]
        }
        return try exportBook(session, request)
      }
    }
  }

  private func exportBook(_ session: BookSession, _ request: ExportRequest) throws -> [(kind: String, rows: Int)] {
    let folder = try ExportFolder(request.output ?? ".")
    var counts: [(kind: String, rows: Int)] = []
    for (name, kind) in BookDescription.kinds {
      let path = folder.path(of: "\(name).\(request.format.rawValue)")
      let isMerged = name == Self.mergedCustomers
      counts.append((name, try export(session.entity(kind), merged: isMerged, of: session, request, to: path)))
    }
    let definitions = try BookDefinitions(session)
    try definitions.write(to: folder.path(of: BookDefinitions.fileName))
    counts.append((BookDefinitions.name, definitions.versions.count))
    for history in HistoryTable.all {
      let rows = try BookHistory(table: history).write(
        to: folder.path(of: BookHistory.fileName(of: history.name)), from: session)
      counts.append((history.name, rows))
    }
    let description = try BookDescription(session, request.format, files: counts.map { ($0.kind, $0.rows) })
    try description.write(to: folder.path(of: BookDescription.fileName))
    try folder.finish(description)
    return counts
  }

  private func export(
    _ entity: Entity, merged: Bool = false, of session: BookSession, _ request: ExportRequest, to path: String?
  ) throws
    -> Int
  {
    let file = try OutputFile(path)
    var writer = RowsWriter(
      entity.fields.map(\.name), request.format, isForExcel: request.isForExcel, encoding: request.encoding)
    var count = 0
    try session.export(entity, merged: merged) { row in
      try writer.row(row)
      count += 1
      if writer.pending > 256 << 10 { try writer.drain { try file.write($0) } }
    }
    try writer.end()
    try writer.drain { try file.write($0) }
    try file.finish()
    return count
  }
}
