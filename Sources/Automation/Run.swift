public import Domain
public import Storage
public import Wording

/// Whether the changes of a run are kept.
public enum RunMode: String, Sendable {
  /// They are committed.
  case live
  /// They are shown and taken back.
  case dry
}

/// What a run did, for whoever asked for it.
public struct RunReport<Result> {
  /// The run's number in the register; nil for a dry run.
  public let id: Int64?
  /// How many parts of it are kept, each as a run of its own; 0 for a run that is kept whole or not at all.
  public var partCount = 0
  /// How it ended.
  public let end: RunEnd
  /// Whether its changes were kept.
  public let mode: RunMode
  /// What it changed, or would change.
  public let changes: ChangeSummary
  /// What its body returned; nil where it did not succeed.
  public let result: Result?
}

/// A run that was stopped between its parts, which are kept.
public struct BrokenRun: Refusal {
  /// The run's number.
  public let id: Int64
  /// What stopped it.
  public let cause: any Refusal

  public var code: String { cause.code }

  public var message: Phrase {
    cause.message
      + Phrase(
        "\nrun \(id) stopped there; what its batch had done is kept: the same command with --resume \(id) goes on, `patron undo \(id)` takes it back",
        zh: "\n运行 \(id) 就此停止；其 batch 已完成的内容保留：同一命令加 --resume \(id) 继续，`patron undo \(id)` 将其撤销")
  }
}

/// Where every changed row of a run goes, besides the summary.
public typealias RowVisitor = (RowChange) throws -> Void

extension Workplace {
  /// How many changed rows a summary holds.
  public static let sampleSize = 20

  /// Does something to the book in one run: all of it is kept, or nothing, and the register says how it ended.
  ///
  /// - Parameters:
  ///   - start: What is known of the run beforehand.
  ///   - mode: Whether changes are kept.
  ///   - visit: Receives every changed row.
  ///   - body: Does it, and says how it ended. What it throws ends the run as failed or refused, and is thrown on.
  public func perform<Result>(
    _ start: RunStart, mode: RunMode, visit: RowVisitor? = nil, body: (BookSession) throws -> (RunEnd, Result)
  ) throws -> RunReport<Result> {
    let book = try open(for: .write)
    let operations = OperationsFile(start, mode: mode.rawValue, besideBook: bookPath)
    var outcome = RunOutcome.refused
    // The run's number where parts of it are kept, whatever happens to the rest.
    var kept: Int64?
    defer { operations?.end(outcome, at: now()) }
    do {
      let report = try book.write { session in
        operations?.takePlace(at: now())
        let id = try session.startRun(start)
        defer { if session.isKept { kept = id } }
        if mode == .live {
          session.interlude = Interlude(
            now: now, rest: { operations?.givePlace() }, resume: { operations?.takePlace(at: now()) })
        }
        let (end, result) = try body(session)
        if let breakdown = session.breakdown { throw breakdown }
        guard end.outcome == .succeeded else {
          return (.rollback, RunReport(id: nil, end: end, mode: mode, changes: ChangeSummary(), result: result))
        }
        var changes = try session.finishRun(end)
        // What its parts changed, and single rows, are in the log.
        if mode == .dry || visit != nil || session.isKept {
          let sample = mode == .dry ? Self.sampleSize : 0
          changes = try session.changes(ofRun: id, sample: sample, visit: visit)
        }
        let report = RunReport(
          id: mode == .live ? id : nil, partCount: session.isKept ? try session.run(id).partCount : 0, end: end,
          mode: mode, changes: changes, result: result)
        return (mode == .live ? .commit : .rollback, report)
      }
      outcome = report.end.outcome
      guard outcome == .succeeded || mode == .dry else {
        return try register(start, report.end, keeping: kept, mode, report.result, in: book)
      }
      return report
    } catch RunError.lost(let id) {
      // It is somebody else's now.
      throw RunError.lost(id)
    } catch {
      var cause = error
      var isBusy = false
      if let error = error as? BookFileError, case .busy = error { (cause, isBusy) = (error.namingHolder, true) }
      // Who has waited for the writer's place in vain would wait for it again to say so.
      if mode == .live, !isBusy || kept != nil {
        let end = RunEnd(.refused, at: now(), error: (cause as? any Refusal)?.message.text(in: language) ?? "\(cause)")
        _ = try? register(start, end, keeping: kept, mode, Result?.none, in: book)
      }
      if let kept, mode == .live, let refusal = cause as? any Refusal { throw BrokenRun(id: kept, cause: refusal) }
      throw cause
    }
  }

  /// Enters how a run ended that changed nothing, or nothing but its parts.
  private func register<Result>(
    _ start: RunStart, _ end: RunEnd, keeping kept: Int64?, _ mode: RunMode, _ result: Result?, in book: BookFile
  ) throws -> RunReport<Result> {
    var start = start
    start.resumes = kept
    return try book.write { session in
      let id = try session.startRun(start)
      try session.finishRun(end)
      let report = RunReport(
        id: id, partCount: try session.run(id).partCount, end: end, mode: mode,
        changes: kept == nil ? ChangeSummary() : try session.changes(ofRun: id, sample: 0), result: result)
      return (.commit, report)
    }
  }

  /// Forgets what runs changed that ended before a day where the book is, as a run of its own; how many runs.
  public func prune(before date: CivilDate) throws -> Int {
    let start = RunStart(title: "runs prune --before \(date)", operatorName: operatorName, startedAt: now())
    let report = try perform(start, mode: .live) { session in
      let day = Instant(date, in: try Self.zone(named: session.profile.timeZone))
      return (RunEnd(.succeeded, at: now()), try session.pruneRuns(endedBefore: day))
    }
    return report.result ?? 0
  }

  /// Takes back a run, as a run of its own.
  public func undo(run id: Int64, customer: String?, mode: RunMode, visit: RowVisitor? = nil) throws -> RunReport<Int> {
    _ = try open(for: .read).read { try $0.run(id) }
    let title = "undo \(id)" + (customer.map { " --customer \($0)" } ?? "")
    // A run that was narrowed to one customer leaves the rest of the other in place: it does not count as undone.
    let start = RunStart(title: title, operatorName: operatorName, startedAt: now(), undoes: customer == nil ? id : nil)
    return try perform(start, mode: mode, visit: visit) { session in
      let restored = try session.undo(run: id, customer: customer)
      return (RunEnd(.succeeded, at: now()), restored)
    }
  }
}
