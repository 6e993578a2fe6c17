import ArgumentParser
import Automation
import Domain
import Interchange
import Reports
import Wording

struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Imports records from a delimited file, all of them or none.")

  @OptionGroup var options: BookOptions
  @Argument(help: "What the records are: customers, orders, order_lines, payments, …") var kind: String
  @Argument(help: "The file; - for standard input.") var file: String
  @Option(
    help: ArgumentHelp(
      "Columns and their fields; column=- leaves one out, #3 is the third.", valueName: "column=field,…"))
  var map: [String] = []
  @Option(help: ArgumentHelp("A value for every record.", valueName: "field=value"))
  var set: [String] = []
  @Option(help: "Use the options that were saved under a name.") var profile: String?
  @Option(help: "Save the options under a name.") var saveProfile: String?
  @Option(help: "auto, utf-8, gb18030, utf-16le or utf-16be.") var encoding = "auto"
  @Option(help: "auto, comma, semicolon, tab, pipe or whitespace.") var delimiter = "auto"
  @Option(help: ArgumentHelp("The fields that tell records apart; row for the row's number.", valueName: "fields|row"))
  var key: String?
  @Option(help: ArgumentHelp("How dates are written: dd/mm/yyyy.", valueName: "format")) var dateFormat: String?
  @Option(help: ArgumentHelp("The currency of amounts that name none.", valueName: "code")) var currency: String?
  @Option(help: ArgumentHelp("Keep the good rows and write the bad ones here.", valueName: "file")) var skipBad: String?
  @Flag(help: "Add records that are named but missing, such as the customers of orders.") var createReferences = false
  @Flag(help: "Show what would change and keep nothing.") var dryRun = false
  @Flag(help: "Print what happened as JSON.") var json = false

  func run() throws {
    let place = try options.workplace()
    let request = try request()
    let report: RunReport<ImportSummary>
    do {
      report = try Interruption.watch { interruption in
        let meter = ProgressMeter()
        defer { meter.clear() }
        let watch = ImportWatch(progress: meter.show, isCancelled: { interruption.isRequested })
        return try place.importFile(request, mode: dryRun ? .dry : .live, watch: watch)
      }
    } catch let error as ImportError where json {
      Terminal.print(try ImportReport.json(error, in: place.language))
      throw CommandEnd(code: ExitCode(error))
    }
    let text = ImportReport(report, rejects: skipBad, in: place.language)
    if json { Terminal.print(try text.json) } else { Terminal.note(text.text) }
    if report.end.outcome == .cancelled { throw CommandEnd(code: .cancelled) }
  }

  private func request() throws -> ImportRequest {
    var request = ImportRequest(kind: kind, path: file)
    request.choices = try map.flatMap { try ImportRequest.choices($0) }
    request.constants = try self.set.map { try ImportRequest.constant($0) }
    if let currency { request.constants.append(ImportRequest.Constant(field: "currency", value: currency)) }
    request.profile = profile
    request.savedProfile = saveProfile
    request.encoding = try choice("--encoding", encoding, TextEncoding.self)
    request.delimiter = try choice("--delimiter", delimiter, Delimiter.self)
    if let key {
      request.key = key == "row" ? .row : .fields(key.split(separator: ",").map { String($0.filter { $0 != " " }) })
    }
    request.dateFormat = try dateFormat.map { try DateFormat($0) }
    request.rejects = skipBad
    request.createsReferences = createReferences
    return request
  }

  private func choice<Choice: RawRepresentable & CaseIterable>(
    _ option: String, _ text: String, _: Choice.Type
  ) throws -> Choice? where Choice.RawValue == String {
    if text == "auto" { return nil }
    guard let choice = Choice(rawValue: text.lowercased()) else {
      let names = (["auto"] + Choice.allCases.map(\.rawValue)).joined(separator: ", ")
      throw UsageError.value(option: option, given: text, expected: Phrase("one of \(names)", zh: "以下之一：\(names)"))
    }
    return choice
  }
}
