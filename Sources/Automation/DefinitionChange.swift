import Analytics
import Domain
import Scripting
import Storage

/// Which version of a definition is in force, before and after a change.
public struct DefinitionChange: Sendable, Hashable {
  /// The definition's name.
  public var name: String
  /// The version that was in force; nil for none.
  public var before: Int?
  /// The version that is in force now; nil for none.
  public var after: Int?
  /// What scoring everyone came to; nil where nobody was scored.
  public var scoring: ScoringSummary?
  /// How many customers have a current value.
  public var valueCount: Int
}

extension Workplace {
  /// Puts a version in force, the newest where no number is given, and scores everyone by it.
  public func activate(
    _ name: String, version number: Int?, mode: RunMode, watch: ScoringWatch = ScoringWatch()
  ) throws -> RunReport<DefinitionChange> {
    try definitionRun("activate \(name)", mode: mode, watch) { session in
      let versions = try session.versions(of: name)
      guard let wanted = number == nil ? versions.first : versions.first(where: { $0.number == number }) else {
        throw DefinitionError.unknownVersion(name, number ?? 0)
      }
      if wanted.state == .active { throw DefinitionError.active(name, wanted.number) }
      return (try put(wanted, inForceAfter: versions, in: session, watch), wanted.hash)
    }
  }

  /// Goes back to the newest version before the one in force that was in force itself, and scores everyone by it.
  public func rollBack(
    _ name: String, mode: RunMode, watch: ScoringWatch = ScoringWatch()
  ) throws -> RunReport<DefinitionChange> {
    try definitionRun("rollback \(name)", mode: mode, watch) { session in
      let versions = try session.versions(of: name)
      let current = versions.first { $0.state == .active }?.number ?? .max
      guard let earlier = versions.first(where: { $0.number < current && $0.state == .retired }) else {
        throw DefinitionError.noEarlierVersion(name)
      }
      return (try put(earlier, inForceAfter: versions, in: session, watch), earlier.hash)
    }
  }

  /// Takes a definition out of force. Its scores stay as they are.
  public func retire(_ name: String, mode: RunMode) throws -> RunReport<DefinitionChange> {
    try definitionRun("retire \(name)", mode: mode, ScoringWatch()) { session in
      guard let active = try session.versions(of: name).first(where: { $0.state == .active }) else {
        throw DefinitionError.inactive(name)
      }
      try session.retire(active)
      let count = try session.valueCount(of: active)
      return (DefinitionChange(name: name, before: active.number, after: nil, valueCount: count), nil)
    }
  }

  private func put(
    _ version: DefinitionVersion, inForceAfter versions: [DefinitionVersion], in session: BookSession,
    _ watch: ScoringWatch
  ) throws -> DefinitionChange {
    try session.activate(version)
    // What is no score is brought to life all the same, so that nothing goes into force that does not stand.
    let loaded = try LoadedDefinition(version, in: session, place: self, watch)
    let scoring =
      loaded.declared is ScoreTable ? try Scoring(loaded, version, in: session, place: self, watch).score() : nil
    return DefinitionChange(
      name: version.name, before: versions.first { $0.state == .active }?.number, after: version.number,
      scoring: scoring, valueCount: scoring?.moves.scored ?? 0)
  }
}
