import Automation
import Domain
import Foundation
import Storage
import Testing

/// Limits that come in by an import need the approval that credit.set_limit asks for.
@Suite struct ImportLimitTests {
  private let bench: ImportBench

  init() throws {
    bench = try ImportBench()
    try bench.load("groups", "code,name,credit_limit\nG,Group,80000\n")
    try bench.load("customers", "code,name,credit_limit\nA,Alpha,60000\nB,Beta,\n")
  }

  private func policy(_ approval: String) throws {
    let source = CreditBench.policy("approval = { \(approval) },")
    _ = try bench.place.apply([DefinitionFile(path: "p.lua", source: source)], title: "apply", mode: .live)
  }

  private var limits: [[String]] {
    get throws {
      try bench.query(
        """
        SELECT code || ' ' || coalesce(CAST(credit_limit AS INTEGER), '') FROM customer_list
        UNION ALL SELECT code || ' ' || coalesce(CAST(credit_limit AS INTEGER), '') FROM group_list ORDER BY 1
        """)
    }
  }

  @Test(arguments: [
    ("customers", "code,name,credit_limit\nA,Alpha,60001\n", "customer A"),
    ("customers", "code,name,credit_limit\nB,Beta,50001\n", "customer B"),
    ("customers", "code,name,credit_limit\nC,Gamma,\"50,001\"\n", "customer C"),
    ("customers", "[{\"code\": \"C\", \"name\": \"Gamma\", \"credit_limit\": 50001}]", "customer C"),
    ("groups", "code,name,credit_limit\nG,Group,80001\n", "group G"),
    ("groups", "code,name,credit_limit\nH,Other,50001\n", "group H"),
  ])
  func `a limit above the threshold is not imported by whoever may not approve it`(
    _ kind: String, _ text: String, _ holder: String
  ) throws {
    try policy("{ above = 50000, by = { \"li\" } }")
    let before = try limits
    let name = text.hasPrefix("[") ? "data.json" : "data.csv"
    let refusal = bench.refusal { try bench.load(kind, text, named: name) } ?? ""
    #expect(
      refusal.contains("column credit_limit: \(holder): the limit is approved by li, not by tester"), "\(refusal)")
    #expect(try limits == before)
    // Who may approve it imports it, and the history says so.
    var place = bench.place
    place.operatorName = "li"
    let path = try bench.file(name, text.utf8)
    #expect(try place.importFile(ImportRequest(kind: kind, path: path), mode: .live).end.outcome == .succeeded)
    #expect(try limits != before)
    #expect(try bench.place.open(for: .read).examine().first { $0.check == "credit" }?.verdict == .ok)
  }

  @Test func `good rows come in without the row whose limit takes two people, and what is not raised needs nobody`()
    throws
  {
    try policy("{ above = 50000 }")
    let rejects = "\(bench.folder)/bad.csv"
    let report = try bench.load(
      "customers", "code,name,credit_limit\nA,Alpha Ltd,60000\nB,Beta,50000\nC,Gamma,70000\nD,Delta,\n"
    ) { $0.rejects = rejects }
    #expect(report.result?.added == 1 && report.result?.changed == 2 && report.result?.skipped == 1)
    #expect(try limits == [["A 60000"], ["B 50000"], ["D "], ["G 80000"]])
    let bad = try String(contentsOfFile: rejects, encoding: .utf8)
    #expect(
      bad.contains(
        "customer C: a limit of 70,000.00 CNY takes two people: credit.propose it, and let somebody else credit.approve it"
      ))
    try bench.load("customers", "code,name,credit_limit\nA,Alpha Ltd,55000\n")
    #expect(try limits.first == ["A 55000"])
  }

  @Test func `a whole book with approved limits is restored into an empty one`() throws {
    try policy("{ above = 50000 }")
    let propose = ScriptRun(source: #"credit.propose("B", 90000, "grows")"#, name: "p.lua", title: "p") { _ in }
    _ = try propose.execute(.write(.live), in: bench.place)
    var place = bench.place
    place.operatorName = "li"
    _ = try ScriptRun(source: #"credit.approve("B", "seen")"#, name: "a.lua", title: "a") { _ in }
      .execute(.write(.live), in: place)
    var request = ExportRequest(kind: Workplace.wholeBook)
    request.output = "\(bench.folder)/all"
    _ = try bench.place.export(request)
    let other = try ImportBench()
    for _ in 1...2 {
      let options = ImportRequest(kind: "all", path: "")
      let report = try other.place.importBook("\(bench.folder)/all", options: options, mode: .live)
      #expect(report.end.outcome == .succeeded)
    }
    #expect(
      try other.query(
        "SELECT code || ' ' || coalesce(CAST(credit_limit AS INTEGER), '') FROM customer_list ORDER BY code")
        == [["A 60000"], ["B 90000"]])
    let history = ScriptRun(
      source: #"local h = credit.history("B") return h[1].kind, h[1].operator, h[2].kind"#, name: "h.lua", title: "h"
    ) { _ in }
    #expect(try history.execute(.write(.live), in: other.place).results == ["approval", "li", "proposal"])
  }
}
