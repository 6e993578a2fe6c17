import Automation
import Domain
import Foundation
import Storage
import Wording

/// A new book in a folder of its own, and files to import into it.
final class ImportBench {
  let folder: String
  let place: Workplace

  init(currency: String = "CNY") throws {
    folder = NSTemporaryDirectory() + "patron-import-\(UInt64.random(in: 0 ... .max))"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let base = Currency(currency) ?? .cny
    _ = try BookFile.create(
      at: "\(folder)/book.db", profile: BookProfile(name: "Test", baseCurrency: base, timeZone: "Asia/Shanghai"))
    place = Workplace(
      bookPath: "\(folder)/book.db", operatorName: "tester", now: { Instant(secondsSinceEpoch: 1_780_000_000) })
  }

  deinit {
    try? FileManager.default.removeItem(atPath: folder)
  }

  /// Writes a file and gives its path.
  func file(_ name: String, _ bytes: some Sequence<UInt8>) throws -> String {
    let path = "\(folder)/\(name)"
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    return path
  }

  /// Imports a text as a file of one kind; the run's number is its report's.
  @discardableResult
  func load(
    _ kind: String, _ text: String, named name: String = "data.csv", mode: RunMode = .live,
    _ change: (inout ImportRequest) throws -> Void = { _ in }
  ) throws -> RunReport<ImportSummary> {
    var request = ImportRequest(kind: kind, path: try file(name, text.utf8))
    try change(&request)
    return try place.importFile(request, mode: mode)
  }

  /// The first columns of a query's rows, as text.
  func query(_ sql: String) throws -> [[String]] {
    var rows: [[String]] = []
    _ = try place.query(sql, seconds: 60, limit: .max, isCancelled: { false }, columns: { _ in }) { row in
      rows.append(row.map(\.displayText))
    }
    return rows
  }

  /// Why an import is refused, in English; nil where it is not.
  func refusal(_ body: () throws -> Void) -> String? {
    do {
      try body()
      return nil
    } catch let refusal as any Refusal {
      return refusal.message.english
    } catch {
      return "\(error)"
    }
  }

  /// An export as text.
  func exported(_ kind: String, _ change: (inout ExportRequest) -> Void = { _ in }) throws -> [UInt8] {
    var request = ExportRequest(kind: kind)
    request.output = "\(folder)/export"
    change(&request)
    _ = try place.export(request)
    return Array(try Data(contentsOf: URL(fileURLWithPath: "\(folder)/export")))
  }
}
