import Automation
import Domain
import LuaRuntime
import Reports
import Wording

/// Runs a script and tells a person how it went.
struct ScriptOutput {
  let place: Workplace

  func execute(_ script: ScriptRun, _ access: ScriptRun.Access) throws {
    let report = try Interruption.watch { interruption in
      var script = script
      script.onStart = { interruption.canceller = $0 }
      script.onLog = { Terminal.note($0) }
      return try script.execute(access, in: place)
    }
    for result in report.results { Terminal.print(result) }
    switch report.outcome {
    case .succeeded:
      if let run = report.run { Terminal.note(ChangeReport(run, in: place.language).text) }
    case .failed(let failure):
      Terminal.note(failure.rendering.text(in: place.language))
    case .limited(let limit, let failure):
      Terminal.note(LimitReport(limit, at: failure).text(in: place.language))
    case .cancelled:
      Terminal.note(Phrase("cancelled; nothing was changed", zh: "已取消；未做任何改动").text(in: place.language))
    }
    if report.outcome != .succeeded { throw CommandEnd(code: ExitCode(report.outcome)) }
  }
}
