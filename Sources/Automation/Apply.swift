import Analytics
import Domain
import LuaRuntime
import Scripting
import Storage
import Wording

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
  /// Installs the definitions of files and scores everyone by the scores that are new or changed, in one run. Files are
  /// refused where the check finds an error in one or in what it requires: a formula would meet it at some customer, some day.
  ///
  /// - Parameters:
  ///   - files: The files.
  ///   - title: What the register calls the run.
  ///   - mode: Whether it is kept.
  ///   - draft: Whether new versions are only kept as drafts. What scoring by them would come to is worked out in a dry run.
  ///   - watch: Who follows it, and what it may use.
  public func apply(
    _ files: [DefinitionFile], title: String, mode: RunMode, draft: Bool = false, watch: ScoringWatch = ScoringWatch()
  ) throws -> RunReport<ApplyReport> {
    try definitionRun(title, mode: mode, watch) { session in
      var report = ApplyReport()
      var hash = ""
      let check = ScriptCheck(in: self, with: try Entity.all.map { try session.entity($0.name) })
      var errors: [ScriptFinding] = []
      for file in files {
        let loaded: LoadedDefinition
        do {
          loaded = try LoadedDefinition(file, in: session, place: self, watch)
        } catch let fault as DefinitionFault where fault.outcome == .failed && !errors.isEmpty {
          // It may miss what was not installed.
          continue
        }
        let sources = [file] + loaded.modules.map { DefinitionFile(path: $0.file, source: $0.source) }
        // Several may require one module.
        for source in sources where !errors.contains(where: { $0.file == source.path }) {
          errors += check.errors(in: source)
        }
        guard errors.isEmpty else { continue }
        let name = loaded.declared.name
        if let other = report.items.first(where: { $0.name == name }) {
          throw DefinitionFault.repeated(name, first: other.file, second: file.path)
        }
        report.items.append(try install(file, loaded, in: session, mode: mode, draft: draft, watch))
        hash = loaded.hash
      }
      guard errors.isEmpty else { throw DefinitionFault.unsound(errors) }
      return (report, files.count == 1 ? hash : nil)
    }
  }

  /// Scores everyone by the version in force of a definition, or of all of them, in one run.
  public func score(_ name: String?, mode: RunMode, watch: ScoringWatch = ScoringWatch()) throws -> RunReport<
    [ScoringSummary]
  > {
    try definitionRun("score \(name ?? "all")", mode: mode, watch) { session in
      let versions = try inForce(name, session)
      let summaries = try versions.map { try score($0, in: session, watch) }
      return (summaries, versions.count == 1 ? versions.first?.hash : nil)
    }
  }

  private func inForce(_ name: String?, _ session: BookSession) throws -> [DefinitionVersion] {
    guard let name else { return try session.activeDefinitions(ScoreTable.kind) }
    guard let active = try session.versions(of: name).first(where: { $0.state == .active }) else {
      throw DefinitionError.inactive(name)
    }
    return [active]
  }

  /// Scores everyone by a version that the book keeps.
  func score(_ version: DefinitionVersion, in session: BookSession, _ watch: ScoringWatch) throws -> ScoringSummary {
    let loaded = try LoadedDefinition(version, in: session, place: self, watch)
    return try Scoring(loaded, version, in: session, place: self, watch).score()
  }

  /// Keeps a definition as a version, puts it in force unless it is a draft, and scores everyone by a score that is new.
  func install(
    _ file: DefinitionFile, _ loaded: LoadedDefinition, in session: BookSession, mode: RunMode, draft: Bool,
    _ watch: ScoringWatch
  ) throws -> ApplyReport.Item {
    let name = loaded.declared.name
    let known: [DefinitionVersion]
    do { known = try session.versions(of: name) } catch DefinitionError.unknown { known = [] }
    let active = known.first { $0.state == .active }
    // A version whose text was changed in the book is another one, whatever it was.
    let same = try known.first { try ModuleLoader.hash(of: $0, in: session) == loaded.hash }
    var item = ApplyReport.Item(
      file: file.path, name: name, status: known.isEmpty ? .new : .changed, before: active?.number,
      version: same?.number ?? 0, isDraft: draft)
    if let same, same.state == .active || (draft && same.state == .draft) {
      item.status = .unchanged
      item.isDraft = same.state == .draft
      return item
    }
    let version =
      try same
      ?? session.addVersion(
        kind: type(of: loaded.declared).kind, name: name, hash: loaded.hash, file: file.path, source: file.source,
        modules: loaded.modules)
    item.version = version.number
    if draft && mode == .live { return item }
    if !draft { try session.activate(version) }
    guard loaded.declared is ScoreTable else { return item }
    item.scoring = try Scoring(loaded, version, in: session, place: self, watch).score()
    return item
  }

  /// Does something with definitions in one run, on a thread where limits hold; the body also gives the hash of what it
  /// ran by.
  func definitionRun<Result>(
    _ title: String, mode: RunMode, _ watch: ScoringWatch, _ body: (BookSession) throws -> (Result, hash: String?)
  ) throws -> RunReport<Result> {
    let start = RunStart(title: title, operatorName: operatorName, startedAt: now(), asOf: asOf)
    let report: RunReport<Swift.Result<Result, DefinitionFault>> = try ScriptThread.run {
      try perform(start, mode: mode) { session in
        do {
          let (result, hash) = try body(session)
          return (end(.succeeded, watch, hash: hash), .success(result))
        } catch let fault as DefinitionFault {
          return (end(fault.outcome, watch, error: fault.message.text(in: language)), .failure(fault))
        }
      }
    }
    return RunReport(
      id: report.id, end: report.end, mode: report.mode, changes: report.changes, result: try report.result?.get())
  }

  private func end(_ outcome: RunOutcome, _ watch: ScoringWatch, error: String? = nil, hash: String? = nil) -> RunEnd {
    let (seconds, attoseconds) = watch.use.processorTime.components
    return RunEnd(
      outcome, at: now(), error: error, processorMilliseconds: seconds * 1000 + attoseconds / 1_000_000_000_000_000,
      peakBytes: Int64(clamping: watch.use.peakBytes), scriptHash: hash)
  }
}
