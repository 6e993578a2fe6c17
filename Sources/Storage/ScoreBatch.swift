public import Analytics

/// Scores of customers in the order of their ids, packed, on their way to the book.
public struct ScoreBatch: Sendable {
  /// A score, whose texts follow each other in `bytes`.
  struct Row {
    let customer: Int64
    let value: Double?
    let coverage: Double
    let start: Int
    /// Where each text ends; nil where there is none, which then has no bytes.
    let bandEnd: Int?
    let reasonEnd: Int?
    let partsEnd: Int
    let inputsEnd: Int
  }

  private(set) var rows: [Row] = []
  private(set) var bytes: [UInt8] = []

  /// An empty batch.
  public init() {}

  /// How many scores it holds.
  public var count: Int { rows.count }

  /// Adds the score of the next customer, with its parts and its evidence as JSON.
  public mutating func add(_ customer: Int64, _ assessment: Assessment, parts: [UInt8], inputs: [UInt8]) {
    let start = bytes.count
    let bandEnd = append(assessment.band)
    let reasonEnd = append(assessment.reason)
    bytes.append(contentsOf: parts)
    let partsEnd = bytes.count
    bytes.append(contentsOf: inputs)
    rows.append(
      Row(
        customer: customer, value: assessment.value, coverage: assessment.coverage, start: start, bandEnd: bandEnd,
        reasonEnd: reasonEnd, partsEnd: partsEnd, inputsEnd: bytes.count))
  }

  private mutating func append(_ text: String?) -> Int? {
    guard let text else { return nil }
    bytes.append(contentsOf: text.utf8)
    return bytes.count
  }
}
