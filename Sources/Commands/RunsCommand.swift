import ArgumentParser
import Automation
import Domain
import Reports
import Storage
import Wording

struct RunsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "runs", abstract: "What ran on the book.", subcommands: [List.self, Show.self, Prune.self],
    defaultSubcommand: List.self)

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Lists runs, the newest first.")
    @OptionGroup var options: BookOptions
    @Option(help: "How many.") var limit = 20

    func run() throws {
      let place = try options.workplace()
      let runs = try place.open(for: .read).read { try $0.runs(limit: limit) }
      Terminal.print(RunTable(runs, in: place.language).text)
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Shows what a run changed.")
    @OptionGroup var options: BookOptions
    @Argument(help: ArgumentHelp("The run's number.", valueName: "run")) var number: Int64

    func run() throws {
      let place = try options.workplace()
      let (record, changes) = try place.open(for: .read).read { session in
        let record = try session.run(number)
        return (record, try session.changes(ofRun: number, sample: Workplace.sampleSize))
      }
      Terminal.print(RunTable([record], in: place.language).text)
      Terminal.print(ChangeReport.text(changes, in: place.language))
    }
  }

  struct Prune: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Forgets what old runs changed, so that they can no longer be undone.")
    @OptionGroup var options: BookOptions
    @Option(help: "Runs that ended before this date.") var before: String

    func run() throws {
      let place = try options.workplace()
      let date = try CivilDate(before)
      let count = try place.open(for: .write).write { session in
        (.commit, try session.pruneRuns(endedBefore: Instant(date, in: .utc)))
      }
      Terminal.note(Phrase("pruned \(count) runs", zh: "已清理 \(count) 个运行").text(in: place.language))
    }
  }
}

struct UndoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "undo", abstract: "Takes a run back, as a run of its own.")
  @OptionGroup var options: BookOptions
  @Argument(help: ArgumentHelp("The run's number.", valueName: "run")) var number: Int64
  @Option(help: "Only what belongs to this customer.") var customer: String?
  @Flag(help: "Show what would change and keep nothing.") var dryRun = false

  func run() throws {
    let place = try options.workplace()
    let report = try place.undo(run: number, customer: customer, mode: dryRun ? .dry : .live)
    Terminal.note(ChangeReport(report, in: place.language).text)
  }
}

struct HistoryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "history", abstract: "A customer's past, field by field.")
  @OptionGroup var options: BookOptions
  @Argument(help: "The customer's code.") var customer: String
  @Argument(help: "One field.") var field: String?

  func run() throws {
    let place = try options.workplace()
    let entries = try place.open(for: .read).read { session in
      try session.history(of: .code(customer), in: session.entity(Entity.customers.name), field: field)
    }
    Terminal.print(HistoryTable(entries, in: place.language).text)
  }
}
