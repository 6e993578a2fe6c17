import Domain
public import ScriptModel
import Wording

extension Module<ScriptSession> {
  /// What scripts find without a module's name.
  public static let globals = Module(
    "", Phrase("What stands outside the modules.", zh: "不属于任何模块的内容。"),
    constants: [
      ParameterDescription(
        name: "null", summary: Phrase("No value, where nil would leave the field out.", zh: "空值；在 nil 等于省略字段的地方使用。"),
        type: .any)
    ],
    functions: [now, today, help] + scoreGlobals + pointsGlobals + tierGlobals + creditGlobals)

  private static let now = Function<ScriptSession>(
    "now", Phrase("When the run started, the same all along.", zh: "本次运行开始的时间，全程不变。"), effect: .pure,
    returns: Returned(
      "instant", Phrase("UTC, written 2026-11-21T08:30:00Z.", zh: "UTC 时间，写作 2026-11-21T08:30:00Z。"), as: String.self),
    example: #"assert(#now() == #"2026-11-21T08:30:00Z" and now() == now())"#
  ) { session in session.now.description }

  private static let today = Function<ScriptSession>(
    "today", Phrase("The business date of the run, the same all along.", zh: "本次运行的业务日期，全程不变。"), effect: .pure,
    returns: Returned(
      "date", Phrase("In the book's time zone, or what --as-of names.", zh: "按账簿时区，或 --as-of 指定的日期。"), as: String.self,
      type: .date),
    example: #"assert(dates.is_valid(today()))"#
  ) { session in session.today.description }

  private static let help = Function<ScriptSession>(
    "help",
    Phrase("Prints what a function or module is for; without a topic, all modules.", zh: "打印函数或模块的说明；不带参数时列出所有模块。"),
    effect: .pure,
    takes: Parameter(
      "topic", Phrase("The function, the module, or the name of one.", zh: "函数、模块，或其名称。"), as: HelpTopic?.self),
    returns: Returned("", Phrase(verbatim: ""), as: Printed.self),
    example: """
      help(customers.get)
      help("dates")
      """
  ) { session, topic in
    Printed(text: try PatronCatalog.description.help(on: topic?.name, in: session.language))
  }
}

/// What a script wants help on.
struct HelpTopic: ScriptArgument {
  let name: String

  static var scriptType: ScriptType { .union([.string, .function(takes: [], returns: []), .table]) }

  static func read(_ call: Call, at index: Int32) throws(Mismatch) -> HelpTopic {
    guard let name = call.string(at: index) ?? call.declaredFunction(at: index)?.name ?? call.moduleName(at: index)
    else {
      throw .value(
        Phrase(
          "must be one of Patron's functions or modules, or its name, got \(call.typeName(at: index))",
          zh: "必须是 Patron 的函数或模块，或其名称，收到的是 \(call.typeName(at: index))"))
    }
    return HelpTopic(name: name)
  }
}

/// A text that goes where `print` writes, in place of a result.
struct Printed: ScriptResult {
  let text: String

  static var scriptType: ScriptType { .nothing }

  func push(to call: Call) throws -> Int32 {
    try call.print(text)
    return 0
  }
}
