import Analytics
import Domain
import Interchange
import LuaRuntime
import ScriptModel
import Scripting
import Storage

/// Scores the customers of one part after another, each part in a Lua state of its own, and writes nothing.
final class PartScoring {
  private let plan: ScoringPlan
  private let session: BookSession
  private let pass: ScoreInputs
  private let current: CurrentScores
  /// For each input, its fields, and whether the formula names them.
  private let fields: [[(name: String, isNamed: Bool)]]
  private var reader = FormulaReader()
  private var batch: ScoredBatch
  private var parts = JSONWriter()
  private var inputs = JSONWriter()
  /// Where a state was stopped from outside.
  private(set) var stoppedAt: ScriptFailure?

  /// How many customers a batch has.
  private static let batchSize = 256

  init(_ plan: ScoringPlan, in session: BookSession) throws {
    self.plan = plan
    self.session = session
    pass = try session.scoreInputs(
      plan.model.inputs, asOf: plan.date, zone: plan.zone, fields: plan.words, quintiles: plan.quintiles)
    current = try session.currentScores(plan.version)
    fields = plan.model.inputs.map { input in
      input.source.fields.enumerated().map { ($1.name, $0 == 0 || plan.words.contains($1.name)) }
    }
    batch = ScoredBatch(inputs: plan.model.inputs.count)
  }

  /// Lets go of the book.
  func close() {
    current.end()
    pass.close()
  }

  /// Scores the customers of a part.
  ///
  /// - Parameters:
  ///   - onStart: Receives what stops the part's state.
  ///   - hand: Receives the scores, batch after batch.
  func score(
    _ part: ClosedRange<Int64>, onStart: (Canceller) -> Void = { _ in }, hand: (ScoredBatch) throws -> Void
  ) throws -> PartUse {
    batch = ScoredBatch(inputs: plan.model.inputs.count)
    let definition = try LoadedDefinition(
      again: plan.file, plan.modules, in: session, place: plan.place, limits: plan.limits
    ) { [unowned self] in batch.output.append(contentsOf: $0) }
    let interpreter = definition.interpreter
    onStart(interpreter.canceller)
    try session.stopping(when: { interpreter.shouldStop }) {
      try interpreter.withBudget {
        do {
          try score(part, by: definition, hand)
        } catch {
          // What it printed before belongs to what it did.
          var last = ScoredBatch(inputs: plan.model.inputs.count)
          last.output = batch.output
          try hand(last)
          guard !(error is DefinitionFault), let stop = interpreter.dueStop else { throw error }
          throw fault(stop)
        }
      }
    }
    try hand(batch)
    return PartUse(peakBytes: interpreter.memoryPeak, steps: interpreter.stepsUsed)
  }

  private func score(
    _ part: ClosedRange<Int64>, by definition: LoadedDefinition, _ hand: (ScoredBatch) throws -> Void
  ) throws {
    let declared = plan.model.inputs
    let formula = try definition.score().formula
    try pass.begin(part)
    try current.begin(part)
    var count = 0
    while try pass.next() {
      if count == Self.batchSize {
        try hand(batch)
        batch = ScoredBatch(inputs: declared.count)
        count = 0
      }
      count += 1
      var present = 0
      for index in declared.indices {
        if pass.hasData(index) { present += 1 } else { batch.missing[index] += 1 }
      }
      batch.covered += present
      let coverage = declared.isEmpty ? 1 : Double(present) / Double(declared.count)
      // Each customer has a stream of random numbers, whoever comes before. The factor, 2^64 over the golden ratio, keeps
      // the seeds of neighbours apart (Knuth, The Art of Computer Programming 3, 6.4).
      definition.interpreter.reseed(UInt64(bitPattern: pass.customer) &* 0x9E37_79B9_7F4A_7C15)
      let assessment = plan.model.assess(try result(of: formula, in: definition.interpreter), coverage: coverage)
      let before = try current.state(of: pass.customer)
      parts.removeAll()
      write(assessment.parts, to: &parts)
      if !current.say(assessment, parts: parts.bytes, as: before) {
        inputs.removeAll()
        write(to: &inputs)
        batch.scores.add(pass.customer, assessment, parts: parts.bytes, inputs: inputs.bytes)
        batch.moves.written += 1
      }
      batch.moves.note(
        pass.customer, before: before, after: .init(value: assessment.value, band: assessment.band)
      ) { (pass.code, pass.name) }
    }
  }

  private func result(of formula: ScriptFunction, in interpreter: Interpreter) throws -> FormulaResult {
    var result = FormulaResult.insufficient("")
    do {
      let outcome = try interpreter.call(
        formula, lending: pass.reader, as: pass.customerLayout, pass.inputsLayout
      ) { call, index in result = try reader.read(call, at: index) }
      try pass.checkReading()
      guard outcome == .succeeded else { throw fault(outcome) }
    } catch let fault as FormulaValue.Fault {
      throw DefinitionFault.result(plan.model.name, customer: pass.code, fault.message)
    }
    return result
  }

  private func fault(_ outcome: ScriptOutcome) -> DefinitionFault {
    switch outcome {
    case .cancelled(let failure), .limited(_, at: let failure): if failure.line != nil { stoppedAt = failure }
    case .succeeded, .failed: break
    }
    return DefinitionFault(outcome, of: plan.model.name, customer: pass.code)
  }

  // MARK: Evidence

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

  /// Writes what the formula was given: the fields that it names, and those that it asked for by other ways.
  private func write(to json: inout JSONWriter) {
    json.object { json in
      for (index, input) in plan.model.inputs.enumerated() {
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
          for (place, field) in fields[index].enumerated()
          where field.isNamed || pass.wasAsked(index, field: place) {
            json.name(field.name)
            value(pass.value(index, field: place), &json)
          }
        }
      }
    }
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
