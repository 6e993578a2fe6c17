public import Domain
public import LuaRuntime
public import Wording

/// What is wrong with a definition, or with what its formula did.
public enum DefinitionFault: Refusal {
  case emptyFolder(String)
  case failed(String, ScriptFailure)
  case notADefinition(String)
  case malformed(String, Phrase)
  /// Errors that the check finds in files, by file.
  case unsound([ScriptFinding])
  case repeated(String, first: String, second: String)
  case formula(String, customer: String, ScriptFailure)
  case result(String, customer: String, Phrase)
  case limited(String, Limit, at: ScriptFailure)
  case cancelled

  public var code: String {
    switch self {
    case .emptyFolder: "no-definitions"
    case .failed: "definition-failed"
    case .notADefinition: "not-a-definition"
    case .malformed: "malformed-definition"
    case .unsound: "unsound-definition"
    case .repeated: "repeated-definition"
    case .formula: "formula-failed"
    case .result: "formula-result"
    case .limited: "limited"
    case .cancelled: "cancelled"
    }
  }

  public var message: Phrase {
    switch self {
    case .emptyFolder(let path):
      return Phrase(
        "there is no definition in \(path): a file of one ends with a statement such as `return score { … }`",
        zh: "\(path) 中没有定义：定义文件的最后一条语句应类似 `return score { … }`")
    case .failed(_, let failure): return failure.rendering
    case .notADefinition(let file):
      return Phrase(
        "\(file) returns no definition: its last statement must be one such as `return score { … }`; a module that others require belongs into a folder below",
        zh: "\(file) 没有返回定义：最后一条语句应类似 `return score { … }`；供 require 引用的模块请放入下一级文件夹")
    case .malformed(let file, let reason): return Phrase(verbatim: "\(file): ") + reason
    case .unsound(let errors):
      let files = errors.reduce(into: [String]()) { if $0.last != $1.file { $0.append($1.file) } }
      let code = errors.first?.code ?? ""
      func told(_ language: Language) -> String { errors.map { $0.text(in: language) }.joined(separator: "\n") }
      return Phrase(told(.english), zh: told(.chinese))
        + Phrase(
          "\nnothing was installed: mend \(files.joined(separator: ", ")); what is right all the same is passed over with -- check: ignore \(code) on its line",
          zh: "\n未安装任何定义：请修正 \(files.joined(separator: "、"))；若该行确实无误，可在行尾加 -- check: ignore \(code)")
    case .repeated(let name, let first, let second):
      return Phrase("\(first) and \(second) both declare '\(name)'", zh: "\(first) 与 \(second) 都声明了 '\(name)'")
    case .formula(let name, let customer, let failure):
      return Phrase("score '\(name)', customer \(customer): ", zh: "评分 '\(name)'，客户 \(customer)：") + failure.rendering
    case .result(let name, let customer, let reason):
      return Phrase("score '\(name)', customer \(customer): ", zh: "评分 '\(name)'，客户 \(customer)：") + reason
    case .limited(let name, let limit, let failure):
      return Phrase(
        "'\(name)' was stopped: the \(limit.rawValue) limit was hit and nothing was changed; raise it with --\(limit.rawValue)\n",
        zh: "'\(name)' 已停止：达到 \(limit.rawValue) 限额，未做任何改动；可用 --\(limit.rawValue) 提高限额\n") + failure.rendering
    case .cancelled: return Phrase("cancelled; nothing was changed", zh: "已取消；未做任何改动")
    }
  }

  /// How a run ended that it stopped.
  public var outcome: RunOutcome {
    switch self {
    case .limited: .limited
    case .cancelled: .cancelled
    case .failed, .notADefinition, .malformed, .unsound, .formula, .result: .failed
    case .emptyFolder, .repeated: .refused
    }
  }

  /// The fault of an outcome other than success, at a customer where a formula ran.
  init(_ outcome: ScriptOutcome, of name: String, customer: String?) {
    switch outcome {
    case .succeeded: self = .notADefinition(name)
    case .failed(let failure): self = customer.map { .formula(name, customer: $0, failure) } ?? .failed(name, failure)
    case .limited(let limit, let failure): self = .limited(name, limit, at: failure)
    case .cancelled: self = .cancelled
    }
  }
}
