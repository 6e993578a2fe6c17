public import Domain
import GRDB

extension BookSession {
  /// The customers that were merged into others, in the order of their ids.
  public func redirects() throws -> [Redirect] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT c.code AS "from", t.code AS "into" FROM customers c JOIN customers t ON t.id = c.merged_into_id
        ORDER BY c.id
        """
    ).map { Redirect(from: $0["from"], into: $0["into"]) }
  }

  /// A customer and all that were merged into it, or into one of them.
  func family(of customer: Int64) throws -> [Int64] {
    try Int64.fetchAll(
      db.cachedStatement(
        sql: """
          WITH RECURSIVE family (id) AS (
            SELECT ? UNION SELECT c.id FROM customers c JOIN family ON c.merged_into_id = family.id
          ) SELECT id FROM family
          """), arguments: [customer])
  }

  /// Lets merged customers stand for themselves, until `redirect` leads them on again: so that records which stayed with
  /// them can be told from those of the customers that they were merged into. Refused where one is not merged as it says.
  public func lift(_ redirects: [Redirect]) throws {
    let here = Dictionary(try self.redirects().map { ($0.from, $0.into) }) { first, _ in first }
    let customers = try entity(Entity.customers.name)
    for redirect in redirects where try ownID(of: .code(redirect.from), in: customers) != nil {
      guard here[redirect.from] == redirect.into else {
        throw MergeError.apart(redirect.from, into: redirect.into, here: here[redirect.from])
      }
      try db.execute(sql: "UPDATE customers SET merged_into_id = NULL WHERE code = ?", arguments: [redirect.from])
    }
  }

  /// Lets codes find the customers that they were merged into elsewhere.
  public func redirect(_ redirects: [Redirect]) throws {
    let customers = try entity(Entity.customers.name)
    for redirect in redirects {
      guard let from = try ownID(of: .code(redirect.from), in: customers) else {
        throw BookError.notFound(.code(redirect.from), entity: customers)
      }
      guard let into = try ownID(of: .code(redirect.into), in: customers) else {
        throw BookError.notFound(.code(redirect.into), entity: customers)
      }
      try db.execute(sql: "UPDATE customers SET merged_into_id = ? WHERE id = ?", arguments: [into, from])
      // The merge without its changes, which are known only where it was made.
      try db.execute(
        sql: """
          INSERT INTO merges (from_id, into_id, created_run_id, updated_run_id)
          SELECT ?, ?, ?, ? WHERE NOT EXISTS (SELECT 1 FROM merges WHERE from_id = ?)
          """, arguments: [from, into, runID, runID, from])
    }
    // Round a circle there is no customer that stands.
    for redirect in redirects where try id(of: .code(redirect.from), in: customers) == nil {
      throw MergeError.itself(redirect.from)
    }
  }
}
