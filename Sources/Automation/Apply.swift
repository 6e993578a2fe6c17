import Analytics
import Domain
public import LuaRuntime
import Scripting
import Storage

/// What applying files came to.
public struct ApplyReport: Sendable, Hashable {
  /// A definition's file and what became of it.
  public struct Item: Sendable, Hashable {
    /// What became of it.
    public enum Status: String, Sendable {
      case new
      case changed
      case unchanged
    }

    /// The file.
    public var file: String
    /// The definition's name.
    public var name: String
    /// What became of it.
    public var status: Status
    /// The version that was in force before; nil for none.
    public var before: Int?
    /// The version that holds the file's text.
    public var version: Int
    /// Whether it is only kept as a draft.
    public var isDraft: Bool
    /// What scoring everyone came to; nil for a draft and for what is unchanged.
    public var scoring: ScoringSummary?
  }

  /// The files in the order in which they were given.
  public var items: [Item] = []

  /// A report of nothing.
  public init() {}

  /// Whether there is nothing to do.
  public var isUnchanged: Bool { items.allSatisfy { $0.status == .unchanged } }
}

extension Workplace {
  /// Installs the definitions of files and scores everyone by those that are new or changed, in one run.
  ///
  /// - Parameters:
  ///   - files: The files.
  ///   - title: What the register calls the run.
  ///   - mode: Whether it is kept.
  ///   - draft: Whether new versions are only kept as drafts. What scoring by them would come to is worked out in a dry run.
  ///   - output: Receives what the files print.
  ///   - onStart: Receives the canceller of each definition's state as soon as there is one.
  public func apply(
    _ files: [DefinitionFile], title: String, mode: RunMode, draft: Bool = false,
    output: @escaping (UnsafeRawBufferPointer) -> Void = { _ in }, onStart: @escaping (Canceller) -> Void = { _ in }
  ) throws -> RunReport<ApplyReport> {
    try definitionRun(title, hash: files.count == 1 ? files[0].hash : nil, mode: mode) { session in
      var report = ApplyReport()
      for file in files {
        let loaded = try LoadedDefinition(file, in: session, place: self, output: output)
        onStart(loaded.interpreter.canceller)
        let name = loaded.score.model.name
        if let other = report.items.first(where: { $0.name == name }) {
          throw DefinitionFault.repeated(name, first: other.file, second: file.path)
        }
        report.items.append(try install(file, loaded, in: session, mode: mode, draft: draft))
      }
      return report
    }
  }

  /// Scores everyone by the version in force of a definition, or of all of them, in one run.
  public func score(
    _ name: String?, mode: RunMode, output: @escaping (UnsafeRawBufferPointer) -> Void = { _ in },
    onStart: @escaping (Canceller) -> Void = { _ in }
  ) throws -> RunReport<[ScoringSummary]> {
    try definitionRun("score \(name ?? "all")", hash: nil, mode: mode) { session in
      try inForce(name, session).map { try score($0, in: session, output: output, onStart: onStart) }
    }
  }

  private func inForce(_ name: String?, _ session: BookSession) throws -> [DefinitionVersion] {
    guard let name else { return try session.activeDefinitions("score") }
    guard let active = try session.versions(of: name).first(where: { $0.state == .active }) else {
      throw DefinitionError.inactive(name)
    }
    return [active]
  }

  /// Scores everyone by a version that the book keeps.
  func score(
    _ version: DefinitionVersion, in session: BookSession, output: @escaping (UnsafeRawBufferPointer) -> Void,
    onStart: (Canceller) -> Void
  ) throws -> ScoringSummary {
    let file = DefinitionFile(path: version.file, source: version.source)
    let loaded = try LoadedDefinition(file, in: session, place: self, output: output)
    onStart(loaded.interpreter.canceller)
    return try Scoring(loaded, version, in: session, place: self).score()
  }

  private func install(
    _ file: DefinitionFile, _ loaded: LoadedDefinition, in session: BookSession, mode: RunMode, draft: Bool
  ) throws -> ApplyReport.Item {
    let name = loaded.score.model.name
    let known: [DefinitionVersion]
    do { known = try session.versions(of: name) } catch DefinitionError.unknown { known = [] }
    let active = known.first { $0.state == .active }
    let same = known.first { $0.hash == file.hash }
    var item = ApplyReport.Item(
      file: file.path, name: name, status: known.isEmpty ? .new : .changed, before: active?.number,
      version: same?.number ?? 0, isDraft: draft)
    if let same, same.state == .active || (draft && same.state == .draft) {
      item.status = .unchanged
      item.isDraft = same.state == .draft
      return item
    }
    let version =
      try same ?? session.addVersion(kind: "score", name: name, hash: file.hash, file: file.path, source: file.source)
    item.version = version.number
    if draft && mode == .live { return item }
    if !draft { try session.activate(version) }
    item.scoring = try Scoring(loaded, version, in: session, place: self).score()
    return item
  }

  /// Does something with definitions in one run, on a thread where limits hold.
  func definitionRun<Result>(
    _ title: String, hash: String?, mode: RunMode, _ body: (BookSession) throws -> Result
  ) throws -> RunReport<Result> {
    let start = RunStart(title: title, operatorName: operatorName, startedAt: now(), scriptHash: hash, asOf: asOf)
    return try ScriptThread.run {
      try perform(start, mode: mode) { session in
        let result = try body(session)
        return (RunEnd(.succeeded, at: now()), result)
      }
    }
  }
}
