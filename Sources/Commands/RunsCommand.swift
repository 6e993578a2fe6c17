import ArgumentParser
import Automation
import Domain
import Reports
import Storage
import Wording

struct RunsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    "runs", Phrase("What ran on the book.", zh: "账簿上的运行记录。"), subcommands: [List.self, Show.self, Prune.self],
    defaultSubcommand: List.self)

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration("list", Phrase("Lists runs, the newest first.", zh: "列出运行，最新的在前。"))
    @OptionGroup var options: BookOptions
    @OptionGroup var list: ListOptions
    @Option(help: .text("How many.", zh: "条数。")) var limit = 20

    func run() throws {
      let place = try options.workplace()
      guard limit >= 0 else {
        throw UsageError.value(
          option: "--limit", given: "\(limit)", expected: Phrase("a count, 0 or more", zh: "不小于 0 的条数"))
      }
      let runs = try place.open(for: .read).read { try $0.runs(limit: limit) }
      try list.print(runs, in: place.language) { RunTable(runs, in: place.language).text }
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration("show", Phrase("Shows what a run changed.", zh: "显示某次运行改动了什么。"))
    @OptionGroup var options: BookOptions
    @OptionGroup var object: ObjectOptions
    @Argument(help: .text("The run's number.", zh: "运行编号。", value: "run")) var number: Int64
    @Option(
      help: .text(
        "Write every changed row to a file, a line of JSON each.", zh: "把所有改动的行写入文件，每行一个 JSON。", value: "file"))
    var diff: String?

    func run() throws {
      let place = try options.workplace()
      let shown = try place.open(for: .read).read { session in
        let record = try session.run(number)
        let file = try diff.map { try DiffFile($0) }
        return ShownRun(
          record, parts: try session.parts(ofRun: number),
          try session.changes(ofRun: number, sample: Workplace.sampleSize, visit: file?.write))
      }
      if object.json { return Terminal.print(try shown.jsonText(in: place.language)) }
      let (record, changes) = (shown.record, shown.changes)
      Terminal.print(RunTable([record] + shown.parts, in: place.language).text)
      if let error = record.end.error { Terminal.print(error) }
      guard record.keepsChanges || record.changeCount == 0 else {
        return Terminal.note(RunError.pruned(number).message.text(in: place.language))
      }
      Terminal.print(ChangeReport.text(changes, in: place.language))
    }
  }

  struct Prune: ParsableCommand {
    static let configuration = CommandConfiguration(
      "prune", Phrase("Forgets what old runs changed, so that they can no longer be undone.", zh: "清理旧运行的改动记录，此后不可再撤销。")
    )
    @OptionGroup var options: BookOptions
    @OptionGroup var object: ObjectOptions
    @Option(help: .text("Runs that ended before this date.", zh: "在此日期之前结束的运行。", value: "date")) var before: String

    func run() throws {
      let place = try options.workplace()
      let count = try place.prune(before: try CivilDate(before))
      if object.json { return Terminal.print(try PrunedRuns(count: count).jsonText(in: place.language)) }
      let what = Phrase(count == 1 ? "pruned 1 run" : "pruned \(count) runs", zh: "已清理 \(count) 个运行的改动记录")
      Terminal.note(what.text(in: place.language))
    }
  }
}

struct UndoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    "undo", Phrase("Takes a run back, as a run of its own.", zh: "撤销一次运行；撤销本身也是一次运行。"))
  @OptionGroup var options: BookOptions
  @OptionGroup var object: ObjectOptions
  @Argument(help: .text("The run's number.", zh: "运行编号。", value: "run")) var number: Int64
  @Option(help: .text("Only what belongs to this customer.", zh: "只撤销属于该客户的部分。", value: "code")) var customer: String?
  @Flag(help: .text("Show what would change and keep nothing.", zh: "只显示会有哪些改动，不保留。")) var dryRun = false
  @Option(
    help: .text("Write every changed row to a file, a line of JSON each.", zh: "把所有改动的行写入文件，每行一个 JSON。", value: "file"))
  var diff: String?

  func run() throws {
    let place = try options.workplace()
    let diff = try diff.map { try DiffFile($0) }
    let report = try place.undo(run: number, customer: customer, mode: dryRun ? .dry : .live, visit: diff?.write)
    if object.json {
      return Terminal.print(try UndoneRun(number, customer: customer, report).jsonText(in: place.language))
    }
    if !dryRun {
      let whole = Phrase("run \(number) is undone", zh: "运行 \(number) 已撤销")
      let part = Phrase(
        "run \(number) is undone for \(customer ?? "")", zh: "运行 \(number) 中属于 \(customer ?? "") 的部分已撤销")
      Terminal.note((customer == nil ? whole : part).text(in: place.language))
    }
    Terminal.note(ChangeReport(report, in: place.language).text)
  }
}

struct HistoryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    "history", Phrase("A customer's past, field by field.", zh: "客户各字段的变动历史。"))
  @OptionGroup var options: BookOptions
  @OptionGroup var list: ListOptions
  @Argument(help: .text("The customer's code.", zh: "客户编号。")) var customer: String
  @Argument(help: .text("One field.", zh: "单个字段。")) var field: String?

  func run() throws {
    let place = try options.workplace()
    let entries = try place.open(for: .read).read { session in
      try session.history(of: .code(customer), in: session.entity(Entity.customers.name), field: field)
    }
    try list.print(entries, in: place.language) { HistoryTable(entries, in: place.language).text }
  }
}
