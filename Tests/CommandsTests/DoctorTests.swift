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
      "sqlite", "format", "integrity", "references", "currencies", "dates", "values", "merges", "order-amounts",
      "part-currencies", "allocations", "definitions", "scores", "changes", "time-zone", "disk",
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
    let amount = try program.shell("sqlite3 patron.db 'UPDATE orders SET amount = 1'")
    #expect(amount.code == 0)
    #expect(try verdict("order-amounts", program) == "warn")
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
