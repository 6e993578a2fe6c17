import Automation
import Domain
import LuaRuntime
import Reports
import ScriptModel
import Storage
import Wording

/// Runs a script and tells a person how it went, or a program with `--json`.
struct ScriptOutput {
  let place: Workplace
  let limits: LimitOptions
  var json = false
  var diff: String?

  /// Leaves the script to a process of its own where that is asked for, and ends as that ends.
  func handOver(_ access: ScriptRun.Access) throws {
    try telling(access) { try limits.handOver(place, for: access.toBook) }
  }

  /// Runs the script.
  ///
  /// - Parameter read: Makes the chunk of its text.
  func execute(
    _ script: ScriptRun, _ access: ScriptRun.Access, reading read: (String) -> String = { $0 }
  ) throws {
    try telling(access) {
      let diff = try diff.map { try DiffFile($0) }
      let report = try limits.confining(
        place, for: access.toBook, reading: script.root, limits: script.limits
      ) {
        try Interruption.watch { interruption in
          var script = script
          script.source = read(script.source)
          script.onStart = { interruption.canceller = $0 }
          script.onLog = { Terminal.note($0) }
          return try script.execute(access, in: place, visit: diff?.write)
        }
      }
      for (text, value) in zip(report.results, report.values) { Terminal.print(self.text(text, value)) }
      tell(report, of: script.name)
      if json { Terminal.print(try RunDocument(report, access).jsonText(in: place.language)) }
      if report.outcome != .succeeded { throw CommandEnd(code: ExitCode(report.outcome)) }
    }
  }

  /// What a script returned: a table or a record as a session shows it, unless it has a text of its own; all else as it
  /// is.
  private func text(_ plain: String, _ value: ShownValue) -> String {
    switch value {
    case .plain, .other: plain
    case .table where plain != "table": plain
    case .record, .table, .function, .module: ValueReport(value, columns: Terminal.columns, in: place.language).text
    }
  }

  /// Does something; why it is refused is told to programs as the end of a run.
  private func telling(_ access: ScriptRun.Access, _ body: () throws -> Void) throws {
    do {
      try body()
    } catch let refusal as any Refusal where json {
      Terminal.complain(refusal, in: place.language)
      Terminal.print(try RunDocument(refusal, access).jsonText(in: place.language))
      throw CommandEnd(code: ExitCode(refusal))
    }
  }

  private func tell(_ report: ScriptRun.Report, of script: String) {
    let parts = PartsReport(report.run, script: script, in: place.language)
    switch report.outcome {
    case .succeeded:
      if let run = report.run { Terminal.note(ChangeReport(run, in: place.language).text) }
    case .failed(let failure):
      Terminal.note(failure.rendering.text(in: place.language))
    case .limited(let limit, let failure):
      Terminal.note(LimitReport(limit, at: failure, keepsParts: parts != nil).text(in: place.language))
    case .cancelled:
      let phrase =
        parts == nil
        ? Phrase("cancelled; nothing was changed", zh: "已取消；未做任何改动") : Phrase("cancelled", zh: "已取消")
      Terminal.note(phrase.text(in: place.language))
    }
    if let parts { Terminal.note(parts.text) }
  }
}

extension ScriptRun.Access {
  /// What it asks of the book.
  fileprivate var toBook: BookFile.Access {
    if case .read = self { .read } else { .write }
  }
}
