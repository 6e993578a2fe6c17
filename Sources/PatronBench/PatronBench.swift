import CReference
import Foundation

/// Compares Patron with plain C and with the tools people know, in one run, and prints ratios.
@main struct PatronBench {
  static func main() {
    let words = CommandLine.arguments
    // The reference runs in a process of its own, so that its memory is known.
    if words.count == 6, words[1] == "score" {
      exit(reference_score(words[2], words[3], words[4], words[5]) ? 0 : 1)
    }
    if words.count == 4, words[1] == "points" { exit(reference_points(words[2], words[3]) ? 0 : 1) }
    guard words.count >= 4 else {
      print("PatronBench PATRON TEXTS FOLDER [--small|--large]: see scripts/bench")
      exit(64)
    }
    let size = Size(option: words.count > 4 ? words[4] : "")
    do {
      try measure(Place(patron: words[1], texts: words[2], folder: words[3]), size)
    } catch {
      FileHandle.standardError.write(Data("\(error)\n".utf8))
      exit(1)
    }
  }

  private static func measure(_ place: Place, _ size: Size) throws {
    print(
      "\(ProcessInfo.processInfo.activeProcessorCount) processors, \(ProcessInfo.processInfo.physicalMemory >> 30) GiB;"
        + " each line is the middle of several rounds in turn, and its ratio")
    try HostCalls(rounds: size.rounds).run()
    LineEditor(rounds: size.starts).run()
    try StartUp(place: place, rounds: size.starts).run()
    try Console(place: place, rounds: size.starts / 2).run()
    try OrderLinesImport(place: place, lines: size.lines, rounds: size.rounds).run()
    for customers in size.customers {
      try ScoringJob(place: place, customers: customers, rounds: size.rounds).run()
      try TierLadder(place: place, customers: customers, rounds: min(3, size.rounds)).run()
    }
    try PointsJob(place: place, customers: size.loyal, rounds: size.rounds).run()
    if let lines = size.inputLines { try DeclaredInputs(place: place, lines: lines, rounds: 3).run() }
  }
}

/// Where the programs, their texts and their data are.
struct Place {
  /// The program to measure.
  let patron: String
  /// The folder of SQL, Lua and Python that the compared programs share.
  let texts: String
  /// A folder for data, to be removed afterwards.
  let folder: String

  /// A file of data.
  func data(_ name: String) -> String { "\(folder)/\(name)" }
  /// A shared text.
  func text(_ name: String) -> String { "\(texts)/\(name)" }

  /// Copies a book, over what is there.
  func copy(_ name: String, to copy: String) throws {
    try remove(copy)
    try FileManager.default.copyItem(atPath: data(name), toPath: data(copy))
  }

  /// Removes a book with what lies beside it.
  func remove(_ name: String) throws {
    for file in [name, "\(name)-wal", "\(name)-shm", "\(name)-ops"]
    where FileManager.default.fileExists(atPath: data(file)) {
      try FileManager.default.removeItem(atPath: data(file))
    }
  }

  /// A book of made-up customers with three orders each.
  func makeCompany(customers: Int) throws {
    try remove("company.db")
    try Program(patron, "init", "--book", data("company.db"), "--currency", "CNY").run()
    try shell("company.db", ".parameter set :customers \(customers)", ".read \(text("company.sql"))").run()
  }

  /// SQLite's shell on a database; its own commands may stand beside SQL.
  func shell(_ name: String, _ statements: String...) -> Program {
    Program("sqlite3", ["-batch", "-bail", data(name)] + statements)
  }

  /// What SQLite's shell answers.
  func answer(_ name: String, _ statements: String...) throws -> String {
    try Program("sqlite3", ["-batch", "-bail", data(name)] + statements).run(output: data("answer"))
    return try String(contentsOfFile: data("answer"), encoding: .utf8).trimmingCharacters(in: .newlines)
  }
}

/// How much is measured.
struct Size {
  var customers = [1_000_000]
  var lines = 1_000_000
  /// Customers of three orders each that earn points.
  var loyal = 200_000
  /// Order lines that declared inputs are worked out from, ten for each customer; nil where that is left out.
  var inputLines: Int?
  var rounds = 5
  var starts = 200

  init(option: String) {
    switch option {
    case "--small":
      customers = [50_000]
      lines = 50_000
      loyal = 20_000
      rounds = 3
      starts = 50
    case "--large":
      customers.append(3_000_000)
      inputLines = 10_000_000
    default: break
    }
  }
}
