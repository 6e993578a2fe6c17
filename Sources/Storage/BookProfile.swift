public import Domain
import GRDB

extension BookProfile {
  /// The profile of a book.
  init(_ statements: StatementPool) throws {
    self = try statements["SELECT name, base_currency, time_zone FROM book"].using { statement in
      guard try statement.step() else { throw BookFileError.altered("book", ["row of book"]) }
      let code = statement.text(1) ?? ""
      guard let currency = Currency(code) else { throw BookFileError.damaged("book", "base currency \(code)") }
      return BookProfile(
        name: statement.text(0) ?? "", baseCurrency: currency, timeZone: statement.text(2) ?? "")
    }
  }
}

extension BookSession {
  /// Whether the book holds no record of any kind.
  public var isWithoutRecords: Bool {
    get throws {
      for entity in Entity.all {
        if try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM \(quoted(entity.name)))") == true { return false }
      }
      return true
    }
  }

  /// Gives the book another profile. The currency and the zone belong to the records: only a book without records
  /// takes others.
  public func adopt(_ profile: BookProfile) throws {
    try db.execute(
      sql: "UPDATE book SET name = ?, base_currency = ?, time_zone = ?",
      arguments: [profile.name, profile.baseCurrency.code, profile.timeZone])
    self.profile = profile
  }
}
