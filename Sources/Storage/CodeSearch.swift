public import Domain
import GRDB

/// What gathered changes do to the codes of an entity's records.
public struct GatheredCodes: Sendable {
  /// The codes that they bring, in order, with names where they say them.
  fileprivate var added: [(code: String, name: String)] = []
  /// The codes that they take away.
  fileprivate var gone: Set<String> = []
}

extension BookSession {
  /// The codes of an entity's records that begin with a text, in order, each with the record's name where it has one: of
  /// the book, as gathered changes would leave it.
  public func codes(
    of entity: Entity, beginningWith prefix: String, limit: Int, with gathered: GatheredCodes
  ) throws -> [(code: String, name: String)] {
    guard entity.hasCode else { return [] }
    let gone = gathered.gone.filter { $0.utf8.starts(with: prefix.utf8) }
    let kept = try codes(of: entity, beginningWith: prefix, limit: limit + gone.count).filter {
      !gone.contains($0.code)
    }
    let new = gathered.added.filter { $0.code.utf8.starts(with: prefix.utf8) }
    if new.isEmpty { return Array(kept.prefix(max(0, limit))) }
    let all = (kept + new).sorted { $0.code.utf8.lexicographicallyPrecedes($1.code.utf8) }
    return Array(all.prefix(max(0, limit)))
  }

  /// What gathered changes do to the codes of an entity's records. It goes through all of them.
  public func codes(of entity: Entity, in gathered: GatheredChanges) throws -> GatheredCodes {
    var codes = GatheredCodes()
    guard !gathered.isEmpty, let tracked = TrackedTable.named(entity.name) else { return codes }
    var added: [String: String] = [:]
    let table = try loggedTable(tracked)
    let (code, name) = (table.column("code"), table.column("name"))
    try forEachChunk(of: gathered) { chunk in
      guard chunk.table.tracked.id == tracked.id else { return }
      try chunk.forEach { change in
        guard let changed = change.columns.first(where: { $0.id == code }) else { return }
        if let old = changed.old.text { codes.gone.insert(old) }
        guard let new = changed.new.text else { return }
        added[new] = change.columns.first { $0.id == name }?.new.text ?? ""
      }
    }
    codes.added = added.map { (code: $0.key, name: $0.value) }.sorted {
      $0.code.utf8.lexicographicallyPrecedes($1.code.utf8)
    }
    return codes
  }

  private func codes(
    of entity: Entity, beginningWith prefix: String, limit: Int
  ) throws -> [(code: String, name: String)] {
    let name = entity.field("name").map { quoted($0.column) } ?? "''"
    // A range of the index on codes: no text is above that of the last scalar.
    let sql = """
      SELECT code, \(name) FROM \(quoted(entity.name)) WHERE code >= ?1 AND code < ?1 || char(0x10FFFF)
      ORDER BY code LIMIT ?2
      """
    return try Row.fetchAll(db, sql: sql, arguments: [prefix, max(0, limit)]).map { ($0[0], $0[1] ?? "") }
  }
}
