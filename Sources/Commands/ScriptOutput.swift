import Automation
import Domain
import LuaRuntime
import Reports
import Wording

/// Runs a script and tells a person how it went, or a program with `--json`.
struct ScriptOutput {
  let place: Workplace
  var json = false
  var diff: String?

  func execute(_ script: ScriptRun, _ access: ScriptRun.Access) throws {
    do {
      let diff = try diff.map { try DiffFile($0) }
      let report = try Interruption.watch { interruption in
        var script = script
        script.onStart = { interruption.canceller = $0 }
        script.onLog = { Terminal.note($0) }
        return try script.execute(access, in: place, visit: diff?.write)
      }
      for result in report.results { Terminal.print(result) }
      tell(report, of: script.name)
      if json { Terminal.print(try RunDocument(report, access).jsonText(in: place.language)) }
      if report.outcome != .succeeded { throw CommandEnd(code: ExitCode(report.outcome)) }
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
