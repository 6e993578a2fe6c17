import Domain
import ScriptModel
import Wording

/// A card that a script hands back.
struct ScorecardReading {
  private var inputs: [(name: String, breaks: [Double], points: [String: Int64])] = []

  init(_ value: ScriptValue) throws(ArgumentError) {
    let fault = ArgumentError(
      function: "analytics.points", parameter: "card",
      mismatch: .value(Phrase("must be what analytics.scorecard returned", zh: "必须是 analytics.scorecard 的返回值")))
    guard case .table(let card) = value, case .table(let list)? = card["inputs"] else { throw fault }
    for element in list.list {
      guard case .table(let input) = element, case .string(let name)? = input["name"],
        case .table(let bins)? = input["bins"]
      else { throw fault }
      var breaks: [Double] = []
      if case .table(let given)? = input["breaks"] { breaks = given.list.compactMap(\.double) }
      var points: [String: Int64] = [:]
      for element in bins.list {
        guard case .table(let bin) = element, case .string(let name)? = bin["bin"],
          case .integer(let number)? = bin["points"], number.magnitude < 1 << 40
        else { throw fault }
        points[name] = number
      }
      inputs.append((name, breaks, points))
    }
    if inputs.isEmpty { throw fault }
  }

  /// The sum of a case's points; nil where a value is in no bin of the card.
  func points(of value: ScriptValue) throws(ArgumentError) -> Int64? {
    let fields: ScriptTable
    switch value {
    case .table(let table): fields = table
    case .record(_, let table): fields = table
    default:
      throw ArgumentError(
        function: "analytics.points", parameter: "case", mismatch: .type(expected: .table, given: value.written))
    }
    var sum: Int64 = 0
    for input in inputs {
      guard let bin = ScorecardBin(fields[input.name], breaks: input.breaks), let points = input.points[bin.name] else {
        return nil
      }
      sum = sum.addingReportingOverflow(points).partialValue
    }
    return sum
  }
}

/// The bin that a value of an input is in.
enum ScorecardBin: Hashable, Comparable {
  /// From a break, or from the least, to below the next, or to the greatest.
  case range(from: Double, to: Double)
  case value(String)
  case missing

  /// The bin of a value; nil where the value has none: a text where numbers are parted, a table.
  init?(_ value: ScriptValue?, breaks: [Double]) {
    guard let value, value != .null else {
      self = .missing
      return
    }
    if !breaks.isEmpty {
      guard let number = Money(value)?.amount ?? value.double, number.isFinite else { return nil }
      self = .range(
        from: breaks.last { $0 <= number } ?? -.infinity, to: breaks.first { $0 > number } ?? .infinity)
      return
    }
    switch value {
    case .string(let text): self = .value(text)
    case .integer(let number): self = .value("\(number)")
    case .boolean(let answer): self = .value("\(answer)")
    case .number(let number): self = .value(Int64(exactly: number).map { "\($0)" } ?? "\(number)")
    default: return nil
    }
  }

  var name: String {
    switch self {
    case .missing: "missing"
    case .value(let text): text
    case .range(let from, let to):
      from == -.infinity
        ? "< \(Self.plain(to))" : to == .infinity ? ">= \(Self.plain(from))" : "\(Self.plain(from)) – \(Self.plain(to))"
    }
  }

  private static func plain(_ number: Double) -> String { Int64(exactly: number).map { "\($0)" } ?? "\(number)" }
}
