import ArgumentParser
import Automation
import Domain
import LuaRuntime
import Reports
import Storage
import Wording

struct ApplyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    "apply", Phrase("Installs definitions and scores everyone by them.", zh: "安装定义，并据此给所有客户评分。"))

  @OptionGroup var options: BookOptions
  @OptionGroup var limits: LimitOptions
  @OptionGroup var change: ChangeOptions
  @Argument(
    help: .text(
      "A definition, or a folder that is searched for them with those below it; files that declare nothing are left out and named, and one with an error that `patron check` finds is refused. What they require is kept with them, from active definitions and from files in their folder.",
      zh: "一个定义文件，或在其中（含子文件夹）查找定义的文件夹；没有声明定义的文件会略过并列出；`patron check` 发现错误的文件会被拒绝。它们 require 的内容（启用的定义及其文件夹中的文件）会一并保存。"))
  var path: String
  @Flag(help: .text("Keep new versions as drafts.", zh: "新版本只保存为草稿。")) var draft = false

  func run() throws {
    let place = try options.workplace()
    try limits.handOver(place, for: .write)
    // A run to show and a run to keep.
    let count = { (_: HeldBook?) in try 2 * DefinitionFile.read(path).count }
    try limits.confining(
      place, for: .write, reading: DefinitionFile.folder(of: path), limits: limits.ofDefinitions(),
      states: ScoringWatch().workers + 1, count: count
    ) {
      let files = try DefinitionFile.read(path) { skipped in
        Terminal.note(
          Phrase("\(skipped) declares nothing and is left out", zh: "\(skipped) 没有声明定义，已略过").text(in: place.language))
      }
      try change.carryOut(Phrase("Install these?", zh: "是否安装？"), in: place.language) { mode in
        return try limits.watching { watch in
          try place.apply(files, title: "apply \(path)", mode: mode, draft: draft, watch: watch)
        }
      } text: {
        AppliedTable($0, in: place.language).text
      } document: {
        DefinitionRun($0)
      } isNothing: {
        $0.isUnchanged
      }
    }
  }
}

extension LimitOptions {
  /// Runs the body with definitions under these limits, while Ctrl-C is watched for.
  func watching<Result>(_ body: (ScoringWatch) throws -> Result) throws -> Result {
    try Interruption.watch { interruption in
      var watch = ScoringWatch(
        output: { Terminal.write(bytes: $0, to: 2) }, onStart: { interruption.canceller = $0 })
      try apply(to: &watch.limits)
      return try body(watch)
    }
  }

  /// What a definition may use.
  func ofDefinitions() throws -> Limits {
    var limits = ScoringWatch().limits
    try apply(to: &limits)
    return limits
  }
}
