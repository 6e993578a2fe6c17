public import Analytics
public import Domain
import Interchange
import LuaRuntime
import Scripting
import Storage

/// What scoring everyone by one definition came to.
public struct ScoringSummary: Sendable, Hashable {
  /// The definition's name.
  public var name: String
  /// The version that was used.
  public var version: Int
  /// The business date.
  public var asOf: CivilDate
  /// How scores moved.
  public var moves = ScoreMoves()
  /// The mean share of inputs with data, 0 to 1; 0 without customers.
  public var coverage = 0.0
  /// For each declared input, how many customers have no data for it.
  public var missing: [(input: String, customers: Int)] = []

  public static func == (first: ScoringSummary, second: ScoringSummary) -> Bool {
    first.name == second.name && first.version == second.version && first.asOf == second.asOf
      && first.moves == second.moves && first.coverage == second.coverage
      && first.missing.elementsEqual(second.missing) { $0 == $1 }
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(name)
    hasher.combine(moves)
  }
}

/// Scores every customer by one version of a definition. Rows are added where something changed.
struct Scoring {
  private let definition: LoadedDefinition
  private let version: DefinitionVersion
  private let session: BookSession
  private let place: Workplace
  private let model: ScoreModel
  /// For each input, the fields that the formula names: what is kept as evidence.
  private let evidence: [[(name: String, index: Int)]]
  private let use: ScoringUse

  init(
    _ definition: LoadedDefinition, _ version: DefinitionVersion, in session: BookSession, place: Workplace,
    use: ScoringUse
  ) {
    self.definition = definition
    self.version = version
    self.session = session
    self.place = place
    self.use = use
    model = definition.score.model
    evidence = model.inputs.map { input in
      input.source.fields.enumerated().filter { offset, field in
        offset == 0 || definition.words.contains(field.name)
      }.map { ($0.element.name, $0.offset) }
    }
  }

  func score() throws -> ScoringSummary {
    let date = try model.asOf ?? place.businessDate(of: session.profile)
    let zone = try Workplace.zone(named: session.profile.timeZone)
    var summary = ScoringSummary(name: model.name, version: version.number, asOf: date)
    let interpreter = definition.interpreter
    defer { use.note(interpreter) }
    return try session.stopping(when: { interpreter.shouldStop }) {
      try interpreter.withBudget {
        let pass = try session.scoreInputs(model.inputs, asOf: date, zone: zone, fields: definition.words)
        defer { pass.close() }
        let writer = try session.scoreWriter(version)
        var missing = [Int](repeating: 0, count: model.inputs.count)
        var covered = 0
        while try pass.next() {
          let present = model.inputs.indices.count { index in
            if pass.hasData(index) { return true }
            missing[index] += 1
            return false
          }
          covered += present
          let coverage = model.inputs.isEmpty ? 1 : Double(present) / Double(model.inputs.count)
          let assessment = model.assess(try result(of: pass), coverage: coverage)
          let before = try writer.current(of: pass.customer)
          var entry = ScoreWriter.Entry(
            customer: pass.customer, asOf: date, assessment: assessment, parts: parts(assessment.parts), inputs: [])
          if !writer.isUnchanged(entry, from: before) {
            entry.inputs = inputs(of: pass)
            try writer.add(entry)
            summary.moves.written += 1
          }
          summary.moves.note(
            pass.customer, before: before, after: .init(value: assessment.value, band: assessment.band)
          ) { (pass.code, pass.name) }
        }
        let total = model.inputs.count * summary.moves.count
        summary.coverage = total > 0 ? Double(covered) / Double(total) : 0
        summary.missing = zip(model.inputs, missing).map { ($0.name, $1) }
        return summary
      }
    }
  }

  private func result(of pass: ScoreInputs) throws -> FormulaResult {
    var result = FormulaResult.insufficient("")
    do {
      let outcome = try definition.interpreter.call(
        definition.score.formula, lending: pass.reader, as: pass.customerLayout, pass.inputsLayout
      ) { call, index in result = try FormulaValue.read(call, at: index) }
      guard outcome == .succeeded else { throw DefinitionFault(outcome, of: model.name, customer: pass.code) }
    } catch let fault as FormulaValue.Fault {
      throw DefinitionFault.result(model.name, customer: pass.code, fault.message)
    }
    return result
  }

  // MARK: Evidence

  private func parts(_ parts: [ScorePart]) -> [UInt8] {
    var json = JSONWriter()
    write(parts, to: &json)
    return json.bytes
  }

  private func write(_ parts: [ScorePart], to json: inout JSONWriter) {
    json.object { json in
      for part in parts {
        json.name(part.name)
        guard let cap = part.cap else {
          number(part.value, &json)
          continue
        }
        json.object { json in
          json.name("value")
          number(part.value, &json)
          json.name("cap")
          number(cap, &json)
          json.name("parts")
          write(part.parts, to: &json)
        }
      }
    }
  }

  private func inputs(of pass: ScoreInputs) -> [UInt8] {
    var json = JSONWriter()
    json.object { json in
      for (index, input) in model.inputs.enumerated() {
        json.name(input.name)
        guard pass.hasData(index) else {
          json.null()
          continue
        }
        if input.ranking != nil {
          value(pass.rank(index), &json)
          continue
        }
        json.object { json in
          for field in evidence[index] {
            json.name(field.name)
            value(pass.value(index, field: field.index), &json)
          }
        }
      }
    }
    return json.bytes
  }

  private func value(_ value: InputValue, _ json: inout JSONWriter) {
    switch value {
    case .none: json.null()
    case .integer(let count): json.integer(count)
    case .real(let amount): number(amount, &json)
    }
  }

  /// A number; null for one that JSON cannot hold, which no checked value is.
  private func number(_ value: Double, _ json: inout JSONWriter) {
    if (try? json.number(value)) == nil { json.null() }
  }
}
