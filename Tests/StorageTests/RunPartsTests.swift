import Domain
import Foundation
import GRDB
import Testing
import Wording

@testable import Storage

@Suite struct RunPartsTests {
  private let book: BookOnDisk
  private let instant = Instant(secondsSinceEpoch: 1_700_000_000)

  init() throws {
    book = try BookOnDisk()
    try book.run { session in for code in ["C1", "C2"] { try session.addCustomer(code) } }
  }

  @Test func `between two parts others can write, and the next part sees what they wrote`() throws {
    let other = try BookFile.open(book.file.path, for: .write, patience: BookFile.Patience(seconds: 0))
    var turns = 0
    try book.file.write { session -> (BookFile.Verdict, Void) in
      _ = try session.startRun(RunStart(title: "test", operatorName: "tester", startedAt: instant))
      session.interlude = Interlude(now: { instant }) {
        turns += 1
        // It is refused at once where the place is not free.
        do {
          try other.write { session -> (BookFile.Verdict, Void) in
            _ = try session.startRun(RunStart(title: "fields", operatorName: "other", startedAt: instant))
            let customers = try session.entity("customers")
            try session.define(
              Field.custom(
                "grade_\(turns)", kind: "text", label: Phrase(verbatim: "grade"), choices: [], in: customers),
              in: customers)
            try session.finishRun(RunEnd(.succeeded, at: instant))
            return (.commit, ())
          }
        } catch {
          Issue.record(error)
        }
      } resume: {
      }
      for turn in 0...1 {
        try session.performPart(of: "test") {
          let field = turn == 0 ? "note" : "grade_1"
          try session.updateCustomer("C1", [field: .text("A")])
          return BatchProgress(lastID: 1, endID: 2, count: 1)
        }
      }
      try session.finishRun(RunEnd(.succeeded, at: instant))
      return (.commit, ())
    }
    #expect(turns == 2)
    try book.file.read { session throws in
      let value = try String.fetchOne(session.db, sql: "SELECT grade_1 FROM customer_fields")
      #expect(value == "A")
      let changes = try session.changes(ofRun: 2, sample: 10)
      #expect(changes.rows.flatMap { $0.fields.map(\.field) } == ["note", "grade_1"])
    }
  }

  @Test func `a run that is at work can be neither resumed nor undone`() throws {
    let other = try BookFile.open(book.file.path, for: .write, patience: BookFile.Patience(seconds: 0))
    var refusals: [RunError] = []
    try inParts {
      for attempt in 0...1 {
        do {
          try other.write { session -> (BookFile.Verdict, Void) in
            if attempt == 0 {
              _ = try session.startRun(start(resumes: 2))
            } else {
              _ = try session.startRun(start())
              _ = try session.undo(run: 2)
            }
            return (.commit, ())
          }
        } catch let refusal as RunError {
          refusals.append(refusal)
        } catch {
          Issue.record(error)
        }
      }
    }
    // Both, after each of the two parts.
    #expect(refusals == [RunError](repeating: .running(2), count: 4))
  }

  @Test func `parts of a run are pruned with it, not before it`() throws {
    let (early, late) = (try Instant("2026-11-22T08:00:00Z"), try Instant("2026-11-24T08:00:00Z"))
    try book.file.write { session -> (BookFile.Verdict, Void) in
      _ = try session.startRun(RunStart(title: "test", operatorName: "tester", startedAt: instant))
      session.interlude = Interlude(now: { early }, rest: {}, resume: {})
      try session.performPart(of: "test") {
        try session.updateCustomer("C1", ["note": .text("A")])
        return BatchProgress(endID: 2)
      }
      try session.finishRun(RunEnd(.succeeded, at: late))
      return (.commit, ())
    }
    func prune(_ before: String) throws -> Int {
      try book.file.write { session in (.commit, try session.pruneRuns(endedBefore: Instant(before))) }
    }
    // The run that made the book's customers ended on the 21st.
    #expect(try prune("2026-11-23T00:00:00Z") == 1)
    func isKept() throws -> Bool { try book.file.read { try $0.run(2).keepsChanges } }
    #expect(try isKept() == true)
    #expect(try prune("2026-11-25T00:00:00Z") == 1)
    #expect(try isKept() == false)
  }

  @Test func `parts of a run that can be resumed are not pruned`() throws {
    try book.file.write { session -> (BookFile.Verdict, Void) in
      _ = try session.startRun(RunStart(title: "test", operatorName: "tester", startedAt: instant))
      session.interlude = Interlude(now: { instant }, rest: {}, resume: {})
      try session.performPart(of: "test") {
        try session.updateCustomer("C1", ["note": .text("A")])
        return BatchProgress(lastID: 1, endID: 2, count: 1)
      }
      try session.finishRun(RunEnd(.failed, at: instant))
      return (.commit, ())
    }
    func prune() throws -> Int {
      try book.file.write { (.commit, try $0.pruneRuns(endedBefore: Instant("2030-01-01T00:00:00Z"))) }
    }
    #expect(try prune() == 1)
    #expect(try book.file.read { try $0.run(2).keepsChanges })
    try book.file.write { session -> (BookFile.Verdict, Void) in
      try session.db.execute(sql: "UPDATE batches SET is_finished = 1")
      return (.commit, ())
    }
    #expect(try prune() == 1)
    #expect(try !book.file.read { try $0.run(2).keepsChanges })
  }

  @Test func `a part that changes nothing is not registered`() throws {
    try book.file.write { session -> (BookFile.Verdict, Void) in
      _ = try session.startRun(RunStart(title: "test", operatorName: "tester", startedAt: instant))
      session.interlude = Interlude(now: { instant }, rest: {}, resume: {})
      try session.performPart(of: "test") { BatchProgress(lastID: 2, endID: 2, isFinished: true) }
      try session.finishRun(RunEnd(.succeeded, at: instant))
      return (.commit, ())
    }
    try book.file.read { session throws in
      #expect(try session.parts(ofRun: 2) == [])
      #expect(try session.runs(limit: 10).map(\.id) == [2, 1])
    }
  }

  @Test func `a run that somebody else took over between two parts keeps nothing more`() throws {
    let other = try BookFile.open(book.file.path, for: .write, patience: BookFile.Patience(seconds: 0))
    let lost = #expect(throws: RunError.self) {
      try inParts {
        do {
          // As if its process were gone.
          try other.write { session -> (BookFile.Verdict, Void) in
            try session.db.execute(sql: "UPDATE runs SET holder = NULL WHERE id = 2")
            return (.commit, ())
          }
        } catch {
          Issue.record(error)
        }
      }
    }
    #expect(lost == .lost(2))
    #expect(try book.file.read { try $0.parts(ofRun: 2).count } == 1)
  }

  private func start(resumes: Int64? = nil) -> RunStart {
    RunStart(title: "test", operatorName: "tester", startedAt: instant, resumes: resumes)
  }

  /// Changes the two customers in two parts of one run, with something that others do between them.
  private func inParts(_ others: @escaping () -> Void) throws {
    try book.file.write { session -> (BookFile.Verdict, Void) in
      _ = try session.startRun(start())
      session.interlude = Interlude(now: { instant }, rest: others, resume: {})
      for (id, code) in ["C1", "C2"].enumerated() {
        try session.performPart(of: "test") {
          try session.updateCustomer(code, ["note": .text("A")])
          return BatchProgress(lastID: Int64(id + 1), endID: 2, count: id + 1)
        }
      }
      try session.finishRun(RunEnd(.succeeded, at: instant))
      return (.commit, ())
    }
  }
}
