import Domain
import ScriptModel
import Wording

/// The functions of a credit policy, called for one customer. They read their arguments and return; what goes wrong in
/// one names the policy, the customer and the field.
struct PolicyFunctions {
  /// What a function returned: something, or why nothing.
  enum Answer<Value> {
    case known(Value)
    case insufficient(String)
  }

  /// The customer's code.
  let code: String
  /// What the book says of the customer's credit.
  var facts = ScriptTable()
  private let table: CreditPolicyTable
  private let customer: Int64
  private let inputs: ScriptTable
  private let session: ScriptSession
  private let call: Call

  init(
    _ table: CreditPolicyTable, customer: Int64, code: String, inputs: ScriptTable, _ session: ScriptSession,
    _ call: Call
  ) {
    self.table = table
    self.customer = customer
    self.code = code
    self.inputs = inputs
    self.session = session
    self.call = call
  }

  /// The parts of the score that are known.
  func score() throws -> Answer<[CreditGrading.Aspect: Double]> {
    let value = try run(table.score, "score", facts)
    if let reason = Self.insufficiency(value) { return .insufficient(reason) }
    guard case .table(let parts) = value, parts.list.isEmpty else {
      throw fault("score", value, Phrase("a table of parts", zh: "由各部分组成的表"))
    }
    var known: [CreditGrading.Aspect: Double] = [:]
    for (name, value) in parts.fields {
      let names = CreditGrading.Aspect.allCases.map(\.rawValue)
      guard let aspect = CreditGrading.Aspect(rawValue: name) else {
        throw fault(
          "score.\(name)", value,
          Phrase("one of \(names.joined(separator: ", "))", zh: "以下之一：\(names.joined(separator: "、"))"))
      }
      guard let number = value.double, (0...100).contains(number) else {
        throw fault("score.\(name)", value, Phrase("a number from 0 to 100", zh: "0 到 100 的数"))
      }
      known[aspect] = number
    }
    return .known(known)
  }

  /// The limit that the policy makes itself; nil where it has no function for it.
  func limit(_ rule: CreditGrading.Rule) throws -> Answer<Double>? {
    guard let limit = table.limit else { return nil }
    var given = facts.fields.filter { $0.name != "grade" } + [("grade", .string(rule.grade.rawValue))]
    if let days = rule.termsDays { given.append(("terms_days", .integer(Int64(days)))) }
    let facts = ScriptTable(fields: given, shape: facts.shape)
    let value = try run(limit, "limit", facts)
    if let reason = Self.insufficiency(value) { return .insufficient(reason) }
    if value == .null { return .insufficient("limit") }
    guard let number = value.double, number >= 0, number <= 1e15 else {
      throw fault("limit", value, Phrase("a number from 0, or insufficient(why)", zh: "不小于 0 的数，或 insufficient(原因)"))
    }
    return .known(number)
  }

  /// The figures behind a limit.
  func figures() throws -> Answer<CreditGrading.Figures> {
    guard let function = table.figures else { return .known(.init()) }
    let value = try run(function, "figures", facts)
    if let reason = Self.insufficiency(value) { return .insufficient(reason) }
    guard case .table(let given) = value, given.list.isEmpty else {
      throw fault("figures", value, Phrase("a table", zh: "表"))
    }
    var known: [String: Double] = [:]
    for (name, value) in given.fields {
      guard ["forecast", "net_worth", "turnover"].contains(name), let number = value.double, number.isFinite,
        number.magnitude <= 1e15
      else {
        throw fault(
          "figures.\(name)", value,
          Phrase("a number as forecast, net_worth or turnover", zh: "forecast、net_worth 或 turnover 的数值"))
      }
      known[name] = number
    }
    return .known(
      .init(forecast: known["forecast"], netWorth: known["net_worth"], turnover: known["turnover"]))
  }

  private static func insufficiency(_ value: ScriptValue) -> String? {
    guard case .table(let table) = value, table.fields.count == 1, case .string(let reason)? = table["insufficient"]
    else { return nil }
    return reason
  }

  private func run(_ function: ScriptFunction, _ field: String, _ facts: ScriptTable) throws -> ScriptValue {
    let customers = try session.book.entity("customers")
    do {
      return try session.pure(function, for: call) { call in
        guard let rows = try session.book.row(.id(customer), of: customers) else {
          throw BookError.notFound(.id(customer), entity: customers)
        }
        defer { rows.close() }
        unsafe call.pushRecord(rows.shape.layout, rows.reader)
        _ = try ScriptValue.table(inputs).push(to: call)
        _ = try ScriptValue.table(facts).push(to: call)
        return 3
      } read: { call, index in
        try ScriptValue.read(call, at: index)
      }
    } catch let failure as PolicyFailure {
      throw CreditError.policy(table.name, customer: code, field: field, Phrase(verbatim: failure.message))
    } catch let mismatch as Mismatch {
      let refusal = ArgumentError(function: CreditPolicyTable.kind, parameter: field, mismatch: mismatch)
      throw CreditError.policy(table.name, customer: code, field: field, refusal.message)
    }
  }

  private func fault(_ field: String, _ value: ScriptValue, _ expected: Phrase) -> CreditError {
    .policy(
      table.name, customer: code, field: field,
      Phrase("returned \(value.written), where ", zh: "返回了 \(value.written)，应为") + expected + Phrase(" belongs", zh: "")
    )
  }
}
