import Analytics
import Domain
import LuaRuntime
import ScriptModel
import Scripting
import Storage
import Wording

/// A definition brought to life in a Lua state of its own, where nothing can read or change the book.
final class LoadedDefinition {
  let interpreter: Interpreter
  /// The file that it came from, with its text.
  let file: DefinitionFile
  /// What it declares.
  let declared: any DefinitionTable
  /// The words of its text and of what it required: fields of other names are read only when a formula asks.
  let words: Set<String>
  /// What it required, by name.
  let modules: [RequiredModule]
  /// SHA-256 of its text and of what it required: its identity in the book.
  let hash: String
  // Kept for as long as the state may ask.
  private let loader: ModuleLoader

  /// The definition that a file declares; it finds definitions of the book and files of its folder.
  convenience init(
    _ file: DefinitionFile, in session: BookSession, place: Workplace, _ watch: ScoringWatch
  ) throws {
    try self.init(file, ModuleLoader(session, root: file.path.folder), in: session, place: place, watch)
  }

  /// A version that the book keeps, with what it was installed with.
  convenience init(
    _ version: DefinitionVersion, in session: BookSession, place: Workplace, _ watch: ScoringWatch
  ) throws {
    let file = DefinitionFile(path: version.file, source: version.source)
    try self.init(file, ModuleLoader(version, in: session), in: session, place: place, watch)
  }

  /// The same definition once more, in another state, which is to say nothing while it is brought to life.
  convenience init(
    again file: DefinitionFile, _ modules: [RequiredModule], in session: BookSession, place: Workplace, limits: Limits,
    output: @escaping (UnsafeRawBufferPointer) -> Void
  ) throws {
    var isSpeaking = false
    var watch = ScoringWatch { if isSpeaking { output($0) } }
    watch.limits = limits
    try self.init(file, ModuleLoader(again: modules), in: session, place: place, watch)
    isSpeaking = true
  }

  private init(
    _ file: DefinitionFile, _ loader: ModuleLoader, in session: BookSession, place: Workplace, _ watch: ScoringWatch
  ) throws {
    self.file = file
    let host = ScriptSession(
      book: session, now: place.now(), today: try place.businessDate(of: session.profile),
      zone: try Workplace.zone(named: session.profile.timeZone),
      operatorName: place.operatorName, language: place.language, access: .none)
    // The stream of random numbers starts at one place, so that a dry run equals the run.
    let interpreter = try Interpreter(
      limits: watch.limits, seed: 0, language: place.language, output: watch.output)
    self.interpreter = interpreter
    self.loader = loader
    interpreter.installModules(for: host)
    interpreter.setLoader(loader.body)
    watch.onStart(interpreter.canceller)
    defer { watch.use.note(interpreter) }
    var found: (any DefinitionTable)?
    var kind = ScoreTable.kind
    do {
      let outcome = try interpreter.run(file.source, named: file.path) { call, first in
        guard first <= call.argumentCount, case .table(let table)? = try? ScriptValue.read(call, at: first),
          let type = DefinitionKinds.kind(of: table)
        else { return }
        kind = type.kind
        found = try type.init(table)
      }
      guard outcome == .succeeded else { throw DefinitionFault(outcome, of: file.path, customer: nil) }
    } catch let mismatch as Mismatch {
      // The table was changed after it had been checked, or made by hand.
      let refusal = ArgumentError(function: kind, parameter: "definition", mismatch: mismatch)
      throw DefinitionFault.malformed(file.path, refusal.message)
    }
    guard let found else { throw DefinitionFault.notADefinition(file.path) }
    loader.isClosed = true
    declared = found
    modules = loader.found.values.sorted { $0.name < $1.name }
    hash = loader.hash(of: file.source)
    words = modules.reduce(into: Self.words(of: file.source)) { $0.formUnion(Self.words(of: $1.source)) }
  }

  /// The score that it declares.
  func score() throws -> ScoreTable {
    guard let score = declared as? ScoreTable else {
      throw DefinitionError.otherKind(declared.name, kind: type(of: declared).kind, expected: ScoreTable.kind)
    }
    return score
  }

  /// Every run of letters, digits and underscores.
  private static func words(of source: String) -> Set<String> {
    Set(
      source.utf8.split { !(($0 >= 48 && $0 <= 57) || ($0 | 32 >= 97 && $0 | 32 <= 122) || $0 == 95) }.map {
        String(decoding: $0, as: UTF8.self)
      })
  }
}
