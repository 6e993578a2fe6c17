/// Judging every customer by a ladder of tiers, beside one statement that gives the same tiers and keeps no history.
struct TierLadder {
  let place: Place
  let customers: Int
  let rounds: Int

  func run() throws {
    try place.makeCompany(customers: customers)
    let options = ["--as-of", "2026-06-30", "--book"]
    try Program(place.patron, ["apply", place.text("tiers.lua"), "--yes"] + options + [place.data("company.db")]).run()
    let patron = Program(
      place.patron, ["eval", "--write", #"tiers.evaluate("spend_tiers", "all")"#] + options + [place.data("patron.db")])
    let reference = place.shell(
      "reference.db", ".read \(place.text("settings.sql"))", ".read \(place.text("tiers.sql"))")
    var (first, again, memory) = (Ratio(), Ratio(), Ratio())
    for round in 0..<rounds {
      try place.copy("company.db", to: "patron.db")
      try place.copy("company.db", to: "reference.db")
      let ahead = round % 2 == 0 ? try patron.run() : nil
      let other = try reference.run()
      let cost = try ahead ?? patron.run()
      first.add(cost.seconds, beside: other.seconds)
      memory.add(Double(cost.peakBytes) / 1e6, beside: Double(other.peakBytes) / 1e6)
      if round == 0 { try compare() }
      // Nothing changes, so that nothing but judging is left.
      again.add(try patron.run().seconds, beside: other.seconds)
    }
    let what = "\(customers) customers on a ladder"
    first.show("\(what), all new", in: "s", beside: "one statement")
    again.show("\(what), none changed", in: "s", beside: "one statement, all new")
    memory.show("peak memory of the first", in: "MB", beside: "one statement")
  }

  /// Ends the comparison where the two did not do the same.
  private func compare() throws {
    let tiers =
      "SELECT group_concat(tier || n) FROM (SELECT tier, count(*) AS n FROM tier_standings GROUP BY tier ORDER BY tier)"
    let (here, there) = (try place.answer("patron.db", tiers), try place.answer("reference.db", tiers))
    guard here == there else { throw Program.Failure(description: "tiers are \(here), and \(there) in SQL") }
  }
}
