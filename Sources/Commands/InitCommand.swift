import ArgumentParser
import Automation
import Domain
import Storage
import Wording

struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    "init", Phrase("Makes a new book; writes out the scripts that ship.", zh: "新建账簿；写出自带的脚本。"))

  @OptionGroup var options: BookOptions

  @Option(help: .text("The currency of sums.", zh: "合计所用的货币。", value: "code")) var currency = "CNY"
  @Option(help: .text("The company's name.", zh: "公司名称。")) var name = ""
  @Option(help: .text("The zone whose midnight parts business days.", zh: "业务日按此时区的零点划分。", value: "zone"))
  var timeZone = "Asia/Shanghai"
  @Option(
    help: .text(
      "Write the scores, tier and credit policies, points programs, jobs and recipes that ship into a folder; a file that differs is never overwritten.",
      zh: "把自带的评分、等级体系、信用策略、积分计划、作业脚本与范例写入文件夹；不会覆盖内容不同的文件。", value: "folder"))
  var scripts: String?
  @Flag(help: .text("Make no book, only write the scripts.", zh: "不建账簿，只写出脚本。")) var noBook = false
  @OptionGroup var object: ObjectOptions

  func run() throws {
    let place = try options.workplace()
    guard !noBook || scripts != nil else { throw UsageError.lone(option: "--no-book", without: "--scripts FOLDER") }
    if let scripts {
      try ShippedScript.write(into: scripts) { if !noBook { try makeBook(place) } }
    } else {
      try makeBook(place)
    }
    if object.json {
      let made = MadeBook(book: noBook ? nil : place.bookPath, scripts: scripts)
      return Terminal.print(try made.jsonText(in: place.language))
    }
    if !noBook { Terminal.note(Phrase("made \(place.bookPath)", zh: "已新建 \(place.bookPath)").text(in: place.language)) }
    guard let scripts else { return }
    let count = ShippedScript.all.count
    Terminal.note(
      Phrase(
        "\(count) scripts are in \(scripts): `patron apply \(scripts)/scoring` installs the scores",
        zh: "\(count) 个脚本已在 \(scripts) 中：用 `patron apply \(scripts)/scoring` 安装评分"
      ).text(in: place.language))
  }

  private func makeBook(_ place: Workplace) throws {
    guard let base = Currency(currency.uppercased()), base.isListed else {
      let meant = Currency.meant(by: currency.uppercased())
      throw UsageError.value(
        option: "--currency", given: currency,
        expected: Phrase("an ISO 4217 code such as \(meant ?? "CNY")", zh: " ISO 4217 货币代码，例如 \(meant ?? "CNY")"))
    }
    _ = try Workplace.zone(named: timeZone)
    _ = try BookFile.create(
      at: place.bookPath, profile: BookProfile(name: name, baseCurrency: base, timeZone: timeZone))
  }
}
