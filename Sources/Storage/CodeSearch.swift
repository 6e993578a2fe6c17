public import Domain
import GRDB

extension BookSession {
  /// The codes of an entity's records that begin with a text, in order, each with the record's name where it has one.
  public func codes(
    of entity: Entity, beginningWith prefix: String, limit: Int
  ) throws -> [(code: String, name: String)] {
    guard entity.hasCode else { return [] }
    let name = entity.field("name").map { quoted($0.column) } ?? "''"
    // A range of the index on codes: no text is above that of the last scalar.
    let sql = """
      SELECT code, \(name) FROM \(quoted(entity.name)) WHERE code >= ?1 AND code < ?1 || char(0x10FFFF)
      ORDER BY code LIMIT ?2
      """
    return try Row.fetchAll(db, sql: sql, arguments: [prefix, max(0, limit)]).map { ($0[0], $0[1] ?? "") }
  }
}
