/// Importing order lines from CSV, beside SQLite's shell, which takes the text as it comes.
struct OrderLinesImport {
  let place: Place
  let lines: Int
  let rounds: Int

  func run() throws {
    try place.makeCompany(customers: (lines + 11) / 12)
    let file = place.data("lines.csv")
    try place.shell("empty.db", ".parameter set :lines \(lines)", ".read \(place.text("lines.sql"))").run(output: file)
    try place.shell("empty.db", ".read \(place.text("settings.sql"))", ".read \(place.text("lines_table.sql"))").run()
    let patron = Program(place.patron, "import", "order_lines", file, "--book", place.data("patron.db"))
    let reference = place.shell(
      "reference.db", ".read \(place.text("settings.sql"))", ".import --csv --skip 1 \(file) order_lines")

    var time = Ratio()
    var memory = Ratio()
    for round in 0..<rounds {
      try place.copy("company.db", to: "patron.db")
      try place.copy("empty.db", to: "reference.db")
      let ahead = round % 2 == 0 ? try patron.run() : nil
      let other = try reference.run()
      let cost = try ahead ?? patron.run()
      time.add(cost.seconds, beside: other.seconds)
      memory.add(Double(cost.peakBytes) / 1e6, beside: Double(other.peakBytes) / 1e6)
    }
    let sums = ".read \(place.text("lines_sums.sql"))"
    guard try place.answer("patron.db", sums) == place.answer("reference.db", sums) else {
      throw Program.Failure(description: "the order lines differ from the reference's")
    }
    time.show("import \(lines) order lines", in: "s", beside: "sqlite3 .import", aim: "1.0")
    memory.show("peak memory of it", in: "MB", beside: "sqlite3 .import")
  }
}
