import Foundation

/// What a person waits for at a console: the first prompt, beside those of SQLite's shell and Python, and what Tab offers.
struct Console {
  let place: Place
  let rounds: Int

  func run() throws {
    try place.makeCompany(customers: 10_000)
    let patron = Program(place.patron, "repl", "--book", place.data("company.db"))
    let others = [
      (title: "sqlite3", program: Program("sqlite3", place.data("company.db")), prompt: "sqlite> "),
      (title: "python3", program: Program("python3", "-i"), prompt: ">>> "),
    ]
    var prompts = others.map { _ in Ratio() }
    var completion: [Double] = []
    for _ in 0..<rounds {
      let terminal = try PseudoTerminal(patron)
      let first = try terminal.seconds(until: "> ")
      try terminal.write("customers.get(\"C000999")
      _ = try terminal.seconds(until: "C000999")
      try terminal.write("\t")
      completion.append(try terminal.seconds(until: "C0009997") * 1e3)
      terminal.close()
      for (index, other) in others.enumerated() {
        let terminal = try PseudoTerminal(other.program)
        prompts[index].add(first * 1e3, beside: try terminal.seconds(until: other.prompt) * 1e3)
        terminal.close()
      }
    }
    for (other, prompt) in zip(others, prompts) {
      prompt.show("the first prompt of patron repl (50 ms)", in: "ms", beside: other.title)
    }
    completion.sort()
    print(
      "Tab among 10,000 customers".padding(toLength: 44, withPad: " ", startingAt: 0)
        + String(format: "%10.1f ms%10.1f ms", completion[rounds / 2], completion[rounds * 95 / 100])
        + "  (of 20 the slowest)  aim 50 ms")
  }
}
