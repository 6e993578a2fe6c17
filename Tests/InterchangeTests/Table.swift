import Interchange

/// What a reader makes of some bytes: rows, faults and raw bytes of the bad ones, with the lines of the good ones.
struct Table: Equatable {
  var rows: [[String]] = []
  var lines: [Int] = []
  var faults: [CSVFault] = []
  var bad: [String] = []

  /// Reads bytes in pieces that end at the given positions.
  init(
    _ bytes: [UInt8], delimiter: Delimiter = .comma, columns: Int? = nil, cuts: [Int] = []
  ) throws {
    var reader = CSVReader(delimiter: delimiter, columns: columns)
    var start = 0
    for cut in cuts + [bytes.count] {
      try reader.read(bytes.span.extracting(start..<cut), record: { add($0) }, fault: { add($0, $1) })
      start = cut
    }
    try reader.finish(record: { add($0) }, fault: { add($0, $1) })
  }

  init(_ text: String, delimiter: Delimiter = .comma, columns: Int? = nil) throws {
    try self.init(Array(text.utf8), delimiter: delimiter, columns: columns)
  }

  private mutating func add(_ record: CSVRecord) {
    rows.append((0..<record.count).map { record.text($0) })
    lines.append(record.line)
  }

  private mutating func add(_ fault: CSVFault, _ raw: Span<UInt8>) {
    faults.append(fault)
    bad.append(raw.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) })
  }
}

/// A generator of random numbers that a seed determines: SplitMix64 (Steele, Lea, Flood 2014).
struct Seeded: RandomNumberGenerator {
  var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}
