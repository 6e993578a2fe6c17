import Foundation
import LuaSyntax
public import Wording

/// A Lua file that `patron new` writes, with its test: a working start with comments.
public struct NewScript: Sendable, Hashable {
  /// What can be begun.
  public enum Kind: String, Sendable, CaseIterable {
    case score
    case tierPolicy = "tier_policy"
    case creditPolicy = "credit_policy"
    case pointsProgram = "points_program"
    case script
    case job
    case test

    /// The folder of its files.
    var folder: String {
      switch self {
      case .score: "scripts/scoring"
      case .tierPolicy: "scripts/tiers"
      case .creditPolicy: "scripts/credit"
      case .pointsProgram: "scripts/loyalty"
      case .script: "scripts"
      case .job: "scripts/jobs"
      case .test: "scripts/tests"
      }
    }

    /// Whether its file declares a definition, which `patron apply` installs.
    public var isDefinition: Bool {
      switch self {
      case .score, .tierPolicy, .creditPolicy, .pointsProgram: true
      case .script, .job, .test: false
      }
    }
  }

  /// What it is.
  public let kind: Kind
  /// Its name.
  public let name: String

  /// Something to begin.
  ///
  /// - Throws: `NewScriptFault` for a name that no module can have, or that its file would not be known by.
  public init(_ kind: Kind, named name: String) throws(NewScriptFault) {
    let isName = name.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 95 }
    guard isName, let first = name.utf8.first, (97...122).contains(first), name.utf8.count <= 60 else {
      throw .badName(name, suggestion: Self.suggestion(for: name))
    }
    guard !Token.Kind.words.contains(name) else { throw .keyword(name) }
    guard kind == .test || !name.hasSuffix("_test") else { throw .nameOfTest(name) }
    self.kind = kind
    self.name = kind == .test && name.hasSuffix("_test") ? String(name.dropLast(5)) : name
  }

  /// A name like the one that was given.
  private static func suggestion(for name: String) -> String? {
    let words = name.lowercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
    let joined = words.joined(separator: "_").drop { !$0.isLetter }
    return joined.isEmpty ? nil : String(joined.prefix(60))
  }

  /// The file itself, seen from the folder that holds `scripts`; that of the test for a test.
  public var path: String {
    kind == .test ? "\(kind.folder)/\(name)_test.lua" : "\(kind.folder)/\(name).lua"
  }

  /// Its files in a language: itself, and its test beside it.
  public func files(in language: Language) -> [(path: String, text: String)] {
    let templates = ScriptTemplates.texts(of: kind).map { template in
      Self.text(template, in: language).replacing("{name}", with: name)
    }
    return Array(zip(kind == .test ? [path] : [path, "\(kind.folder)/\(name)_test.lua"], templates))
  }

  /// Writes them below a folder.
  ///
  /// - Throws: `NewScriptFault` where there is such a file, before anything is written, or one cannot be written.
  public func write(into folder: String, in language: Language) throws(NewScriptFault) {
    let files = files(in: language).map { (path: RelativePath.joined(folder, $0.path), text: $0.text) }
    for (path, _) in files where (try? FileManager.default.attributesOfItem(atPath: path)) != nil {
      throw .exists(path)
    }
    for (path, text) in files {
      do {
        try FileManager.default.createDirectory(atPath: path.folder, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .withoutOverwriting)
      } catch {
        throw .unwritable(path)
      }
    }
  }

  /// A template in one language: `«English|Chinese»` stands for a text in each.
  private static func text(_ template: String, in language: Language) -> String {
    template.split(separator: "«", omittingEmptySubsequences: false).enumerated().map { offset, part in
      guard offset > 0, let end = part.firstIndex(of: "»") else { return String(part) }
      let texts = part[..<end].split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false)
      let chosen = language == .chinese ? texts.last : texts.first
      return String(chosen ?? "") + part[part.index(after: end)...]
    }.joined()
  }
}

/// Why nothing was begun.
public enum NewScriptFault: Refusal, Hashable {
  case badName(String, suggestion: String?)
  case keyword(String)
  case nameOfTest(String)
  case exists(String)
  case unwritable(String)

  public var code: String {
    switch self {
    case .badName, .keyword, .nameOfTest: "bad-name"
    case .exists: "file-exists"
    case .unwritable: "cannot-write"
    }
  }

  public var message: Phrase {
    switch self {
    case .badName(let name, let suggestion):
      Phrase(
        "'\(name)' is no name: lower-case letters, digits and '_', beginning with a letter",
        zh: "'\(name)' 不能作为名称：只能用小写字母、数字与 '_'，并以字母开头")
        + (suggestion.map { Phrase(", such as \($0)", zh: "，例如 \($0)") }
          ?? Phrase(", such as trade_quality", zh: "，例如 trade_quality"))
    case .keyword(let name):
      Phrase(
        "'\(name)' is a word of Lua's own: choose another name, such as my_\(name)",
        zh: "'\(name)' 是 Lua 的关键字：请换一个名称，例如 my_\(name)")
    case .nameOfTest(let name):
      Phrase(
        "a file whose name ends with _test is taken for a test: leave that out, as in '\(name.dropLast(5))', or write `patron new test \(name)`",
        zh: "名称以 _test 结尾的文件会被当作测试：请去掉该结尾，例如 '\(name.dropLast(5))'，或使用 `patron new test \(name)`")
    case .exists(let path):
      Phrase(
        "\(path) is there already and stays as it is: choose another name, or move it away",
        zh: "\(path) 已存在，未作改动：请换一个名称，或移走该文件")
    case .unwritable(let path):
      Phrase("cannot write \(path): look at its folder's permissions and space", zh: "无法写入 \(path)：请检查所在文件夹的权限和空间")
    }
  }
}
