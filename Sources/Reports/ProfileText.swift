public import LuaRuntime
public import Wording

/// Where a script's time went, for people.
public struct ProfileText {
  private let profile: Profile
  private let language: Language

  /// How many rows a table has at most.
  private static let limit = 15

  /// A profile in one language.
  public init(_ profile: Profile, in language: Language) {
    self.profile = profile
    self.language = language
  }

  /// The kinds of work, the functions and the lines that took most.
  public var text: String {
    guard profile.time > .zero else {
      return say("too short to sample: nothing took a millisecond", zh: "运行时间太短，没有采样：不足一毫秒")
    }
    let kinds = Profile.Kind.allCases.map { "\(name($0)) \(share(profile.time(in: $0)))" }.joined(separator: ", ")
    return [
      say("\(TestReportText.text(profile.time)) of processor time: ", zh: "处理器时间 \(TestReportText.text(profile.time))：")
        + kinds,
      table(say("function", zh: "函数"), profile.functions), table(say("line", zh: "行"), profile.lines),
    ].joined(separator: "\n\n")
  }

  private func table(_ heading: String, _ rows: [Profile.Row]) -> String {
    var table = Table([
      (say("self", zh: "自身"), .right), ("%", .right), (say("total", zh: "合计"), .right), ("%", .right), (heading, .left),
    ])
    for row in rows.prefix(Self.limit) {
      table.add([
        TestReportText.text(row.own), share(row.own), TestReportText.text(row.total), share(row.total), row.name,
      ])
    }
    let more = rows.count - Self.limit
    return table.text + (more > 0 ? "\n" + say("… and \(more) more", zh: "……另有 \(more) 行") : "")
  }

  private func share(_ time: Duration) -> String {
    let tenths = Int((time / profile.time * 1000).rounded())
    return "\(tenths / 10).\(tenths % 10) %"
  }

  private func name(_ kind: Profile.Kind) -> String {
    switch kind {
    case .lua: "Lua"
    case .host: say("host functions", zh: "宿主函数")
    case .sql: "SQL"
    }
  }

  private func say(_ english: String, zh chinese: String) -> String { Phrase(english, zh: chinese).text(in: language) }
}
