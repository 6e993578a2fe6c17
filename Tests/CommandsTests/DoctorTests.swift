import Foundation
import Testing

@Suite struct DoctorTests {
  private func customers(_ program: Program) throws {
    let ending = try program.script(
      "for i = 1, 300 do customers.create { code = 'C' .. i, name = ('name '):rep(10) .. i } end")
    try #require(ending.code == 0, "\(ending.errors)")
  }

  /// The verdict of one check.
  private func verdict(_ check: String, _ program: Program) throws -> String? {
    struct Finding: Decodable {
      let check: String
      let verdict: String
    }
    let lines = try program.run("doctor", "--json").output.split(separator: "\n")
    return try lines.map { try JSONDecoder().decode(Finding.self, from: Data($0.utf8)) }.first { $0.check == check }?
      .verdict
  }

  @Test func `a sound book is well`() throws {
    let program = try Program.withBook()
    try customers(program)
    let ending = try program.run("doctor")
    #expect(ending.code == 0, "\(ending.output)")
    for check in [
      "sqlite", "format", "schema", "integrity", "references", "base-currency", "currencies", "sums", "runs", "sources",
      "dates", "values", "merges", "order-amounts",
      "part-currencies", "allocations", "payers", "definitions", "scores", "changes", "time-zone", "disk",
    ] {
      #expect(ending.output.contains(try Regex("(?m)^OK +\(check) ")), "\(check): \(ending.output)")
    }
    #expect(ending.output.contains("300 recorded changes are readable"))
  }

  @Test func `damage is found and the way out is named`() throws {
    let program = try Program.withBook()
    try customers(program)
    let path = program.folder.appending(path: "patron.db")
    var bytes = try Data(contentsOf: path)
    // A page in the middle, of a table or an index, is overwritten.
    let page = bytes.count / 4096 / 2 * 4096
    bytes.replaceSubrange(page..<(page + 4096), with: Data(repeating: 0x5A, count: 4096))
    try bytes.write(to: path)
    let ending = try program.run("doctor")
    #expect(ending.code == 1)
    #expect(ending.output.contains("FAIL"))
    #expect(ending.output.contains("backup"))
    // What damaged pages hold is not judged.
    #expect(!ending.output.contains("order-amounts"))
  }

  @Test func `records that break their promises are found`() throws {
    try #require(FileManager.default.fileExists(atPath: "/usr/bin/sqlite3"))
    let program = try Program.withBook()
    try customers(program)
    let documents = try program.script(
      """
      fields.define('customers', 'seen', 'date')
      customers.update('C5', { seen = '2026-01-02' })
      orders.create { code = 'O1', customer = 'C5', ordered_on = '2026-01-02' }
      order_lines.create { order = 'O1', line = 1, quantity = 2, price = 10 }
      invoices.create { code = 'I1', customer = 'C5', issued_on = '2026-01-02', amount = 20 }
      payments.create { code = 'P1', customer = 'C5', paid_on = '2026-01-03', amount = 15 }
      payments.allocate('P1', 'I1')
      interactions.create { customer = 'C5', kind = 'call', at = '2026-01-03T10:00:00Z' }
      """)
    try #require(documents.code == 0, "\(documents.errors)")
    let wrongs = [
      ("currencies", "UPDATE customers SET currency = 'usd' WHERE id = 5"),
      ("dates", "UPDATE customers SET founded_on = '2024-02-31' WHERE id = 5"),
      ("dates", "UPDATE customer_fields SET seen = '2 January'"),
      ("dates", "UPDATE interactions SET at = '2026-01-03'"),
      ("values", "UPDATE customers SET lifecycle = 'gone' WHERE id = 5"),
      ("values", "UPDATE customers SET email_consent = 2 WHERE id = 5"),
      ("values", "UPDATE customers SET name = '' WHERE id = 5"),
      ("values", "UPDATE payments SET amount = 0"),
      ("merges", "UPDATE customers SET merged_into_id = CASE id WHEN 5 THEN 6 ELSE 5 END WHERE id IN (5, 6)"),
      ("merges", "UPDATE customers SET merged_into_id = 6 WHERE id = 5"),
      ("references", "PRAGMA foreign_keys = OFF; UPDATE customers SET referrer_id = 999999 WHERE id = 5"),
      ("part-currencies", "UPDATE order_lines SET currency = 'JPY'"),
      ("allocations", "UPDATE payments SET amount = 1499"),
      ("allocations", "UPDATE invoices SET amount = 1499"),
      ("allocations", "UPDATE allocations SET amount = -1"),
      ("payers", "UPDATE payments SET customer_id = 6"),
      ("sums", "UPDATE invoices SET amount = 9223372036854775807"),
      ("runs", "UPDATE runs SET started_at = 'x'"), ("runs", "UPDATE runs SET finished_at = '2026-02-31T00:00:00Z'"),
      ("runs", "UPDATE runs SET outcome = 'zz'"), ("runs", "UPDATE runs SET parent_id = id"),
      ("runs", "UPDATE runs SET undoes_id = id"),
      ("changes", "UPDATE changes SET body = x'0102030405' WHERE id = 1"),
      ("changes", "UPDATE runs SET change_count = change_count + 1 WHERE id = 1"),
      (
        "definitions",
        "INSERT INTO definitions VALUES (1, 'score', 'q', 1, 1); INSERT INTO definition_versions SELECT value, 1, value, 'active', 'h', 'f', 's', 1, 1 FROM json_each('[1, 2]')"
      ),
      (
        "scores",
        """
        INSERT INTO definitions VALUES (1, 'score', 'q', 1, 1), (2, 'score', 'r', 1, 1);
        INSERT INTO definition_versions VALUES (1, 1, 1, 'active', 'h', 'f', 's', 1, 1);
        INSERT INTO scores VALUES (1, 2, 1, 5, 1, '2026-01-01', 1, NULL, 1, NULL, '', '')
        """
      ),
    ]
    for (check, statement) in wrongs {
      #expect(try verdict(check, program) == "ok", "\(check)")
      let ending = try program.shell("cp patron.db sound.db && sqlite3 patron.db \"\(statement)\"")
      #expect(ending.code == 0, "\(ending.errors)")
      #expect(try verdict(check, program) == "fail", "\(statement)")
      #expect(try program.shell("rm -f patron.db-wal patron.db-shm && mv sound.db patron.db").code == 0)
    }
    for (check, statement) in [
      ("base-currency", "UPDATE book SET base_currency = 'ZZZ'"), ("schema", "CREATE TABLE mine (id INTEGER)"),
    ] {
      #expect(try verdict(check, program) == "ok", "\(check)")
      #expect(try program.shell("cp patron.db sound.db && sqlite3 patron.db \"\(statement)\"").code == 0)
      #expect(try verdict(check, program) == "warn", "\(statement)")
      #expect(try program.shell("rm -f patron.db-wal patron.db-shm && mv sound.db patron.db").code == 0)
    }
    let amount = try program.shell("sqlite3 patron.db 'UPDATE orders SET amount = 1'")
    #expect(amount.code == 0)
    #expect(try verdict("order-amounts", program) == "warn")
  }

  @Test func `a definition whose text was changed in the book is found`() throws {
    try #require(FileManager.default.fileExists(atPath: "/usr/bin/sqlite3"))
    let program = try Program.withBook()
    try program.write(
      """
      return score { name = "q", range = { 0, 1 }, inputs = { orders = orders.stats() },
        formula = function(c, i) return i.orders.count end }
      """, to: "q.lua")
    let applied = try program.run("apply", "q.lua", "--yes")
    try #require(applied.code == 0, "\(applied.errors)")
    #expect(try verdict("sources", program) == "ok")
    #expect(try program.shell("sqlite3 patron.db \"UPDATE definition_versions SET source = ''\"").code == 0)
    #expect(try verdict("sources", program) == "fail")
    // The way out that it names.
    #expect(try program.run("apply", "q.lua", "--yes").code == 0)
    #expect(try verdict("sources", program) == "ok")
  }

  @Test func `a book without a part of its own is refused, and a backup is the way out`() throws {
    try #require(FileManager.default.fileExists(atPath: "/usr/bin/sqlite3"))
    let program = try Program.withBook()
    try customers(program)
    let wrongs = [
      ("table batches", "DROP TABLE batches"), ("index customers_by_owner", "DROP INDEX customers_by_owner"),
      ("trigger t", "CREATE TRIGGER t AFTER INSERT ON orders BEGIN DELETE FROM orders; END"),
      ("table runs", "ALTER TABLE runs RENAME COLUMN finished_at TO finished_on"), ("row of book", "DELETE FROM book"),
    ]
    for (part, statement) in wrongs {
      let ending = try program.shell("cp patron.db sound.db && sqlite3 patron.db \"\(statement)\"")
      #expect(ending.code == 0, "\(ending.errors)")
      for line in [["history", "C1"], ["runs", "list"], ["eval", "--write", "customers.count{}"]] {
        let ending = try program.finish(program.start(line))
        #expect(
          ending.code == 1 && ending.errors.contains("(missing or altered: \(part))"), "\(line): \(ending.errors)")
      }
      let doctor = try program.run("doctor")
      #expect(doctor.code == 1 && doctor.output.contains(part) && doctor.output.contains("backup"), "\(doctor.output)")
      #expect(try program.shell("rm -f patron.db-wal patron.db-shm && mv sound.db patron.db").code == 0)
    }
  }

  @Test func `a run that says it takes itself back is listed all the same`() throws {
    try #require(FileManager.default.fileExists(atPath: "/usr/bin/sqlite3"))
    let program = try Program.withBook()
    try customers(program)
    #expect(try program.shell("sqlite3 patron.db 'UPDATE runs SET undoes_id = id'").code == 0)
    let ending = try program.shell("timeout 20 $PATRON runs list")
    #expect(ending.code == 0 && ending.output.contains("script.lua"), "\(ending.errors)")
  }

  @Test func `without a book there is nothing to examine`() throws {
    #expect(try Program().run("doctor").code == 66)
  }

  @Test func `a backup is the book, and never overwrites`() throws {
    let program = try Program.withBook()
    try customers(program)
    #expect(try program.run("backup", "copy.db").code == 0)
    #expect(try program.run("eval", "--book", "copy.db", "customers.count{}").output == "300\n")
    #expect(try program.run("doctor", "--book", "copy.db").code == 0)
    let again = try program.run("backup", "copy.db")
    #expect(again.code == 73 && again.errors.contains("there is a file at copy.db already"))
  }
}
