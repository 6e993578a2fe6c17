import Domain
import Interchange
import ScriptModel
import Wording

extension ScriptValue {
  /// What a field holds.
  init(_ value: FieldValue) {
    switch value {
    case .null: self = .null
    case .boolean(let answer): self = .boolean(answer)
    case .integer(let number): self = .integer(number)
    case .real(let number): self = number.isFinite ? .number(number) : .null
    case .text(let text): self = .string(text)
    case .money(let money): self = .money(money)
    }
  }

  /// What was kept as JSON, money as money again.
  init(kept json: JSON) {
    switch json {
    case .array(let elements): self = .table(ScriptTable(list: elements.map { ScriptValue(kept: $0) }))
    case .object(let members):
      if members.count == 2, case .string(let text)? = json["amount"], case .string(let code)? = json["currency"],
        let currency = Currency(code), let money = try? Money(exact: text, currency)
      {
        self = .money(money)
      } else {
        self = .table(
          ScriptTable(fields: members.filter { $0.value != .null }.map { ($0.name, ScriptValue(kept: $0.value)) }))
      }
    default: self = ScriptValue(json)
    }
  }
}

extension CreditProfile {
  /// What scripts see of it.
  var fields: [(name: String, value: ScriptValue)] {
    var fields: [(name: String, value: ScriptValue)] = [
      ("customer", .string(customer)), ("name", .string(name)), ("currency", .string(currency.code)),
    ]
    if let group { fields.append(("group", .string(group))) }
    return fields + facts.filter { $0.value != .null }.map { ($0.name, ScriptValue($0.value)) }
  }
}

extension Exposure {
  /// What scripts see of it.
  func fields() throws -> [(name: String, value: ScriptValue)] {
    var fields: [(name: String, value: ScriptValue)] = [
      ("on", .string("\(asOf)")), ("total", .money(try total)),
      ("missing", .table(ScriptTable(list: missing.map { .string($0) }))),
    ]
    for part in Part.allCases { fields.append((part.rawValue, .money(try total(of: part)))) }
    let documents = items.map { item in
      ScriptValue.table(
        ScriptTable(fields: [
          ("part", .string(item.part.rawValue)), ("kind", .string(item.entity)), ("code", .string(item.code)),
          ("on", .string("\(item.on)")), ("amount", .money(item.amount)), ("value", .money(item.value)),
        ]))
    }
    fields.append(("documents", .table(ScriptTable(list: documents))))
    return fields
  }
}

extension CreditDesk.Answer {
  func reason(in language: Language) -> String {
    if let release {
      return Phrase(
        "released by \(release.operatorName) until \(release.until.map { "\($0)" } ?? "–"): \(release.reason)",
        zh: "由 \(release.operatorName) 放行至 \(release.until.map { "\($0)" } ?? "–")：\(release.reason)"
      ).text(in: language)
    }
    return verdict.decisive?.reason.text(in: language) ?? ""
  }

  func steps(in language: Language) -> ScriptValue {
    let list = verdict.steps.map { step in
      ScriptValue.table(
        ScriptTable(fields: [
          ("step", .string(step.step.rawValue)), ("outcome", .string(step.outcome.rawValue)),
          ("reason", .string(step.reason.text(in: language))),
          (
            "evidence",
            .table(
              ScriptTable(fields: step.evidence.filter { $0.value != .null }.map { ($0.name, ScriptValue($0.value)) }))
          ),
        ]))
    }
    return .table(ScriptTable(list: list))
  }

  /// What scripts see of it.
  func fields(_ request: CreditDesk.Request, in language: Language) throws -> [(name: String, value: ScriptValue)] {
    var fields: [(name: String, value: ScriptValue)] = [
      ("customer", .string(request.customer)), ("at", .string(request.stage.rawValue)),
      ("amount", .money(request.amount)), ("outcome", .string(outcome.rawValue)),
      ("allowed", .boolean(outcome == .allow || outcome == .warn)), ("reason", .string(reason(in: language))),
      ("steps", steps(in: language)), ("exposure", .money(facts.exposure)), ("secured", .money(facts.secured)),
      ("on", .string("\(facts.asOf)")),
    ]
    if let order = request.order { fields.append(("order", .string(order))) }
    if let step = verdict.decisive?.step { fields.append(("step", .string(step.rawValue))) }
    if let limit = facts.limit {
      fields.append(("limit", .money(limit)))
      fields.append(("headroom", .money(try limit.adding(facts.secured).subtracting(facts.exposure))))
    }
    if let release { fields.append(("release", .integer(release.id))) }
    return fields
  }
}
