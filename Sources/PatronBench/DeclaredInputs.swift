/// Working out five windows of everybody's order lines, beside one statement that adds up the same.
struct DeclaredInputs {
  let place: Place
  let lines: Int
  let rounds: Int

  func run() throws {
    let customers = lines / 10
    try place.makeCompany(customers: customers)
    try place.shell("company.db", ".parameter set :lines \(lines)", ".read \(place.text("order_lines.sql"))").run()
    let options = ["--as-of", "2026-06-30", "--book", place.data("company.db")]
    try Program(place.patron, ["apply", place.text("windows.lua"), "--yes"] + options).run()
    // Nothing changes, so that nothing but reading and the formula is left.
    let patron = Program(place.patron, ["score", "windows"] + options)
    let reference = place.shell(
      "company.db", ".read \(place.text("settings.sql"))", ".read \(place.text("windows.sql"))")
    var time = Ratio()
    for round in 0..<rounds {
      let ahead = round % 2 == 0 ? try patron.run() : nil
      let other = try reference.run()
      time.add(try (ahead ?? patron.run()).seconds, beside: other.seconds)
    }
    let sums = try place.answer("company.db", ".read \(place.text("windows.sql"))")
    let scores = try place.answer("company.db", "SELECT printf('%.0f', sum(value)) FROM scores")
    guard sums == scores else {
      throw Program.Failure(description: "the windows add up to \(scores), and to \(sums) in SQL")
    }
    time.show("five windows of \(lines) order lines", in: "s", beside: "one statement", aim: "1.3")
  }
}
