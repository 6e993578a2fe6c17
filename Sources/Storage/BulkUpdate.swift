public import Domain
import GRDB

extension BookSession {
  public func update(_ keys: [RecordKey], of entity: Entity, _ changes: [String: FieldValue]) throws -> Int {
    let ids = try keys.map { key in
      guard let id = try id(of: key, in: entity) else { throw BookError.notFound(key, entity: entity) }
      return id
    }
    return try update(ids, of: entity, changes)
  }

  public func update(_ query: Query, _ changes: [String: FieldValue]) throws -> Int {
    let (condition, arguments) = try condition(of: query)
    let ids = try Int64.fetchAll(db, sql: Selection(query.entity).keys + condition, arguments: arguments)
    return try update(ids, of: query.entity, changes)
  }

  private func update(_ ids: [Int64], of entity: Entity, _ changes: [String: FieldValue]) throws -> Int {
    try atomically {
      var count = 0
      for id in ids {
        let before = db.totalChangesCount
        try update(id, of: entity, Draft(changing: entity, changes, currency: currency(of: id, in: entity)))
        if db.totalChangesCount != before { count += 1 }
      }
      return count
    }
  }
}
