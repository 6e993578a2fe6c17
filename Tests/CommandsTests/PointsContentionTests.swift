import Foundation
import Testing

/// Several processes at one balance.
@Suite struct PointsContentionTests {
  private static let isSlow = ProcessInfo.processInfo.environment["PATRON_SLOW"] != nil

  /// fuint issue 71: 20 gifts of 100 at once from a balance of 100: exactly one succeeds.
  @Test func `of gifts made at once exactly as many succeed as the balance covers`() throws {
    let covered = Self.isSlow ? 500 : 5
    let tries = Self.isSlow ? 250 : 3
    let program = try Program.withBook()
    try program.write("return points_program { name = 'p' }", to: "p.lua")
    try #require(try program.run("apply", "p.lua", "--yes").code == 0)
    let start = try program.run(
      "eval", "--write",
      "customers.create { code = 'A', name = 'A' } customers.create { code = 'B', name = 'B' } points.earn('A', \(covered * 100))"
    )
    try #require(start.code == 0, "\(start.errors)")
    let loop = """
      i=0; done=0; while [ $i -lt \(tries) ]; do
        if $PATRON eval --write "points.transfer('A', 'B', 100)" >/dev/null 2>>refused; then done=$((done+1)); fi; i=$((i+1))
      done; echo $done
      """
    let started = try (0..<8).map { _ in try program.start(["-c", loop], at: "/bin/sh") }
    let succeeded = try started.map { try Int(program.finish($0).lastLine) ?? -1 }.reduce(0, +)
    #expect(succeeded == min(covered, 8 * tries))
    #expect(try program.run("eval", "points.balance('A')").lastLine == "0")
    #expect(try program.run("eval", "points.balance('B')").lastLine == "\(covered * 100)")
    #expect(try program.text(of: "refused").contains("points are needed"))
    let doctor = try program.run("doctor")
    #expect(doctor.code == 0, "\(doctor.output)")
  }
}
