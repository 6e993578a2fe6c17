/// What it takes to start, answer and end, beside SQLite's shell.
struct StartUp {
  let place: Place
  let rounds: Int

  func run() throws {
    try place.remove("small.db")
    try Program(place.patron, "init", "--book", place.data("small.db")).run()
    let measured = Program(place.patron, "eval", "1", "--book", place.data("small.db"))
    let reference = Program("sqlite3", ":memory:", "select 1")
    var all = Ratio()
    var least = (measured: Double.infinity, reference: Double.infinity)
    for _ in 0..<rounds {
      let cost = (measured: try measured.run().seconds * 1e3, reference: try reference.run().seconds * 1e3)
      all.add(cost.measured, beside: cost.reference)
      least = (min(least.measured, cost.measured), min(least.reference, cost.reference))
    }
    var quickest = Ratio()
    quickest.add(least.measured, beside: least.reference)
    all.show("patron eval 1", in: "ms", beside: "sqlite3 'select 1'", aim: "5")
    quickest.show("the quickest of each", in: "ms", beside: "sqlite3 'select 1'")
  }
}
