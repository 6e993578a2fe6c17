import Domain
public import ScriptModel
import Wording

extension Module<ScriptSession> {
  /// Lines about the run, apart from its output.
  public static let log = Module(
    "log", Phrase("Lines about the run, kept with it and shown apart from its output.", zh: "有关本次运行的日志，随运行保存，与输出分开显示。"),
    functions: [
      write(
        .info, Phrase("Notes what happened.", zh: "记录发生的事情。"),
        example: #"log.info("customers checked", { count = customers.count() })"#),
      write(
        .warn, Phrase("Notes what somebody should look at.", zh: "记录需要关注的事情。"),
        example: #"log.warn("over the limit", { customer = "C0042", amount = money(12.50) })"#),
      write(
        .error, Phrase("Notes what went wrong; the run goes on.", zh: "记录出错的事情；运行继续。"),
        example: #"log.error("no e-mail address", { customer = "C0043" })"#),
    ])

  private static func write(_ level: LogEntry.Level, _ summary: Phrase, example: String) -> Function<ScriptSession> {
    Function(
      "log.\(level.rawValue)", summary, effect: .pure,
      takes: Parameter("text", Phrase("What to say.", zh: "内容。"), as: String.self),
      Parameter("fields", Phrase("Facts beside it, by name.", zh: "附带的信息，按名称给出。"), as: LogFields?.self),
      returns: .nothing, example: example
    ) { session, text, fields in
      session.record(LogEntry(level: level, text: text, fields: fields?.fields ?? []))
      return Nothing()
    }
  }
}

/// Facts beside a logged text; any value that has a text.
struct LogFields: ScriptArgument {
  let fields: [(name: String, value: String)]

  static var scriptType: ScriptType { .table }

  static func read(_ call: Call, at index: Int32) throws(Mismatch) -> LogFields {
    guard case .table(let table) = try ScriptValue.read(call, at: index) else {
      throw call.mismatch(at: index, expected: .table)
    }
    return LogFields(fields: table.fields.map { ($0.name, text(of: $0.value)) })
  }

  private static func text(of value: ScriptValue) -> String {
    switch value {
    case .string(let text): text
    case .record(_, let fields): fields["code"].map { text(of: $0) } ?? value.written
    default: Money(value)?.description ?? value.written
    }
  }
}
