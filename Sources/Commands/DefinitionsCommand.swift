import ArgumentParser
import Automation
import Domain
import Interchange
import LuaRuntime
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
    @Flag(help: .text("One JSON object a line.", zh: "每行一个 JSON 对象。")) var json = false

    func run() throws {
      let place = try options.workplace()
      let versions = try place.open(for: .read).read { try $0.definitions() }
      guard json else { return Terminal.print(DefinitionTable(versions, in: place.language).text) }
      for version in versions { Terminal.print(version.json) }
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration("show", Phrase("Prints the text of a version.", zh: "打印某一版本的文本。"))
    @OptionGroup var options: BookOptions
    @Argument(help: .text("The definition's name.", zh: "定义的名称。")) var name: String
    @Option(help: .text("Which version; the active one, else the newest.", zh: "版本；默认为生效的版本，否则为最新版本。")) var version:
      Int?

    func run() throws {
      let place = try options.workplace()
      Terminal.print(try place.open(for: .read).read { try $0.version(version, of: name) }.source)
    }
  }

  struct Diff: ParsableCommand {
    static let configuration = CommandConfiguration("diff", Phrase("Shows how two versions differ.", zh: "显示两个版本的差异。"))
    @OptionGroup var options: BookOptions
    @Argument(help: .text("The definition's name.", zh: "定义的名称。")) var name: String
    @Option(help: .text("The older version; the one before.", zh: "较旧的版本；默认为前一版本。")) var from: Int?
    @Option(help: .text("The newer version; the newest.", zh: "较新的版本；默认为最新版本。")) var to: Int?

    func run() throws {
      let place = try options.workplace()
      let (old, new) = try place.open(for: .read).read { session in
        let newest = try session.versions(of: name)[0].number
        let later = try session.version(to ?? newest, of: name)
        return (try session.version(from ?? later.number - 1, of: name), later)
      }
      Terminal.print(LineDiff(old.source, new.source).text)
    }
  }

  struct Activate: ParsableCommand {
    static let configuration = CommandConfiguration(
      "activate", Phrase("Puts a version in force and scores everyone by it.", zh: "启用某一版本，并据此给所有客户评分。"))
    @OptionGroup var options: BookOptions
    @Argument(help: .text("The definition's name.", zh: "定义的名称。")) var name: String
    @Option(help: .text("Which version; the newest.", zh: "版本；默认为最新版本。")) var version: Int?
    @Flag(help: .text("Show what would change and keep nothing.", zh: "只显示会有哪些改动，不保留。")) var dryRun = false

    func run() throws {
      let place = try options.workplace()
      try Scored(place).tell { try place.activate(name, version: version, mode: dryRun ? .dry : .live, onStart: $0) }
    }
  }

  struct Rollback: ParsableCommand {
    static let configuration = CommandConfiguration(
      "rollback", Phrase("Goes back to the version before and scores everyone by it.", zh: "退回前一版本，并据此给所有客户评分。"))
    @OptionGroup var options: BookOptions
    @Argument(help: .text("The definition's name.", zh: "定义的名称。")) var name: String
    @Flag(help: .text("Show what would change and keep nothing.", zh: "只显示会有哪些改动，不保留。")) var dryRun = false

    func run() throws {
      let place = try options.workplace()
      try Scored(place).tell { try place.rollBack(name, mode: dryRun ? .dry : .live, onStart: $0) }
    }
  }

  struct Retire: ParsableCommand {
    static let configuration = CommandConfiguration(
      "retire", Phrase("Takes a definition out of force; its scores stay.", zh: "停用某一定义；已有的评分保留。"))
    @OptionGroup var options: BookOptions
    @Argument(help: .text("The definition's name.", zh: "定义的名称。")) var name: String
    @Flag(help: .text("Show what would change and keep nothing.", zh: "只显示会有哪些改动，不保留。")) var dryRun = false

    func run() throws {
      let place = try options.workplace()
      let run = try place.retire(name, mode: dryRun ? .dry : .live)
      RunNote(place.language).tell(run.id)
    }
  }
}

/// Runs what scores everyone and tells how it went.
private struct Scored {
  let place: Workplace

  init(_ place: Workplace) {
    self.place = place
  }

  func tell(_ body: (@escaping (Canceller) -> Void) throws -> RunReport<ScoringSummary>) throws {
    let run = try Interruption.watch { interruption in try body { interruption.canceller = $0 } }
    if let summary = run.result { Terminal.print(ScoreTable(summary, in: place.language).text) }
    RunNote(place.language).tell(run.id)
  }
}

extension BookSession {
  /// The version of that number; else the active one, else the newest.
  fileprivate func version(_ number: Int?, of name: String) throws -> DefinitionVersion {
    let versions = try versions(of: name)
    guard let number else { return versions.first { $0.state == .active } ?? versions[0] }
    guard let found = versions.first(where: { $0.number == number }) else {
      throw DefinitionError.unknownVersion(name, number)
    }
    return found
  }
}

extension DefinitionVersion {
  /// The version without its text, as JSON.
  fileprivate var json: String {
    var json = JSONWriter()
    json.object { json in
      for (field, text) in [("name", name), ("kind", kind), ("state", state.rawValue), ("file", file), ("hash", hash)] {
        json.name(field)
        json.string(text)
      }
      json.name("version")
      json.integer(Int64(number))
    }
    return String(decoding: json.bytes, as: UTF8.self)
  }
}
