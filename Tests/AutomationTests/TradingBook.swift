import Automation
import CSQLite
import Domain
import Foundation
import Storage

/// A book in a temporary file, filled by hand. It is removed when the value is released.
final class TradingBook {
  let place: Workplace
  private let folder: URL

  init(_ fill: (BookSession) throws -> Void = { _ in }) throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("patron-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let path = folder.appendingPathComponent("patron.db").path
    place = Workplace(
      bookPath: path, operatorName: "tester", now: { Instant(secondsSinceEpoch: 1_780_000_000) },
      asOf: try CivilDate("2026-01-31"))
    _ = try BookFile.create(at: path, profile: BookProfile(name: "", baseCurrency: .cny, timeZone: "UTC"))
    try change(fill)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// Changes the book in a run of its own.
  func change(_ body: (BookSession) throws -> Void) throws {
    let start = RunStart(title: "test", operatorName: "tester", startedAt: place.now())
    _ = try place.perform(start, mode: .live) { session in
      try body(session)
      return (RunEnd(.succeeded, at: place.now()), ())
    }
  }

  /// Changes the file behind Patron's back.
  func sql(_ statement: String) throws {
    var connection: OpaquePointer?
    defer { sqlite3_close(connection) }
    guard sqlite3_open(place.bookPath, &connection) == SQLITE_OK,
      sqlite3_exec(connection, statement, nil, nil, nil) == SQLITE_OK
    else { throw ScriptError(description: statement) }
  }

  func read<Result>(_ body: (BookSession) throws -> Result) throws -> Result {
    try place.open(for: .read).read(body)
  }

  @discardableResult
  func apply(
    _ source: String, as file: String = "test.lua", mode: RunMode = .live, draft: Bool = false
  ) throws -> RunReport<ApplyReport> {
    try place.apply([DefinitionFile(path: file, source: source)], title: "apply \(file)", mode: mode, draft: draft)
  }

  /// The current value of a customer.
  func value(_ customer: String, _ name: String) throws -> Double? {
    try read { try $0.score(of: .code(customer), by: name)?.value }
  }
}

extension BookSession {
  func add(_ entity: Entity, _ values: [String: FieldValue]) throws {
    _ = try insert(values, into: self.entity(entity.name))
  }

  func customer(_ code: String, _ values: [String: FieldValue] = [:]) throws {
    try add(.customers, ["code": .text(code), "name": .text("Company \(code)")].merging(values) { $1 })
  }

  func order(_ code: String, _ customer: String, _ day: String, _ yuan: Int64, _ values: [String: FieldValue] = [:])
    throws
  {
    try add(
      .orders,
      ["code": .text(code), "customer": .text(customer), "ordered_on": .text(day), "amount": .integer(yuan)]
        .merging(values) { $1 })
  }

  func invoice(_ code: String, _ customer: String, _ day: String, due: String? = nil, _ yuan: Int64) throws {
    try add(
      .invoices,
      [
        "code": .text(code), "customer": .text(customer), "issued_on": .text(day),
        "due_on": due.map { .text($0) } ?? .null,
        "amount": .integer(yuan),
      ])
  }

  func payment(_ code: String, _ customer: String, _ day: String, _ yuan: Int64) throws {
    try add(
      .payments, ["code": .text(code), "customer": .text(customer), "paid_on": .text(day), "amount": .integer(yuan)])
  }
}
