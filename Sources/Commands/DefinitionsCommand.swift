import ArgumentParser
import Automation
import Domain
import Reports
import Storage
import Wording

struct DefinitionsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    "definitions", Phrase("What is installed, in which version.", zh: "已安装的定义及其版本。"),
    subcommands: [List.self, Show.self, Diff.self, Activate.self, Rollback.self, Retire.self],
    defaultSubcommand: List.self)

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      "list", Phrase("Lists definitions and their versions.", zh: "列出定义及其版本。"))
    @OptionGroup var options: BookOptions
    @OptionGroup var list: ListOptions

    func run() throws {
      let place = try options.workplace()
      let versions = try place.open(for: .read).read { try $0.definitions() }
      try list.print(versions, in: place.language) { DefinitionTable(versions, in: place.language).text }
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      "show", Phrase("Prints the text of a version, and what it required.", zh: "打印某一版本的文本及其引用的模块。"))
    @OptionGroup var options: BookOptions
    @Argument(help: .text("The definition's name.", zh: "定义的名称。")) var name: String
    @Option(help: .text("Which version; the active one, else the newest.", zh: "版本；默认为生效的版本，否则为最新版本。")) var version:
      Int?
    @OptionGroup var object: ObjectOptions

    func run() throws {
      let place = try options.workplace()
      let text = try place.open(for: .read).read { try DefinitionText($0.version(version, of: name), in: $0) }
      Terminal.print(object.json ? try text.jsonText(in: place.language) : text.text)
    }
  }

  struct Diff: ParsableCommand {
    static let configuration = CommandConfiguration("diff", Phrase("Shows how two versions differ.", zh: "显示两个版本的差异。"))
    @OptionGroup var options: BookOptions
    @Argument(help: .text("The definition's name.", zh: "定义的名称。")) var name: String
    @Option(help: .text("The older version; the one before.", zh: "较旧的版本；默认为前一版本。")) var from: Int?
    @Option(help: .text("The newer version; the newest.", zh: "较新的版本；默认为最新版本。")) var to: Int?
    @OptionGroup var object: ObjectOptions

    func run() throws {
      let place = try options.workplace()
      let (old, new) = try place.open(for: .read).read { session in
        let versions = try session.versions(of: name)
        let later = try session.version(to ?? versions.first?.number, of: name)
        guard let before = from ?? versions.first(where: { $0.number < later.number })?.number else {
          throw DefinitionError.oldest(name, later.number)
        }
        let earlier = try session.version(before, of: name)
        return (try DefinitionText(earlier, in: session), try DefinitionText(later, in: session))
      }
      let diff = DefinitionDiff(from: old, to: new)
      if object.json { return Terminal.print(try diff.jsonText(in: place.language)) }
      let head = Phrase(
        "\(name), version \(old.version.number) → \(new.version.number)",
        zh: "\(name)，版本 \(old.version.number) → \(new.version.number)")
      Terminal.note(head.text(in: place.language))
      if diff.text.isEmpty {
        return Terminal.note(Phrase("they say the same", zh: "两个版本内容相同").text(in: place.language))
      }
      Terminal.print(DisplayWidth.visible(diff.text, keeping: ["\n", "\t"]))
    }
  }

  struct Activate: ParsableCommand {
    static let configuration = CommandConfiguration(
      "activate", Phrase("Puts a version in force and scores everyone by it.", zh: "启用某一版本，并据此给所有客户评分。"))
    @OptionGroup var options: BookOptions
    @OptionGroup var limits: LimitOptions
    @OptionGroup var change: ChangeOptions
    @Argument(help: .text("The definition's name.", zh: "定义的名称。")) var name: String
    @Option(help: .text("Which version; the newest.", zh: "版本；默认为最新版本。")) var version: Int?

    func run() throws {
      let place = try options.workplace()
      try limits.handOver(place, for: .write)
      try limits.confining(
        place, for: .write, reading: nil, limits: limits.ofDefinitions(), states: ScoringWatch().workers + 1,
        count: { _ in 2 }
      ) {
        try change.carryOut(Phrase("Put it in force?", zh: "是否启用？"), in: place.language) { mode in
          try limits.watching { try place.activate(name, version: version, mode: mode, watch: $0) }
        } text: {
          DefinitionChangeText($0, in: place.language).text
        } document: {
          DefinitionRun($0)
        }
      }
    }
  }

  struct Rollback: ParsableCommand {
    static let configuration = CommandConfiguration(
      "rollback", Phrase("Goes back to the version before and scores everyone by it.", zh: "退回前一版本，并据此给所有客户评分。"))
    @OptionGroup var options: BookOptions
    @OptionGroup var limits: LimitOptions
    @OptionGroup var change: ChangeOptions
    @Argument(help: .text("The definition's name.", zh: "定义的名称。")) var name: String

    func run() throws {
      let place = try options.workplace()
      try limits.handOver(place, for: .write)
      try limits.confining(
        place, for: .write, reading: nil, limits: limits.ofDefinitions(), states: ScoringWatch().workers + 1,
        count: { _ in 2 }
      ) {
        try change.carryOut(Phrase("Go back to it?", zh: "是否退回？"), in: place.language) { mode in
          try limits.watching { try place.rollBack(name, mode: mode, watch: $0) }
        } text: {
          DefinitionChangeText($0, in: place.language).text
        } document: {
          DefinitionRun($0)
        }
      }
    }
  }

  struct Retire: ParsableCommand {
    static let configuration = CommandConfiguration(
      "retire", Phrase("Takes a definition out of force; its scores stay.", zh: "停用某一定义；已有的评分保留。"))
    @OptionGroup var options: BookOptions
    @OptionGroup var change: ChangeOptions
    @Argument(help: .text("The definition's name.", zh: "定义的名称。")) var name: String

    func run() throws {
      let place = try options.workplace()
      try change.carryOut(Phrase("Take it out of force?", zh: "是否停用？"), in: place.language) { mode in
        try place.retire(name, mode: mode)
      } text: {
        DefinitionChangeText($0, in: place.language).text
      } document: {
        DefinitionRun($0)
      }
    }
  }
}

extension BookSession {
  /// The version of that number; else the active one, else the newest.
  fileprivate func version(_ number: Int?, of name: String) throws -> DefinitionVersion {
    let versions = try versions(of: name)
    let wanted = number ?? (versions.first { $0.state == .active } ?? versions.first)?.number
    guard let found = versions.first(where: { $0.number == wanted }) else {
      throw DefinitionError.unknownVersion(name, wanted ?? 0)
    }
    return found
  }
}
