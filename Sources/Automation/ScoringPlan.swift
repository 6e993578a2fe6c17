import Analytics
import Domain
import LuaRuntime
import Storage

/// What every thread of a scoring goes by.
struct ScoringPlan: Sendable {
  /// The definition's file, with its text.
  let file: DefinitionFile
  /// What it required.
  let modules: [RequiredModule]
  /// The words of all of that: fields of other names are read only when a formula asks.
  let words: Set<String>
  let model: ScoreModel
  let version: DefinitionVersion
  /// The business date.
  let date: CivilDate
  /// The zone of business days.
  let zone: TimeZoneRule
  /// The classes of the inputs that are ranks, by their places.
  let quintiles: [Int: Quintiles]
  let place: Workplace
  /// What the whole may use. Each state may hold as much memory.
  let limits: Limits
}

/// The scores of some customers who follow each other, and what is to be told of them.
struct ScoredBatch: Sendable {
  /// Those that changed.
  var scores = ScoreBatch()
  /// How all of them moved.
  var moves = ScoreMoves()
  /// How many inputs had data.
  var covered = 0
  /// For each input, how many customers have no data for it.
  var missing: [Int]
  /// What the formula printed.
  var output: [UInt8] = []

  init(inputs: Int) {
    missing = Array(repeating: 0, count: inputs)
  }
}

/// What the state of one part has used.
struct PartUse: Sendable {
  let peakBytes: Int
  let steps: Int64
}
