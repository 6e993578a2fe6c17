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
      "sqlite", "format", "integrity", "references", "currencies", "dates", "merges", "changes", "time-zone", "disk",
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
    let wrongs = [
      ("currencies", "UPDATE customers SET currency = 'usd' WHERE id = 5"),
      ("dates", "UPDATE customers SET founded_on = '2024-02-31' WHERE id = 5"),
      ("merges", "UPDATE customers SET merged_into_id = CASE id WHEN 5 THEN 6 ELSE 5 END WHERE id IN (5, 6)"),
      ("references", "PRAGMA foreign_keys = OFF; UPDATE customers SET referrer_id = 999999 WHERE id = 5"),
      ("changes", "UPDATE changes SET body = x'0102030405' WHERE id = 1"),
    ]
    for (check, statement) in wrongs {
      #expect(try verdict(check, program) == "ok", "\(check)")
      let ending = try program.shell("cp patron.db sound.db && sqlite3 patron.db \"\(statement)\"")
      #expect(ending.code == 0, "\(ending.errors)")
      #expect(try verdict(check, program) == "fail", "\(check)")
      #expect(try program.shell("rm -f patron.db-wal patron.db-shm && mv sound.db patron.db").code == 0)
    }
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
