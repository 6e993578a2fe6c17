import ArgumentParser
import Automation
import Domain
import Storage
import Wording

struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration("init", Phrase("Makes a new book.", zh: "新建账簿。"))

  @OptionGroup var options: BookOptions

  @Option(help: .text("The currency of sums.", zh: "合计所用的货币。", value: "code")) var currency = "CNY"
  @Option(help: .text("The company's name.", zh: "公司名称。")) var name = ""
  @Option(help: .text("The zone whose midnight parts business days.", zh: "业务日按此时区的零点划分。", value: "zone"))
  var timeZone = "Asia/Shanghai"

  func run() throws {
    let place = try options.workplace()
    guard let base = Currency(currency.uppercased()) else {
      throw UsageError.value(
        option: "--currency", given: currency,
        expected: Phrase("an ISO 4217 code such as CNY", zh: " ISO 4217 货币代码，例如 CNY"))
    }
    _ = try Workplace.zone(named: timeZone)
    _ = try BookFile.create(
      at: place.bookPath, profile: BookProfile(name: name, baseCurrency: base, timeZone: timeZone))
    Terminal.note(Phrase("made \(place.bookPath)", zh: "已新建 \(place.bookPath)").text(in: place.language))
  }
}
