import ArgumentParser
import Automation
import Domain
import Glibc
import Reports
import Wording

struct ApplyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    "apply", Phrase("Installs definitions and scores everyone by them.", zh: "安装定义，并据此给所有客户评分。"))

  @OptionGroup var options: BookOptions
  @Argument(help: .text("A definition, or a folder of them.", zh: "一个定义文件，或其所在文件夹。")) var path: String
  @Flag(help: .text("Show what would change and keep nothing.", zh: "只显示会有哪些改动，不保留。")) var dryRun = false
  @Flag(help: .text("Keep new versions as drafts.", zh: "新版本只保存为草稿。")) var draft = false
  @Flag(help: .text("Do not ask.", zh: "不再询问。")) var yes = false

  func run() throws {
    let place = try options.workplace()
    let files = try DefinitionFile.read(path)
    if !yes || dryRun {
      let preview = try apply(files, .dry, in: place)
      if dryRun || preview.isUnchanged {
        if dryRun { Terminal.note(Phrase("dry run, nothing was kept", zh: "试运行，未保留任何改动").text(in: place.language)) }
        return
      }
      try Confirmation(place.language).ask(Phrase("Install these?", zh: "是否安装？"))
    }
    _ = try apply(files, .live, in: place, isSilent: !yes)
  }

  private func apply(
    _ files: [DefinitionFile], _ mode: RunMode, in place: Workplace, isSilent: Bool = false
  ) throws -> ApplyReport {
    let run = try Interruption.watch { interruption in
      try place.apply(
        files, title: "apply \(path)", mode: mode, draft: draft, output: { Terminal.write(bytes: $0, to: 2) },
        onStart: { interruption.canceller = $0 })
    }
    let report = run.result ?? ApplyReport()
    if !isSilent { Terminal.print(AppliedTable(report, in: place.language).text) }
    if let id = run.id { Terminal.note(Phrase("run \(id)", zh: "运行 \(id)").text(in: place.language)) }
    return report
  }
}

/// Asks a person at a terminal; where there is none, the command is refused.
struct Confirmation {
  private let language: Language

  init(_ language: Language) {
    self.language = language
  }

  /// Goes on only after a yes.
  func ask(_ question: Phrase) throws {
    guard isatty(0) == 1, isatty(2) == 1 else { throw ConfirmationError.noTerminal }
    Terminal.note((question + Phrase(" [y/N]", zh: " [y/N]")).text(in: language))
    let answer = (readLine() ?? "").lowercased()
    guard ["y", "yes", "是"].contains(answer) else { throw ConfirmationError.declined }
  }
}

/// Nobody said yes.
enum ConfirmationError: Refusal {
  case noTerminal
  case declined

  var code: String { "not-confirmed" }

  var message: Phrase {
    switch self {
    case .noTerminal:
      Phrase("nothing was changed: there is no terminal to ask at, add --yes", zh: "未做任何改动：没有可供确认的终端，请加上 --yes")
    case .declined: Phrase("nothing was changed", zh: "未做任何改动")
    }
  }
}
