import Domain
import Interchange
import LuaRuntime
public import Wording

/// How a script ended, as one JSON object for programs. Its names stay English; messages are in one language.
public struct RunDocument {
  /// The object, without a newline.
  public let text: String

  /// The end of a script that ran.
  public init(_ report: ScriptRun.Report, _ access: ScriptRun.Access, in language: Language) {
    var writer = JSONWriter()
    writer.object { writer in
      let (status, limit, failure) = Self.facts(report.outcome)
      Self.head(&writer, status: status, access, limit: limit?.rawValue)
      writer.name("error")
      if var failure {
        // Where a limit or a person stopped it, nothing was raised.
        if failure.message.isEmpty { failure.message = limit.map { "\($0.rawValue) limit" } ?? status.rawValue }
        Self.error(failure, in: language, &writer)
      } else {
        writer.null()
      }
      writer.name("used")
      writer.object { used in
        let (seconds, attoseconds) = report.processorTime.components
        used.name("cpu_ms")
        used.integer(seconds * 1000 + attoseconds / 1_000_000_000_000_000)
        used.name("peak_bytes")
        used.integer(Int64(clamping: report.peakBytes))
      }
      writer.name("run")
      if let id = report.run?.id { writer.integer(id) } else { writer.null() }
      writer.name("parts")
      writer.integer(Int64(clamping: report.run?.partCount ?? 0))
      writer.name("changes")
      writer.integer(Int64(clamping: report.run?.changes.rowCount ?? 0))
    }
    text = String(decoding: writer.bytes, as: UTF8.self)
  }

  /// The end of a script that did not get to run, or that the book stopped.
  public init(_ refusal: any Refusal, _ access: ScriptRun.Access, in language: Language) {
    var writer = JSONWriter()
    writer.object { writer in
      Self.head(&writer, status: .refused, access, limit: nil)
      writer.name("error")
      writer.object { error in
        Self.member("message", refusal.message.text(in: language), &error)
        Self.member("code", refusal.code, &error)
        for name in ["file", "line"] { Self.member(name, nil, &error) }
        error.name("traceback")
        error.array { _ in }
      }
      writer.name("used")
      writer.object { used in
        for name in ["cpu_ms", "peak_bytes"] {
          used.name(name)
          used.integer(0)
        }
      }
      writer.name("run")
      writer.null()
      writer.name("parts")
      writer.integer(0)
      writer.name("changes")
      writer.integer(0)
    }
    text = String(decoding: writer.bytes, as: UTF8.self)
  }

  private static func facts(_ outcome: ScriptOutcome) -> (RunOutcome, Limit?, ScriptFailure?) {
    switch outcome {
    case .succeeded: (.succeeded, nil, nil)
    case .failed(let failure): (.failed, nil, failure)
    case .limited(let limit, let failure): (.limited, limit, failure)
    case .cancelled(let failure): (.cancelled, nil, failure)
    }
  }

  private static func head(
    _ writer: inout JSONWriter, status: RunOutcome, _ access: ScriptRun.Access, limit: String?
  ) {
    member("status", status.rawValue, &writer)
    writer.name("dry")
    if case .write(.dry) = access { writer.bool(true) } else { writer.bool(false) }
    member("limit", limit, &writer)
  }

  private static func error(_ failure: ScriptFailure, in language: Language, _ writer: inout JSONWriter) {
    writer.object { error in
      member("message", failure.message, &error)
      member("code", failure.code, &error)
      member("file", failure.file, &error)
      error.name("line")
      if let line = failure.line { error.integer(Int64(line)) } else { error.null() }
      member("suggestion", failure.suggestion, &error)
      member("hint", failure.hint?.text(in: language), &error)
      error.name("traceback")
      error.array { lines in failure.traceback.forEach { lines.string($0) } }
    }
  }

  private static func member(_ name: String, _ value: String?, _ writer: inout JSONWriter) {
    writer.name(name)
    if let value { writer.string(value) } else { writer.null() }
  }
}
