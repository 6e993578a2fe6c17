public import Wording

/// Why a value does not fit a parameter. The caller's function adds which parameter.
public indirect enum Mismatch: Error {
  /// Another type was wanted.
  case type(expected: ScriptType, given: String)
  /// The table has no such field; what it has, where that is worth listing.
  case unknownField(String, of: String, suggestions: [String], known: [String] = [])
  /// The type is right and the value is not.
  case value(Phrase)
  /// An element of a list does not fit; positions count from 1.
  case element(Int64, Mismatch)
  /// A table that has a name does not fit.
  case named(String, Mismatch)
}

/// An argument that a host function refuses.
public struct ArgumentError: Refusal {
  /// The function as scripts name it, `customers.get`.
  public let function: String
  /// The declared name of the parameter.
  public let parameter: String
  /// Why it does not fit.
  public let mismatch: Mismatch

  /// A refused argument.
  public init(function: String, parameter: String, mismatch: Mismatch) {
    self.function = function
    self.parameter = parameter
    self.mismatch = mismatch
  }

  public var code: String { mismatch.code }

  public var message: Phrase {
    Phrase("\(function): argument '\(parameter)' ", zh: "\(function)：参数 '\(parameter)' ") + mismatch.reason
  }
}

extension Mismatch {
  var code: String {
    switch self {
    case .type: "wrong-type"
    case .unknownField: "unknown-field"
    case .value: "bad-argument"
    case .element(_, let inner), .named(_, let inner): inner.code
    }
  }

  /// Why, as the rest of a sentence about the argument.
  public var reason: Phrase {
    switch self {
    case .type(let expected, let given):
      Phrase("must be ", zh: "必须是").beside(expected.expectation) + Phrase(", got \(given)", zh: "，收到的是 \(given)")
    case .unknownField(let name, let table, let suggestions, let known):
      Self.unknownFieldMessage(name, of: table, suggestions: suggestions, known: known)
    case .value(let reason): reason
    case .named(let name, let inner): Phrase("of '\(name)' ", zh: "（'\(name)'）") + inner.reason
    case .element(let position, let inner):
      Phrase("at position \(position) ", zh: "第 \(position) 个元素") + inner.reason
    }
  }

  /// The sentence for a name that nothing answers to, with the nearest names, or all where none is near.
  static func unknownFieldMessage(
    _ name: String, of table: String, suggestions: [String], known: [String] = []
  ) -> Phrase {
    var message = Phrase("has no field '\(name)' of \(table)", zh: "中没有 \(table) 的字段 '\(name)'")
    if let first = suggestions.first {
      message = message + Phrase(" (did you mean '\(first)'?)", zh: "（是否想写 '\(first)'？）")
    } else if !known.isEmpty {
      message =
        message
        + Phrase(", which has \(known.joined(separator: ", "))", zh: "，可用字段：\(known.joined(separator: "、"))")
    }
    return message
  }
}
