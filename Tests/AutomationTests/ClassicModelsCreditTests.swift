import Automation
import Domain
import Foundation
import LuaRuntime
import Storage
import Testing

/// The three of the demo's company who are over their limits, worked out from the CSV files by awk.
@Suite struct ClassicModelsCreditTests {
  private static let program = """
    { sub(/\\r$/, "") }
    FNR == 1 { file++; next }
    file == 1 { limit[$1] = $NF }
    file == 2 && $5 != "Cancelled" { owner[$1] = $NF }
    file == 3 && $1 in owner { owes[owner[$1]] += $3 * $4 }
    file == 4 { owes[$1] -= $4 }
    END { for (c in limit) if (owes[c] > limit[c] + 0.001) print c }
    """

  private func overLimit() throws -> [String] {
    let awk = Process()
    awk.executableURL = URL(fileURLWithPath: "/usr/bin/awk")
    let folder = Company.scripts.appendingPathComponent("classicmodels").path
    awk.arguments =
      ["-F,", Self.program] + ["customers", "orders", "orderdetails", "payments"].map { "\(folder)/\($0).csv" }
    let pipe = Pipe()
    awk.standardOutput = pipe
    try awk.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    awk.waitUntilExit()
    return String(decoding: output, as: UTF8.self).split(separator: "\n").map(String.init).sorted()
  }

  @Test func `exactly three customers are over their limit by their own orders`() throws {
    let expected = try overLimit()
    #expect(expected == ["328", "362", "450"])
    let company = try Company()
    var printed: [UInt8] = []
    let job = "jobs/receivables.lua"
    let source = try String(contentsOf: Company.scripts.appendingPathComponent(job), encoding: .utf8)
    let report = try ScriptRun(source: source, name: job, title: job) { printed += $0 }.execute(
      .read, in: company.place)
    #expect(report.outcome == .succeeded)
    let lines = String(decoding: printed, as: UTF8.self).split(separator: "\n")
    #expect(
      lines.filter { $0.contains("of a limit of") }.compactMap { $0.split(separator: " ").first.map(String.init) }
        == expected)
    #expect(lines.contains("3 customers are over their limit"))
    #expect(lines.contains { $0.hasPrefix("328 ") && $0.contains("owes 43525.04 USD of a limit of 43000.00 USD") })
  }

  @Test(arguments: ["standard", "cement"]) func `a shipped policy assesses the company`(_ name: String) throws {
    let company = try Company()
    let path = "credit/\(name).lua"
    let source = try String(contentsOf: Company.scripts.appendingPathComponent(path), encoding: .utf8)
    _ = try company.place.apply([DefinitionFile(path: path, source: source)], title: path, mode: .live)
    let script = """
      local all = credit.assess("all")
      return all.customers, all.assessed + all.proposed > 0, all.insufficient_data > 0, all.raised + all.lowered + all.unchanged > 0
      """
    let report = try ScriptRun(source: script, name: "a.lua", title: "a") { _ in }.execute(
      .write(.dry), in: company.place)
    // Without statements nobody can be graded by what dealers own.
    let isGraded = name == "standard"
    #expect(report.results == ["122", "\(isGraded)", "true", "\(isGraded)"])
    let why = try company.place.explainCredit(of: "450", policy: nil)
    #expect(why.headroom?.isNegative == true && why.exposure.items.contains { $0.code == "10407" })
  }
}
