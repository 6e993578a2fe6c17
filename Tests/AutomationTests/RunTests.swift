import Domain
import Foundation
import Storage
import Testing

@testable import Automation

@Suite final class RunTests {
  private let place: Workplace
  private let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "patron-runs-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let path = folder.appending(path: "book.db").path
    _ = try BookFile.create(at: path, profile: BookProfile(name: "Test", baseCurrency: .cny, timeZone: "Asia/Shanghai"))
    place = Workplace(bookPath: path, operatorName: "tester", now: { Instant(secondsSinceEpoch: 1_700_000_000) })
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  @Test func `a live run is kept and registered with its changes`() throws {
    let report = try add("C1", .live)
    #expect(report.id == 1)
    #expect(report.changes.rowCount == 1)
    #expect(try has("C1"))
    #expect(try runs().map(\.changeCount) == [1])
  }

  @Test func `a dry run shows its changes and leaves neither them nor a trace in the register`() throws {
    let report = try add("C1", .dry)
    #expect(report.id == nil)
    #expect(report.changes.rows.map(\.label) == ["C1"])
    #expect(try !has("C1"))
    #expect(try runs() == [])
  }

  @Test func `a run that throws leaves nothing but an entry that says so`() throws {
    struct Stop: Error {}
    #expect(throws: Stop.self) {
      try place.perform(start, mode: .live) { session -> (RunEnd, Void) in
        _ = try session.insert(["code": .text("C1"), "name": .text("One")], into: session.entity("customers"))
        throw Stop()
      }
    }
    #expect(try !has("C1"))
    #expect(try runs().map(\.end.outcome) == [.refused])
  }

  @Test func `a run that ends badly is registered with its outcome and changes nothing`() throws {
    let end = RunEnd(.limited, at: place.now(), error: "memory")
    _ = try place.perform(start, mode: .live) { session in
      _ = try session.insert(["code": .text("C1"), "name": .text("One")], into: session.entity("customers"))
      return (end, ())
    }
    #expect(try !has("C1"))
    #expect(try runs().map(\.end.outcome) == [.limited])
    #expect(try runs().map(\.changeCount) == [0])
  }

  @Test func `undo is a run itself, shown dry and kept live, and can be undone`() throws {
    let first = try #require(try add("C1", .live).id)
    let shown = try place.undo(run: first, customer: nil, mode: .dry)
    #expect(shown.changes.rows.map(\.operation) == [.delete])
    #expect(shown.changes.rows.map(\.label) == ["C1"])
    #expect(try has("C1"))
    let second = try #require(try place.undo(run: first, customer: nil, mode: .live).id)
    #expect(try !has("C1"))
    #expect(try runs().last?.undoneBy == second)
    _ = try place.undo(run: second, customer: nil, mode: .live)
    #expect(try has("C1"))
    #expect(try runs().last?.undoneBy == nil)
  }

  @Test func `an undo that is refused changes nothing and is registered as refused`() throws {
    let first = try #require(try add("C1", .live).id)
    _ = try place.perform(start, mode: .live) { session in
      _ = try session.update(.code("C1"), of: session.entity("customers"), ["tier": .text("gold")])
      return (RunEnd(.succeeded, at: place.now()), ())
    }
    #expect(throws: RunError.self) { try place.undo(run: first, customer: nil, mode: .live) }
    #expect(try has("C1"))
    #expect(try runs().first?.end.outcome == .refused)
    #expect(try runs().last?.undoneBy == nil)
  }

  @Test func `every changed row goes to the visitor`() throws {
    var labels: [String] = []
    _ = try place.perform(start, mode: .live, visit: { labels.append($0.label) }) { session in
      for number in 1...30 {
        _ = try session.insert(
          ["code": .text("N\(number)"), "name": .text("Company")], into: session.entity("customers"))
      }
      return (RunEnd(.succeeded, at: place.now()), ())
    }
    #expect(labels == (1...30).map { "N\($0)" })
  }

  @Test func `pruning is a run, and its day begins where the book is`() throws {
    // The clock says 2023-11-14T22:13:20Z, which is the 15th in Shanghai.
    _ = try add("C1", .live)
    #expect(try place.prune(before: CivilDate("2023-11-15")) == 0)
    #expect(try place.prune(before: CivilDate("2023-11-16")) == 1)
    #expect(
      try runs().map(\.start.title) == ["runs prune --before 2023-11-16", "runs prune --before 2023-11-15", "test"])
    #expect(try runs().map(\.changeCount) == [0, 0, 1])
    #expect(try runs().last?.keepsChanges == false)
  }

  private var start: RunStart { RunStart(title: "test", operatorName: "tester", startedAt: place.now()) }

  private func add(_ code: String, _ mode: RunMode) throws -> RunReport<Void> {
    try place.perform(start, mode: mode) { session in
      _ = try session.insert(["code": .text(code), "name": .text("Company")], into: session.entity("customers"))
      return (RunEnd(.succeeded, at: place.now()), ())
    }
  }

  private func runs() throws -> [RunRecord] { try place.open(for: .read).read { try $0.runs(limit: 99) } }

  private func has(_ code: String) throws -> Bool {
    try place.open(for: .read).read { session in
      try session.row(.code(code), of: session.entity("customers")) != nil
    }
  }
}
