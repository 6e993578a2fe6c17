public import Domain
import GRDB

extension BookSession {
  /// The codes of an entity's records that begin with a text, in order, each with the record's name where it has one: of
  /// the book, as gathered changes would leave it.
  public func codes(
    of entity: Entity, beginningWith prefix: String, limit: Int, with gathered: GatheredChanges
  ) throws -> [(code: String, name: String)] {
    guard entity.hasCode else { return [] }
    let (added, gone) = try codes(of: entity, in: gathered)
    let kept = try codes(of: entity, beginningWith: prefix, limit: limit + gone.count).filter {
      !gone.contains($0.code)
    }
    let new = added.filter { $0.key.utf8.starts(with: prefix.utf8) }.map { (code: $0.key, name: $0.value) }
    if new.isEmpty { return Array(kept.prefix(max(0, limit))) }
    let all = (kept + new).sorted { $0.code.utf8.lexicographicallyPrecedes($1.code.utf8) }
    return Array(all.prefix(max(0, limit)))
  }

  /// The codes that gathered changes bring, with names where they say them, and those that they take away.
  private func codes(
    of entity: Entity, in gathered: GatheredChanges
  ) throws -> (added: [String: String], gone: Set<String>) {
    var added: [String: String] = [:]
    var gone: Set<String> = []
    guard let tracked = TrackedTable.named(entity.name) else { return (added, gone) }
    let table = try loggedTable(tracked)
    let (code, name) = (table.column("code"), table.column("name"))
    try forEachChunk(of: gathered) { chunk in
      guard chunk.table.tracked.id == tracked.id else { return }
      try chunk.forEach { change in
        guard let codes = change.columns.first(where: { $0.id == code }) else { return }
        if let old = codes.old.text { gone.insert(old) }
        guard let new = codes.new.text else { return }
        added[new] = change.columns.first { $0.id == name }?.new.text ?? ""
      }
    }
    return (added, gone)
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
