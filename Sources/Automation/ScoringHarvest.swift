import Analytics
import Domain
import LuaRuntime
import Storage

/// Writes what parts come to, which are brought in the order of customers, and adds up what is told of them.
final class ScoringHarvest {
  private let plan: ScoringPlan
  private let writer: ScoreWriter
  private let watch: ScoringWatch
  private var moves = ScoreMoves()
  private var covered = 0
  private var missing: [Int]
  private var outputBytes = 0
  private var steps: Int64 = 0

  init(_ plan: ScoringPlan, _ writer: ScoreWriter, _ watch: ScoringWatch) {
    self.plan = plan
    self.writer = writer
    self.watch = watch
    missing = Array(repeating: 0, count: plan.model.inputs.count)
  }

  /// Takes the scores of the next customers.
  func take(_ batch: ScoredBatch) throws {
    try show(batch.output)
    try writer.write(batch.scores)
    moves.add(batch.moves)
    covered += batch.covered
    for index in missing.indices { missing[index] += batch.missing[index] }
  }

  /// Notes what a part has used, whose scores have all been taken.
  func end(_ use: PartUse) throws {
    watch.use.add(peakBytes: use.peakBytes)
    steps += use.steps
    if let limit = plan.limits.steps, steps > limit { throw limited(.steps) }
  }

  private func show(_ output: [UInt8]) throws {
    let room = plan.limits.output.map { max(0, $0 - outputBytes) } ?? output.count
    output.prefix(room).withUnsafeBytes { if !$0.isEmpty { watch.output($0) } }
    outputBytes += output.count
    if output.count > room { throw limited(.output) }
  }

  /// A limit that no part alone has hit.
  private func limited(_ limit: Limit) -> DefinitionFault {
    .limited(plan.model.name, limit, at: ScriptFailure(message: ""))
  }

  /// What all of it came to.
  var summary: ScoringSummary {
    var summary = ScoringSummary(name: plan.model.name, version: plan.version.number, asOf: plan.date, moves: moves)
    let total = plan.model.inputs.count * moves.count
    summary.coverage = total > 0 ? Double(covered) / Double(total) : 0
    summary.missing = zip(plan.model.inputs, missing).map { ($0.name, $1) }
    return summary
  }
}
