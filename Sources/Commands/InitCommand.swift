import ArgumentParser
import Automation
import Domain
import Storage
import Wording

struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "init", abstract: "Makes a new book.")

  @OptionGroup var options: BookOptions

  @Option(help: "The currency of sums.") var currency = "CNY"
  @Option(help: "The company's name.") var name = ""
  @Option(help: "The zone whose midnight parts business days.") var timeZone = "Asia/Shanghai"

  func run() throws {
    let place = try options.workplace()
    guard let base = Currency(currency) else {
      throw UsageError.value(option: "--currency", given: currency, expected: Phrase("an ISO 4217 code such as CNY", zh: "ISO 4217 货币代码，例如 CNY"))
    }
    _ = try Workplace.zone(named: timeZone)
    _ = try BookFile.create(at: place.bookPath, profile: BookProfile(name: name, baseCurrency: base, timeZone: timeZone))
    Terminal.note(Phrase("made \(place.bookPath)", zh: "已新建 \(place.bookPath)").text(in: place.language))
  }
}
