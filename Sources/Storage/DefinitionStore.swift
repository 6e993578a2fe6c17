public import Domain
import GRDB
import Wording

extension BookSession {
  /// Every version of every definition, by name, the newest first.
  public func definitions() throws -> [DefinitionVersion] {
    try Row.fetchAll(db, sql: "\(Self.versions) ORDER BY d.kind, d.name, v.number DESC").map(version)
  }

  /// The versions of a definition, the newest first.
  public func versions(of name: String) throws -> [DefinitionVersion] {
    let found = try Row.fetchAll(db, sql: "\(Self.versions) WHERE d.name = ? ORDER BY v.number DESC", arguments: [name])
    guard !found.isEmpty else {
      let names = try String.fetchAll(db, sql: "SELECT name FROM definitions")
      throw DefinitionError.unknown(name, suggestion: Suggestion.nearest(to: name, among: names))
    }
    return try found.map(version)
  }

  /// The version in force of every definition of a kind, by name.
  public func activeDefinitions(_ kind: String) throws -> [DefinitionVersion] {
    try Row.fetchAll(
      db, sql: "\(Self.versions) WHERE d.kind = ? AND v.state = 'active' ORDER BY d.name", arguments: [kind]
    ).map(version)
  }

  /// The version in force of the definition of that name; nil where there is none.
  public func activeDefinition(named name: String) throws -> DefinitionVersion? {
    try Row.fetchOne(db, sql: "\(Self.versions) WHERE d.name = ? AND v.state = 'active'", arguments: [name])
      .map(version)
  }

  /// What a version required when it was installed, by name.
  public func modules(of version: DefinitionVersion) throws -> [RequiredModule] {
    try Row.fetchAll(
      db, sql: "SELECT name, file, source FROM definition_modules WHERE version_id = ? ORDER BY name",
      arguments: [version.id]
    ).map { RequiredModule(name: $0["name"], file: $0["file"], source: $0["source"]) }
  }

  /// Keeps a new version of a definition, with what it required, as a draft.
  public func addVersion(
    kind: String, name: String, hash: String, file: String, source: String, modules: [RequiredModule] = []
  ) throws -> DefinitionVersion {
    try atomically {
      let definition = try definition(kind, name)
      let newest = try Int.fetchOne(
        db, sql: "SELECT max(number) FROM definition_versions WHERE definition_id = ?", arguments: [definition])
      let number = newest ?? 0
      guard number < DefinitionVersion.numbers.upperBound else { throw DefinitionError.noNumberLeft(name, number) }
      let version = DefinitionVersion(
        id: 0, definition: definition, kind: kind, name: name, number: number + 1, state: .draft, hash: hash,
        file: file, source: source)
      return try keep(version, modules)
    }
  }

  /// Takes a version over from another book under its own number and in its own state; whether it is new here. Refused
  /// where the book has another text under that number.
  public func adopt(_ version: DefinitionVersion, modules: [RequiredModule]) throws -> Bool {
    try atomically {
      var version = version
      version.definition = try definition(version.kind, version.name)
      let known = try Row.fetchOne(
        db, sql: "\(Self.versions) WHERE v.definition_id = ? AND v.number = ?",
        arguments: [version.definition, version.number]
      ).map(self.version)
      guard known == nil || known?.hash == version.hash else {
        throw DefinitionError.otherVersion(version.name, version.number)
      }
      let state = version.state
      version.state = .draft
      let kept = try known ?? keep(version, modules)
      if kept.state != state {
        if state == .active { try activate(kept) } else { try setState(state, "id = ?", kept.id) }
      }
      return known == nil
    }
  }

  /// The id of a definition, which is made where there is none.
  private func definition(_ kind: String, _ name: String) throws -> Int64 {
    if let known = try Row.fetchOne(db, sql: "SELECT id, kind FROM definitions WHERE name = ?", arguments: [name]) {
      guard known["kind"] == kind else {
        throw DefinitionError.otherKind(name, kind: known["kind"], expected: kind)
      }
      return known["id"]
    }
    try db.execute(
      sql: "INSERT INTO definitions (kind, name, created_run_id, updated_run_id) VALUES (?, ?, ?, ?)",
      arguments: [kind, name, runID, runID])
    return db.lastInsertedRowID
  }

  private func keep(_ version: DefinitionVersion, _ modules: [RequiredModule]) throws -> DefinitionVersion {
    var version = version
    try db.execute(
      sql: """
        INSERT INTO definition_versions (definition_id, number, state, hash, file, source, created_run_id, updated_run_id)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        version.definition, version.number, version.state.rawValue, version.hash, version.file, version.source, runID,
        runID,
      ])
    version.id = db.lastInsertedRowID
    for module in modules {
      try db.execute(
        sql: """
          INSERT INTO definition_modules (version_id, name, file, source, created_run_id, updated_run_id)
          VALUES (?, ?, ?, ?, ?, ?)
          """, arguments: [version.id, module.name, module.file, module.source, runID, runID])
    }
    return version
  }

  /// Puts a version in force; the one that was is retired.
  public func activate(_ version: DefinitionVersion) throws {
    try atomically {
      try retire(version)
      try setState(.active, "id = ?", version.id)
    }
  }

  /// Takes a definition out of force.
  public func retire(_ version: DefinitionVersion) throws {
    try setState(.retired, "definition_id = ? AND state = 'active'", version.definition)
  }

  private func setState(_ state: DefinitionVersion.State, _ condition: String, _ id: Int64) throws {
    try atomically {
      try db.execute(
        sql: "UPDATE definition_versions SET state = ?, updated_run_id = ? WHERE \(condition)",
        arguments: [state.rawValue, runID, id])
    }
  }

  private static let versions = """
    SELECT v.id, v.definition_id, d.kind, d.name, v.number, v.state, v.hash, v.file, v.source
    FROM definition_versions v JOIN definitions d ON d.id = v.definition_id
    """

  private func version(_ row: Row) throws -> DefinitionVersion {
    let state: String = row["state"]
    guard let known = DefinitionVersion.State(rawValue: state) else {
      throw BookFileError.damaged("definition_versions", "state \(state)")
    }
    return DefinitionVersion(
      id: row["id"], definition: row["definition_id"], kind: row["kind"], name: row["name"], number: row["number"],
      state: known, hash: row["hash"], file: row["file"], source: row["source"])
  }
}
