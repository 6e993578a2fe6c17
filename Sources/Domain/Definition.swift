public import Wording

/// A version of a definition as the book keeps it.
public struct DefinitionVersion: Sendable, Hashable {
  /// Where a version stands.
  public enum State: String, Sendable, CaseIterable {
    /// It is kept and not used.
    case draft
    /// It is in force; one version of a definition at the most is.
    case active
    /// It was in force. Numbers that it made name it.
    case retired
  }

  /// The numbers that versions have.
  public static let numbers = 1...1_000_000

  /// Its key in the book.
  public var id: Int64
  /// The definition's key in the book.
  public var definition: Int64
  /// What it declares: `score`.
  public var kind: String
  /// The definition's name.
  public var name: String
  /// The number of the version, from 1.
  public var number: Int
  /// Where it stands.
  public var state: State
  /// SHA-256 of its source and of all that it required, in hexadecimal.
  public var hash: String
  /// The file that it came from.
  public var file: String
  /// Its text.
  public var source: String

  /// A version.
  public init(
    id: Int64, definition: Int64, kind: String, name: String, number: Int, state: State, hash: String, file: String,
    source: String
  ) {
    self.id = id
    self.definition = definition
    self.kind = kind
    self.name = name
    self.number = number
    self.state = state
    self.hash = hash
    self.file = file
    self.source = source
  }
}

/// A text that a definition required when it was installed: what it is scored with from then on.
public struct RequiredModule: Sendable, Hashable {
  /// The name that it was required by.
  public var name: String
  /// Where it came from, as messages show it.
  public var file: String
  /// Its text.
  public var source: String

  /// A required text.
  public init(name: String, file: String, source: String) {
    self.name = name
    self.file = file
    self.source = source
  }
}

/// Why a definition cannot be found or used.
public enum DefinitionError: Refusal, Hashable {
  case unknown(String, suggestion: String?)
  case unknownVersion(String, Int)
  case inactive(String)
  case noEarlierVersion(String)
  case active(String, Int)
  case otherVersion(String, Int)
  case oldest(String, Int)
  case noNumberLeft(String, Int)
  case otherKind(String, kind: String, expected: String)
  case noneInForce(kind: String)
  case severalInForce(kind: String, [String])

  public var code: String {
    switch self {
    case .unknown: "unknown-definition"
    case .unknownVersion: "unknown-version"
    case .inactive: "inactive-definition"
    case .noEarlierVersion: "no-earlier-version"
    case .active: "already-active"
    case .otherVersion: "other-version"
    case .oldest: "oldest-version"
    case .noNumberLeft: "no-number-left"
    case .otherKind: "other-kind"
    case .noneInForce: "no-definition-in-force"
    case .severalInForce: "several-definitions"
    }
  }

  public var message: Phrase {
    switch self {
    case .unknown(let name, let suggestion):
      let guess = suggestion.map { Phrase(" (did you mean '\($0)'?)", zh: "（是否想写 '\($0)'？）") } ?? Phrase(verbatim: "")
      return Phrase("there is no definition '\(name)'", zh: "没有名为 '\(name)' 的定义") + guess
        + Phrase(": `patron definitions list` shows them", zh: "：用 `patron definitions list` 查看")
    case .unknownVersion(let name, let number):
      return Phrase("'\(name)' has no version \(number)", zh: "'\(name)' 没有版本 \(number)")
    case .inactive(let name):
      return Phrase(
        "'\(name)' is not active: `patron definitions activate \(name)` puts it in force",
        zh: "'\(name)' 未启用：用 `patron definitions activate \(name)` 启用")
    case .noEarlierVersion(let name):
      return Phrase("'\(name)' has no earlier version to go back to", zh: "'\(name)' 没有可以回退的版本")
    case .otherVersion(let name, let number):
      return Phrase(
        "version \(number) of '\(name)' says something else here than in the exported book: import into a new book, or apply its file",
        zh: "'\(name)' 的版本 \(number) 在此与导出的账簿中内容不同：请导入新账簿，或安装其文件")
    case .oldest(let name, let number):
      return Phrase(
        "version \(number) of '\(name)' is its first: there is none before it to compare it with",
        zh: "版本 \(number) 是 '\(name)' 的首个版本：没有更早的版本可供比较")
    case .noNumberLeft(let name, let number):
      return Phrase(
        "'\(name)' has a version \(number), after which there is no number: give the score another name",
        zh: "'\(name)' 已有版本 \(number)，其后没有可用的版本号：请为评分另取名称")
    case .otherKind(let name, let kind, let expected):
      return Phrase(
        "'\(name)' is a \(kind), not a \(expected): a name means one definition, so give another name",
        zh: "'\(name)' 是 \(kind)，不是 \(expected)：一个名称只对应一个定义，请另取名称")
    case .noneInForce(let kind):
      return Phrase(
        "no \(kind) is in force: `patron apply FILE` installs one, and `patron init --no-book --scripts FOLDER` writes some to start from",
        zh: "没有生效的 \(kind)：用 `patron apply 文件` 安装；`patron init --no-book --scripts 文件夹` 可写出若干样例")
    case .severalInForce(let kind, let names):
      return Phrase(
        "several of \(kind) are in force (\(names.joined(separator: ", "))): say which one by its name",
        zh: "有多个 \(kind) 生效（\(names.joined(separator: "、"))）：请指明名称")
    case .active(let name, let number):
      return Phrase("version \(number) of '\(name)' is active already", zh: "'\(name)' 的版本 \(number) 已启用")
    }
  }
}
