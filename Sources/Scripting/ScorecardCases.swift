import Analytics
import Domain
import ScriptModel
import Wording

/// Cases whose outcome is known.
struct ScorecardCases: ScriptArgument {
  private let rows: [ScriptValue]

  static var scriptType: ScriptType { .list(.table) }

  static func read(_ call: Call, at index: Int32) throws(Mismatch) -> ScorecardCases {
    guard case .table(let table) = try ScriptValue.read(call, at: index), table.fields.isEmpty else {
      throw call.mismatch(at: index, expected: scriptType)
    }
    return ScorecardCases(rows: table.list)
  }

  /// How many cases one row may stand for.
  private static let countLimit: Int64 = 1_000_000_000

  /// The card.
  func card(_ options: ScorecardOptions) throws -> ScorecardTable {
    var groups: [[ScorecardBin]: (good: Int, bad: Int)] = [:]
    for (offset, row) in rows.enumerated() {
      try Stopped.check(at: offset)
      let fields = try Self.fields(row, at: offset)
      let isBad = try outcome(fields, options, offset)
      let count = try count(fields, options, offset)
      let bins = try options.inputs.map { input in
        guard let bin = ScorecardBin(fields[input.name], breaks: input.breaks) else {
          throw refusal(
            offset,
            Phrase(
              "has \((fields[input.name] ?? .null).written) as '\(input.name)', which is in no bin",
              zh: "的 '\(input.name)' 是 \((fields[input.name] ?? .null).written)，无法分箱"))
        }
        return bin
      }
      if isBad { groups[bins, default: (0, 0)].bad += count } else { groups[bins, default: (0, 0)].good += count }
    }
    let bins = options.inputs.indices.map { place in Set(groups.keys.map { $0[place] }).sorted() }
    let places = bins.map { Dictionary(uniqueKeysWithValues: $0.enumerated().map { ($1, $0) }) }
    let known = groups.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { key, counts in
      Scorecard.Group(
        bins: key.enumerated().map { places[$0][$1] ?? 0 }, good: counts.good, bad: counts.bad)
    }
    do {
      let card = try Scorecard(binCounts: bins.map(\.count), known, scale: options.scale)
      return ScorecardTable(card: card, bins: bins, options: options)
    } catch {
      throw ScorecardError(fault: error, inputs: options.inputs.map(\.name))
    }
  }

  private static func fields(_ row: ScriptValue, at offset: Int) throws -> ScriptTable {
    switch row {
    case .table(let table): return table
    case .record(_, let fields): return fields
    default:
      throw ArgumentError(
        function: "analytics.scorecard", parameter: "cases",
        mismatch: .element(Int64(offset) + 1, .type(expected: .table, given: row.written)))
    }
  }

  private func outcome(_ fields: ScriptTable, _ options: ScorecardOptions, _ offset: Int) throws -> Bool {
    switch fields[options.bad] {
    case .boolean(let answer)?: return answer
    case .integer(let number)? where number == 0 || number == 1: return number == 1
    case let value:
      throw refusal(
        offset,
        Phrase(
          "has \((value ?? .null).written) as '\(options.bad)', which must be true or false, or 1 or 0",
          zh: "的 '\(options.bad)' 是 \((value ?? .null).written)，必须是 true 或 false，或 1 或 0"))
    }
  }

  private func count(_ fields: ScriptTable, _ options: ScorecardOptions, _ offset: Int) throws -> Int {
    guard let name = options.count else { return 1 }
    guard case .integer(let count)? = fields[name], (0...Self.countLimit).contains(count) else {
      throw refusal(
        offset,
        Phrase(
          "has \((fields[name] ?? .null).written) as '\(name)', which must be an integer from 0 to \(Self.countLimit)",
          zh: "的 '\(name)' 是 \((fields[name] ?? .null).written)，必须是 0 到 \(Self.countLimit) 的整数"))
    }
    return Int(clamping: count)
  }

  private func refusal(_ offset: Int, _ reason: Phrase) -> ArgumentError {
    ArgumentError(
      function: "analytics.scorecard", parameter: "cases", mismatch: .element(Int64(offset) + 1, .value(reason)))
  }
}

/// Why cases make no scorecard.
struct ScorecardError: Refusal, Hashable {
  let fault: Scorecard.Fault
  let inputs: [String]

  var code: String {
    switch fault {
    case .oneKind: "one-outcome"
    case .collinear: "collinear-inputs"
    case .separated: "separated-outcomes"
    }
  }

  var message: Phrase {
    switch fault {
    case .oneKind:
      Phrase(
        "analytics.scorecard needs cases that turned out good and cases that turned out bad",
        zh: "analytics.scorecard 需要好、坏两种样本")
    case .collinear(let place):
      Phrase(
        "analytics.scorecard: input '\(inputs.indices.contains(place) ? inputs[place] : "")' says nothing that the inputs before it do not say: leave it out",
        zh: "analytics.scorecard：输入项 '\(inputs.indices.contains(place) ? inputs[place] : "")' 与前面的输入项重复：请去掉")
    case .separated:
      Phrase(
        "analytics.scorecard: the inputs part good from bad wholly, so that there are no likeliest points: take fewer inputs or wider bins",
        zh: "analytics.scorecard：输入项把好坏完全分开，无法确定分值：请减少输入项或合并分箱")
    }
  }
}
