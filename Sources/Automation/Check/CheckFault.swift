import ScriptModel
public import Wording

/// What `patron check` finds in a script that is Lua.
public enum CheckFault: Refusal, Hashable {
  case unknownGlobal(String, suggestion: String?)
  /// A global, or a part of a module, that is not there and that the script asks for before it uses it.
  case alwaysNil(String, of: String?, suggestion: String?)
  /// Nothing of that name in a module, a record or a table that is described.
  case unknownField(String, of: String, suggestion: String?)
  case wrongType(function: String, place: String, expected: Phrase, given: Phrase)
  case badChoice(function: String, place: String, given: String, choices: [String], suggestion: String?)
  case tooManyArguments(signature: String, count: Int, most: Int)
  case missingArgument(signature: String, name: String)
  case missingField(String, of: String)
  /// A function that is called with a dot in place of a colon, or the other way round.
  case dotOrColon(String, isColon: Bool)
  case notCallable(Phrase)
  /// What `for … in` cannot go through, and the way out.
  case notIterable(Phrase, Phrase?)
  /// A module, or a record of those.
  case readOnly(Phrase, way: Phrase)
  /// An operator that does not compare fields.
  case badComparison(String, field: String)
  case badSpan(function: String, place: String, Phrase)
  case unusedLocal(String, isFunction: Bool)
  /// The same query in every turn of a loop.
  case repeatedQuery(String)
  /// A query for each record of a loop.
  case queryPerRecord(String, module: String)
  /// A query for each element of a list.
  case queryPerElement(String, module: String)
  case moneyAndNumber(String)
  /// An operator that does not join two values.
  case moneyOperation(String, Phrase, Phrase)
  case unreachable(after: String)
  /// What stops a definition from being applied.
  case refused(code: String, Phrase)
  /// What luacheck says, in its own words.
  case luacheck(code: String, String)

  public var code: String {
    switch self {
    case .unknownGlobal, .alwaysNil(_, of: nil, _): "unknown-global"
    case .unknownField, .alwaysNil: "unknown-field"
    case .wrongType, .badChoice, .badSpan: "wrong-type"
    case .tooManyArguments: "too-many-arguments"
    case .missingArgument: "missing-argument"
    case .missingField: "missing-field"
    case .dotOrColon: "dot-or-colon"
    case .notCallable: "not-callable"
    case .notIterable: "not-iterable"
    case .readOnly: "read-only"
    case .badComparison: "bad-filter"
    case .unusedLocal: "unused-local"
    case .repeatedQuery, .queryPerRecord, .queryPerElement: "query-in-loop"
    case .moneyAndNumber, .moneyOperation: "money-and-number"
    case .unreachable: "unreachable"
    case .refused: "refused-definition"
    case .luacheck(let code, _): "luacheck-\(code)"
    }
  }

  /// Whether the script would fail, or do other than it says.
  var isError: Bool {
    switch self {
    case .alwaysNil, .unusedLocal, .repeatedQuery, .queryPerRecord, .queryPerElement, .unreachable: false
    case .luacheck(let code, _): code.hasPrefix("E")
    default: true
    }
  }

  public var message: Phrase {
    switch self {
    case .unknownGlobal(let name, let guess):
      Phrase("there is no '\(name)'", zh: "没有 '\(name)'")
        + Self.question(
          guess, else: Phrase(": declare it with local, or see patron docs", zh: "：请用 local 声明，或查看 patron docs"))
    case .alwaysNil(let name, let owner, let guess):
      (owner.map { Phrase("\($0) has no '\(name)'", zh: "\($0) 没有 '\(name)'") }
        ?? Phrase("there is no '\(name)'", zh: "没有 '\(name)'"))
        + Phrase(": it is always nil", zh: "：其值总是 nil") + Self.question(guess, else: Phrase(verbatim: ""))
    case .unknownField(let name, let owner, let guess):
      Phrase("\(owner) has no '\(name)'", zh: "\(owner) 没有 '\(name)'")
        + Self.question(guess, else: Phrase(": see patron docs", zh: "：请查看 patron docs"))
    case .wrongType(let function, let place, let expected, let given):
      Phrase("\(function): '\(place)' must be ", zh: "\(function)：'\(place)' 必须是").beside(expected)
        + Phrase(", got ", zh: "，却是") + given
    case .badChoice(let function, let place, let given, let choices, let guess):
      Phrase("\(function): '\(place)' cannot be \"\(given)\"", zh: "\(function)：'\(place)' 不能是 \"\(given)\"")
        + Self.question(
          guess,
          else: Phrase(
            ": it is one of \(choices.joined(separator: ", "))", zh: "：可用的有 \(choices.joined(separator: "、"))"))
    case .tooManyArguments(let signature, let count, let most):
      Phrase("\(signature) takes \(most) arguments, got \(count)", zh: "\(signature) 接受 \(most) 个参数，却有 \(count) 个")
    case .missingArgument(let signature, let name):
      Phrase("\(signature) needs '\(name)'", zh: "\(signature) 缺少参数 '\(name)'")
    case .missingField(let name, let owner): Phrase("\(owner) needs '\(name)'", zh: "\(owner) 缺少 '\(name)'")
    case .dotOrColon(let function, let isColon):
      isColon
        ? Phrase("\(function) is called with a dot, not with a colon", zh: "\(function) 应以点号调用，而不是冒号")
        : Phrase("\(function) is called with a colon, not with a dot", zh: "\(function) 应以冒号调用，而不是点号")
    case .notCallable(let given):
      given + Phrase(" cannot be called: name a function of it", zh: "不能调用：请写出其中的函数")
    case .notIterable(let given, let way):
      Phrase("for … in takes an iterator, not ", zh: "for … in 需要迭代器，而不是") + given
        + (way.map { Phrase(": ", zh: "：") + $0 } ?? Phrase(verbatim: ""))
    case .readOnly(let given, let way):
      given + Phrase(" is read-only: ", zh: "是只读的：") + way
    case .badComparison(let name, let field):
      Phrase(
        "'\(name)' does not compare '\(field)': use = ~= < <= > >=, \"in\" with a list, or like with a text",
        zh: "'\(name)' 不能用于比较 '\(field)'：可用 = ~= < <= > >=、\"in\" 加列表，或 like 加文本")
    case .badSpan(let function, let place, let reason):
      Phrase("\(function): '\(place)': ", zh: "\(function)：'\(place)'：") + reason
    case .unusedLocal(let name, let isFunction):
      Phrase(
        "\(isFunction ? "function " : "")'\(name)' is never used: take it away, or call it _\(name)",
        zh: "\(isFunction ? "函数 " : "")'\(name)' 从未使用：请删除，或改名为 _\(name)")
    case .repeatedQuery(let function):
      Phrase(
        "\(function) asks the same in every turn of the loop: ask once before it",
        zh: "\(function) 在循环的每一轮都做相同的查询：请在循环前查询一次")
    case .queryPerRecord(let function, let module):
      Phrase(
        "\(function) asks the book once for each record: read \(module) into a table before the loop, with \(module).each",
        zh: "\(function) 对每条记录各查询一次账簿：请在循环前用 \(module).each 把 \(module) 读入表中")
    case .queryPerElement(let function, let module):
      Phrase(
        "\(function) asks the book once for each element: read what the list names before the loop, with \(module).each { where = { … } }",
        zh: "\(function) 对每个元素各查询一次账簿：请在循环前用 \(module).each { where = { … } } 一次读出列表所指的记录")
    case .moneyAndNumber(let symbol):
      symbol == "==" || symbol == "~="
        ? Phrase(
          "money never equals a number: compare m.amount, or with money(0)", zh: "金额永远不等于数字：请比较 m.amount，或与 money(0) 比较"
        )
        : Phrase(
          "money and a number do not compare with \(symbol): compare m.amount, or with money(0)",
          zh: "金额与数字不能用 \(symbol) 比较：请比较 m.amount，或与 money(0) 比较")
    case .moneyOperation(let symbol, let left, let right):
      Phrase("'\(symbol)' does not join ", zh: "'\(symbol)' 不能用于") + left + Phrase(" and ", zh: "与") + right
        + Phrase(
          ": add and compare money with money, multiply and divide it by a number",
          zh: "：金额与金额相加、比较，金额与数字相乘、相除")
    case .unreachable(let statement):
      Phrase("nothing comes here after \(statement): take it away", zh: "\(statement) 之后不会执行到这里：请删除")
    case .refused(_, let reason): reason
    case .luacheck(_, let text): Phrase(verbatim: text)
    }
  }

  private static func question(_ guess: String?, else other: Phrase) -> Phrase {
    guard let guess else { return other }
    return Phrase(" (did you mean '\(guess)'?)", zh: "（是否想写 '\(guess)'？）")
  }
}
