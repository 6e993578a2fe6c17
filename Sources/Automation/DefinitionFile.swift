import Analytics
import Domain
import Foundation
public import LuaRuntime
import ScriptModel
import Scripting
import Storage
public import Wording

/// A file that declares a definition.
public struct DefinitionFile: Sendable, Hashable {
  /// The path as it was given.
  public var path: String
  /// Its text.
  public var source: String

  /// A file's text under its path.
  public init(path: String, source: String) {
    self.path = path
    self.source = source
  }

  /// The file at a path, or every `.lua` file of a folder in the order of their names.
  public static func read(_ path: String) throws -> [DefinitionFile] {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw DefinitionFault.unreadable(path)
    }
    guard isFolder.boolValue else { return [try DefinitionFile(reading: path)] }
    let names = try FileManager.default.contentsOfDirectory(atPath: path).filter { $0.hasSuffix(".lua") }.sorted()
    guard !names.isEmpty else { throw DefinitionFault.emptyFolder(path) }
    return try names.map { try DefinitionFile(reading: path.hasSuffix("/") ? path + $0 : "\(path)/\($0)") }
  }

  private init(reading path: String) throws {
    guard let data = FileManager.default.contents(atPath: path) else { throw DefinitionFault.unreadable(path) }
    self.init(path: path, source: String(decoding: data, as: UTF8.self))
  }

  /// SHA-256 of the text, in hexadecimal: its identity in the book.
  public var hash: String { ScriptRun.hash(of: source) }
}

/// What is wrong with a definition, or with what its formula did.
public enum DefinitionFault: Refusal {
  case unreadable(String)
  case emptyFolder(String)
  case failed(String, ScriptFailure)
  case notADefinition(String)
  case repeated(String, first: String, second: String)
  case formula(String, customer: String, ScriptFailure)
  case result(String, customer: String, Phrase)
  case limited(String, Limit, at: ScriptFailure)
  case cancelled

  public var code: String {
    switch self {
    case .unreadable: "cannot-read"
    case .emptyFolder: "no-definitions"
    case .failed: "definition-failed"
    case .notADefinition: "not-a-definition"
    case .repeated: "repeated-definition"
    case .formula: "formula-failed"
    case .result: "formula-result"
    case .limited: "limited"
    case .cancelled: "cancelled"
    }
  }

  public var message: Phrase {
    switch self {
    case .unreadable(let path): return Phrase("cannot read \(path)", zh: "无法读取 \(path)")
    case .emptyFolder(let path): return Phrase("there are no .lua files in \(path)", zh: "\(path) 中没有 .lua 文件")
    case .failed(_, let failure): return failure.rendering
    case .notADefinition(let file):
      return Phrase(
        "\(file) returns no definition: its last statement must be `return score { … }`",
        zh: "\(file) 没有返回定义：最后一条语句应为 `return score { … }`")
    case .repeated(let name, let first, let second):
      return Phrase("\(first) and \(second) both declare '\(name)'", zh: "\(first) 与 \(second) 都声明了 '\(name)'")
    case .formula(let name, let customer, let failure):
      return Phrase("score '\(name)', customer \(customer): ", zh: "评分 '\(name)'，客户 \(customer)：") + failure.rendering
    case .result(let name, let customer, let reason):
      return Phrase("score '\(name)', customer \(customer): ", zh: "评分 '\(name)'，客户 \(customer)：") + reason
    case .limited(let name, let limit, let failure):
      return Phrase(
        "score '\(name)' was stopped: the \(limit.rawValue) limit was hit and nothing was changed\n",
        zh: "评分 '\(name)' 已停止：达到\(limit.phrase.chinese)限额，未做任何改动\n") + failure.rendering
    case .cancelled: return Phrase("cancelled; nothing was changed", zh: "已取消；未做任何改动")
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

/// A definition brought to life in a Lua state of its own, where nothing can read or change the book.
final class LoadedDefinition {
  let interpreter: Interpreter
  let score: ScoreTable
  /// The words of the source; nil where it takes in other files, whose words are not known.
  let words: Set<String>?

  init(
    _ file: DefinitionFile, in session: BookSession, place: Workplace,
    output: @escaping (UnsafeRawBufferPointer) -> Void
  ) throws {
    let host = ScriptSession(
      book: session, now: place.now(), today: try place.businessDate(of: session.profile),
      operatorName: place.operatorName, language: place.language, access: .none)
    // The stream of random numbers starts at one place, so that a dry run equals the run.
    interpreter = try Interpreter(
      limits: Limits(memory: 256 << 20, cpu: .seconds(600), output: 10 << 20), seed: 0, language: place.language,
      output: output)
    interpreter.installModules(for: host)
    var found: ScoreTable?
    let outcome = try interpreter.run(file.source, named: file.path) { call, first in
      guard first <= call.argumentCount, case .table(let table)? = try? ScriptValue.read(call, at: first),
        table["kind"] == .string(ScoreTable.kind)
      else { return }
      found = try ScoreTable(table)
    }
    guard outcome == .succeeded else { throw DefinitionFault(outcome, of: file.path, customer: nil) }
    guard let found else { throw DefinitionFault.notADefinition(file.path) }
    score = found
    let words = Self.words(of: file.source)
    self.words = words.contains("require") ? nil : words
  }

  /// Every run of letters, digits and underscores.
  private static func words(of source: String) -> Set<String> {
    Set(
      source.utf8.split { !(($0 >= 48 && $0 <= 57) || ($0 | 32 >= 97 && $0 | 32 <= 122) || $0 == 95) }.map {
        String(decoding: $0, as: UTF8.self)
      })
  }
}
