public import Domain
public import LuaRuntime
import Storage

extension Workplace {
  /// Puts a version in force, the newest that is not where no number is given, and scores everyone by it.
  public func activate(
    _ name: String, version number: Int?, mode: RunMode, onStart: @escaping (Canceller) -> Void = { _ in }
  ) throws -> RunReport<ScoringSummary> {
    try definitionRun("activate \(name)", hash: nil, mode: mode) { session in
      let versions = try session.versions(of: name)
      let wanted: DefinitionVersion
      if let number {
        guard let found = versions.first(where: { $0.number == number }) else {
          throw DefinitionError.unknownVersion(name, number)
        }
        wanted = found
      } else {
        guard let newest = versions.first else { throw DefinitionError.inactive(name) }
        wanted = newest
      }
      if wanted.state == .active { throw DefinitionError.active(name, wanted.number) }
      try session.activate(wanted)
      return try score(wanted, in: session, output: { _ in }, onStart: onStart)
    }
  }

  /// Goes back to the newest version before the one in force that was in force itself, and scores everyone by it.
  public func rollBack(
    _ name: String, mode: RunMode, onStart: @escaping (Canceller) -> Void = { _ in }
  ) throws -> RunReport<ScoringSummary> {
    try definitionRun("rollback \(name)", hash: nil, mode: mode) { session in
      let versions = try session.versions(of: name)
      let current = versions.first { $0.state == .active }?.number ?? .max
      guard let earlier = versions.first(where: { $0.number < current && $0.state == .retired }) else {
        throw DefinitionError.noEarlierVersion(name)
      }
      try session.activate(earlier)
      return try score(earlier, in: session, output: { _ in }, onStart: onStart)
    }
  }

  /// Takes a definition out of force. Its scores stay as they are.
  public func retire(_ name: String, mode: RunMode) throws -> RunReport<DefinitionVersion> {
    try definitionRun("retire \(name)", hash: nil, mode: mode) { session in
      guard let active = try session.versions(of: name).first(where: { $0.state == .active }) else {
        throw DefinitionError.inactive(name)
      }
      try session.retire(active)
      return active
    }
  }
}
