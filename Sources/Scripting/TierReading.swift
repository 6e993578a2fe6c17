import Analytics
import Domain
import Interchange
public import ScriptModel

/// Calls a function of a policy: pushes its arguments and reads its one result.
public typealias PolicyCall = (
  _ function: ScriptFunction, _ arguments: (Call) throws -> Int32, _ read: (Call, Int32) throws -> Void
) throws -> Void

/// The numbers of one customer after another, through the windows of a tier policy.
final class TierReading: TierFigures {
  private let declared: TierPolicyTable
  private let book: any Book & InputReading
  private let date: CivilDate
  private let ask: PolicyCall
  private let pass: any InputPass
  /// The days that an input with a window of its own, or without windows, is about.
  private let own: [ClosedRange<Int32>]
  /// Whether an input is looked at through the windows of the policy.
  private let isFloating: [Bool]
  /// What each input was worked out by last.
  private var shown: [Look]
  private let native: [Look]
  private var enrolled: CivilDate?
  /// What is kept as evidence: inputs, each with its fields, none for a rank.
  private let kept: [(input: Int, fields: [Int])]
  /// The measure through the present window, once it was asked.
  private var measured: Double??

  private struct Look: Equatable {
    var days: ClosedRange<Int32>
    var withReturns = true
  }

  /// How documents are looked at.
  enum View {
    case qualify
    case retain
    /// The whole year before the one that `retain` is in.
    case retainBefore
  }

  private var policy: TierPolicy { declared.policy }

  init(
    _ declared: TierPolicyTable, _ book: any Book & InputReading, of customer: RecordKey?, asOf date: CivilDate,
    zone: TimeZoneRule, ask: @escaping PolicyCall
  ) throws {
    self.declared = declared
    self.book = book
    self.date = date
    self.ask = ask
    let policy = declared.policy
    let asked = policy.tiers.reduce(into: Set<TierField>()) { $0.formUnion($1.from.fields.union($1.keep.fields)) }
    let asksAll = declared.measure != nil || !declared.functions.isEmpty
    kept = policy.inputs.enumerated().compactMap { place, input -> (input: Int, fields: [Int])? in
      let fields = input.source.fields.indices.filter { asksAll || asked.contains(TierField(input: place, field: $0)) }
      if input.ranking == nil { return fields.isEmpty ? nil : (place, fields) }
      return asksAll || asked.contains(TierField(input: place, field: nil)) ? (place, []) : nil
    }
    isFloating = policy.inputs.map { $0.source.hasWindow && $0.window == nil && $0.ranking == nil }
    let cover = try TierReading.cover(policy.qualify, policy.retain, asOf: date)
    var inputs = policy.inputs
    for index in inputs.indices where isFloating[index] { inputs[index].window = cover }
    own = try inputs.map { try $0.days(asOf: date) }
    native = own.map { Look(days: $0) }
    shown = native
    pass = try book.inputs(inputs, of: customer, asOf: date, zone: zone)
  }

  /// The longer of what two windows need; nil for everything.
  private static func cover(_ one: TierWindow, _ other: TierWindow, asOf date: CivilDate) throws -> TimeSpan? {
    guard let first = one.cover(asOf: date), let second = other.cover(asOf: date) else { return nil }
    return try first.before(date) <= second.before(date) ? first : second
  }

  // MARK: The customer

  var customer: Int64 { pass.customer }
  var code: String { pass.code }
  var name: String { pass.name }

  /// Moves to the next customer; false after the last.
  func next() throws -> Bool {
    measured = nil
    do {
      guard try pass.next() else { return false }
    } catch let fault as InputFault {
      throw TierFault.input(ladder: policy.name, fault)
    }
    shown = native
    return true
  }

  func close() { pass.close() }

  /// Looks at the customer's documents through a window; false where the window has none such.
  @discardableResult
  func show(_ view: View, enrolled: CivilDate?, withReturns: Bool = true) throws -> Bool {
    self.enrolled = enrolled
    guard let days = try days(view) else { return false }
    for index in shown.indices where policy.inputs[index].source.hasWindow && policy.inputs[index].ranking == nil {
      let look = Look(days: isFloating[index] ? days : own[index], withReturns: withReturns)
      guard look != shown[index] else { continue }
      pass.look(index, through: look.days, withReturns: withReturns)
      shown[index] = look
      measured = nil
    }
    return true
  }

  private func days(_ view: View) throws -> ClosedRange<Int32>? {
    switch view {
    case .qualify: try policy.qualify.days(asOf: date, enrolled: enrolled)
    case .retain: try policy.retain.days(asOf: date, enrolled: enrolled)
    case .retainBefore: try policy.retain.yearBefore(asOf: date, enrolled: enrolled)
    }
  }

  // MARK: Figures

  func number(_ field: TierField) -> Double? {
    guard let place = field.field else { return pass.rank(field.input).number }
    return pass.value(field.input, field: place).number
  }

  func measure() throws -> Double? {
    if let measured { return measured }
    guard let function = declared.measure else { return nil }
    var answer: Double?
    try call(function, at: "measure", wantsNumber: true) { value in
      if value.isInsufficient { return true }
      answer = value.double
      return answer?.isFinite == true
    }
    measured = .some(answer)
    return answer
  }

  func answer(_ function: Int) throws -> Bool? {
    guard declared.functions.indices.contains(function) else { return nil }
    let (path, function) = declared.functions[function]
    var answer: Bool?
    try call(function, at: path, wantsNumber: false) { value in
      if value.isInsufficient { return true }
      guard case .boolean(let decision) = value else { return false }
      answer = decision
      return true
    }
    return answer
  }

  private func call(
    _ function: ScriptFunction, at path: String, wantsNumber: Bool, read: (ScriptValue) -> Bool
  ) throws {
    do {
      let arguments = { [self] (call: Call) throws -> Int32 in
        let customers = try book.entity(Entity.customers.name)
        guard let row = try book.row(.id(pass.customer), of: customers) else {
          throw BookError.notFound(.id(pass.customer), entity: customers)
        }
        _ = RecordResult(rows: row).push(to: call)
        return 1 + (try ScriptValue.table(declared.given.values(of: pass)).push(to: call))
      }
      try ask(function, arguments) { call, index in
        let value = try ScriptValue.read(call, at: index)
        guard read(value) else {
          throw TierFault.answer(
            ladder: policy.name, customer: code, field: path, value.written, wantsNumber: wantsNumber)
        }
      }
    } catch let raised as PolicyFailure {
      throw TierFault.raised(ladder: policy.name, customer: code, field: path, raised.message)
    }
  }

  // MARK: Evidence

  /// What conditions were judged by, as JSON: by view, the window and the numbers.
  func evidence(_ views: [View], enrolled: CivilDate?) throws -> String {
    var json = JSONWriter()
    try json.object { json in
      for view in views {
        guard try show(view, enrolled: enrolled) else { continue }
        json.name(view == .qualify ? "qualify" : view == .retain ? "retain" : "year_before")
        try json.object { json in
          json.name("window")
          json.string((view == .qualify ? policy.qualify : policy.retain).description)
          if declared.measure != nil {
            json.name("measure")
            write(try measure().map { .real($0) } ?? .none, &json)
          }
          for (place, fields) in kept {
            let input = policy.inputs[place]
            json.name(input.name)
            if input.ranking != nil {
              write(pass.rank(place), &json)
            } else {
              json.object { json in
                for field in fields {
                  json.name(input.source.fields[field].name)
                  write(pass.value(place, field: field), &json)
                }
              }
            }
          }
        }
      }
    }
    return String(decoding: json.bytes, as: UTF8.self)
  }

  private func write(_ value: InputValue, _ json: inout JSONWriter) {
    switch value {
    case .none: json.null()
    case .integer(let count): json.integer(count)
    case .real(let amount): if (try? json.number(amount)) == nil { json.null() }
    }
  }
}

extension ScriptValue {
  /// Whether a function said that it cannot tell: `nil`, or `insufficient("why")`.
  fileprivate var isInsufficient: Bool {
    switch self {
    case .null: true
    case .table(let table): table["insufficient"] != nil
    default: false
    }
  }
}
