public import Wording

extension Field {
  /// How many custom fields an entity can have.
  public static let customLimit = 200

  /// The names that kinds of custom fields have in scripts and in the book.
  public static let customKinds = ["text", "integer", "number", "boolean", "date", "instant", "choice", "money"]

  /// A field that the operator of a book adds to an entity.
  ///
  /// - Parameters:
  ///   - name: Snake case: a small letter, then small letters, digits and underscores, 40 at most. Not the name of
  ///     another field or column.
  ///   - kind: One of ``customKinds``.
  ///   - choices: The values of a closed list, for a choice.
  public static func custom(
    _ name: String, kind: String, label: Phrase, choices: [String], in entity: Entity
  ) throws(CustomFieldError) -> Field {
    let letters = Array(name.utf8)
    func isSmall(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) }
    func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
    guard let first = letters.first, isSmall(first), letters.count <= 40,
      letters.allSatisfy({ isSmall($0) || isDigit($0) || $0 == UInt8(ascii: "_") })
    else { throw .name(name) }
    let taken = entity.fields.flatMap { [$0.name, $0.column] } + reserved
    guard !taken.contains(name) else { throw .taken(name, entity: entity.name) }
    guard entity.fields.filter(\.isCustom).count < customLimit else { throw .tooMany(entity: entity.name) }
    guard let known = Kind(customName: kind, choices: choices) else { throw .kind(kind) }
    if case .choice = known {
      let isUsable = choices.allSatisfy { !$0.isEmpty && !$0.contains("\n") }
      guard !choices.isEmpty, Set(choices).count == choices.count, isUsable else { throw .choices(name) }
    } else if !choices.isEmpty {
      throw .choices(name)
    }
    if known == .money, !entity.hasCurrency { throw .noCurrency(name, entity: entity.name) }
    return Field(name, known, label, isCustom: true)
  }

  /// Names that rows and filters use for themselves.
  private static let reserved = [
    "id", "all", "any", "not", "created_run_id", "updated_run_id", "merged_into_id", "copy",
  ]
}

extension Field.Kind {
  /// The kind of a custom field by its name; nil for other names.
  public init?(customName name: String, choices: [String]) {
    switch name {
    case "text": self = .text
    case "integer": self = .integer
    case "number": self = .real
    case "boolean": self = .boolean
    case "date": self = .date
    case "instant": self = .instant
    case "choice": self = .choice(choices.map { Field.Choice($0, .init(verbatim: $0)) })
    case "money": self = .money
    default: return nil
    }
  }

  /// The name of the kind in scripts and in the book.
  public var name: String {
    switch self {
    case .text: "text"
    case .integer: "integer"
    case .real: "number"
    case .boolean: "boolean"
    case .date: "date"
    case .instant: "instant"
    case .choice: "choice"
    case .money: "money"
    case .reference: "reference"
    }
  }

  /// The values of a closed list.
  public var choices: [String] {
    if case .choice(let choices) = self { choices.map(\.name) } else { [] }
  }
}

/// Why a custom field cannot be defined.
public enum CustomFieldError: Refusal, Hashable {
  case name(String)
  case taken(String, entity: String)
  case tooMany(entity: String)
  case kind(String)
  case choices(String)
  case noCurrency(String, entity: String)
  case otherKind(String, entity: String)

  public var code: String {
    switch self {
    case .name: "bad-field-name"
    case .taken: "field-exists"
    case .tooMany: "too-many-fields"
    case .kind: "bad-field-kind"
    case .choices: "bad-choices"
    case .noCurrency: "no-currency"
    case .otherKind: "other-kind"
    }
  }

  public var message: Phrase {
    switch self {
    case .name(let name):
      return Phrase(
        "'\(name)' is no name for a field: a small letter, then small letters, digits and _, 40 at most; label takes any text",
        zh: "'\(name)' 不能作为字段名：须以小写字母开头，仅含小写字母、数字和 _，最多 40 个；label 可用任意文字")
    case .taken(let name, let entity):
      return Phrase("\(entity) have a field '\(name)' already", zh: "\(entity) 已有字段 '\(name)'")
    case .tooMany(let entity):
      return Phrase(
        "\(entity) have \(Field.customLimit) custom fields, which is the most",
        zh: "\(entity) 已有 \(Field.customLimit) 个自定义字段，达到上限")
    case .kind(let kind):
      let guess = Suggestion.nearest(to: kind, among: Field.customKinds)
      let kinds = Field.customKinds.joined(separator: ", ")
      return Phrase("'\(kind)' is no kind of field: use one of \(kinds)", zh: "'\(kind)' 不是字段类型：可用 \(kinds)")
        + (guess.map { Phrase(" (did you mean '\($0)'?)", zh: "（是否想写 '\($0)'？）") } ?? Phrase(verbatim: ""))
    case .choices(let name):
      return Phrase(
        "field '\(name)': a choice takes a list of different, non-empty texts as choices, and no other kind takes any",
        zh: "字段 '\(name)'：choice 类型的 choices 须为互不相同的非空文本列表，其他类型不能有 choices")
    case .noCurrency(let name, let entity):
      return Phrase(
        "field '\(name)': \(entity) have no currency, so they hold no amounts: use number",
        zh: "字段 '\(name)'：\(entity) 没有币种，不能存放金额：请用 number")
    case .otherKind(let name, let entity):
      return Phrase(
        "\(entity) have a field '\(name)' of another kind: undo the run that defined it, or use another name",
        zh: "\(entity) 已有另一类型的字段 '\(name)'：请撤销定义它的运行，或换一个名称")
    }
  }
}
