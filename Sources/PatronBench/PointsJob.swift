import Foundation

/// Points for every order by one rule, beside the same SQL by hand.
struct PointsJob {
  let place: Place
  let customers: Int
  let rounds: Int

  func run() throws {
    try place.makeCompany(customers: customers)
    try Program(place.patron, "apply", place.text("points.lua"), "--yes", "--book", place.data("company.db")).run()
    let patron = Program(
      place.patron, "eval", "--write", "points.accrue('all')", "--book", place.data("patron.db"), "--cpu", "600s")
    let reference = Program(
      CommandLine.arguments[0], "points", place.data("reference.db"), place.text("points.lua"))
    var time = Ratio()
    var memory = Ratio()
    for round in 0..<rounds {
      for book in ["patron.db", "reference.db"] { try place.copy("company.db", to: book) }
      let ahead = round % 2 == 0 ? try patron.run() : nil
      let other = try reference.run()
      let cost = try ahead ?? patron.run()
      time.add(cost.seconds, beside: other.seconds)
      memory.add(Double(cost.peakBytes) / 1e6, beside: Double(other.peakBytes) / 1e6)
    }
    let sums = "SELECT count(*), sum(points), sum(base) FROM point_movements; SELECT sum(balance) FROM point_balances"
    guard try place.answer("patron.db", sums) == place.answer("reference.db", sums) else {
      throw Program.Failure(description: "the points differ from the reference's")
    }
    time.show("points of \(3 * customers) orders by a rule", in: "s", beside: "C, nothing recorded", aim: "1.5")
    memory.show("peak memory of it", in: "MB", beside: "C")
  }
}
