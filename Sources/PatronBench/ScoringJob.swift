import Foundation

/// Scoring every customer, beside programs that do the same without a record of it.
struct ScoringJob {
  let place: Place
  let customers: Int
  let rounds: Int

  private static let day = "2026-06-30"

  func run() throws {
    try place.makeCompany(customers: customers)
    var first = Ratio()
    var again = Ratio()
    var memory = Ratio()
    for round in 0..<rounds {
      try place.copy("company.db", to: "patron.db")
      try place.copy("company.db", to: "reference.db")
      let new = try turns(round, installing)
      first.add(new.patron.seconds, beside: new.reference.seconds)
      memory.add(Double(new.patron.peakBytes) / 1e6, beside: Double(new.reference.peakBytes) / 1e6)
      if round == 0 { try compare() }
      for book in ["patron.db", "reference.db"] {
        try place.shell(book, ".read \(place.text("one_percent.sql"))").run()
      }
      let changed = try turns(round, scoring)
      again.add(changed.patron.seconds, beside: changed.reference.seconds)
    }
    let what = "\(customers) customers"
    first.show("score \(what), all new", in: "s", beside: "C, nothing recorded", aim: "1.0")
    again.show("score \(what), 1 % changed", in: "s", beside: "C, nothing recorded", aim: "0.4")
    memory.show("peak memory of the first", in: "MB", beside: "C")
    try compareWithScripts()
  }

  /// Installs the definition and scores everyone by it.
  private var installing: Program {
    Program(
      place.patron, "apply", place.text("spend.lua"), "--yes", "--as-of", Self.day, "--book", place.data("patron.db"))
  }

  /// Scores everyone again.
  private var scoring: Program {
    Program(place.patron, "score", "spend", "--as-of", Self.day, "--book", place.data("patron.db"))
  }

  private func reference(_ book: String) -> Program {
    Program(CommandLine.arguments[0], "score", place.data(book), place.text("spend.lua"), place.texts, Self.day)
  }

  /// Each of the two goes first in every other round.
  private func turns(_ round: Int, _ patron: Program) throws -> (patron: Program.Cost, reference: Program.Cost) {
    if round % 2 == 0 {
      let patron = try patron.run()
      return (patron, try reference("reference.db").run())
    }
    let reference = try reference("reference.db").run()
    return (try patron.run(), reference)
  }

  /// Ends the comparison where the two did not do the same.
  private func compare() throws {
    let count = try place.answer(
      "reference.db", "ATTACH '\(place.data("patron.db"))' AS patron", ".read \(place.text("differences.sql"))")
    guard count == "0" else { throw Program.Failure(description: "\(count) scores differ from the reference's") }
  }

  private func compareWithScripts() throws {
    var lua = Ratio()
    var python = Ratio()
    for _ in 0..<max(1, rounds / 2) {
      for book in ["patron.db", "lua.db", "python.db"] { try place.copy("company.db", to: book) }
      let cost = try installing.run().seconds
      lua.add(
        cost,
        beside: try Program(
          "lua5.4", place.text("scoring.lua"), place.data("lua.db"), place.text("spend.lua"), Self.day
        ).run().seconds)
      python.add(
        cost, beside: try Program("python3", place.text("scoring.py"), place.data("python.db"), Self.day).run().seconds)
    }
    lua.show("score \(customers) customers, all new", in: "s", beside: "lua5.4 + LuaSQL", aim: "0.25")
    python.show("score \(customers) customers, all new", in: "s", beside: "CPython + sqlite3", aim: "0.33")
  }
}
