/// The records that a file has named so far: a bit each, and the lines of long stretches.
struct SeenRecords {
  private var pages: [Int64: [UInt64]] = [:]
  private var stretches: [Stretch] = []

  /// Records with ids in sequence on lines in sequence.
  private struct Stretch {
    let id: Int64
    let line: Int
    var count: Int64
  }

  /// Stretches beyond these are not noted, so that memory stays flat where records come in no order.
  private static let stretchLimit = 1 << 18

  /// Notes a record; whether it was noted before.
  mutating func mark(_ id: Int64, line: Int) -> Bool {
    let place = Int(id & 0xFFFF)
    let wasSeen = pages[id >> 16, default: [UInt64](repeating: 0, count: 1024)][place / 64].set(1 << UInt64(place % 64))
    if wasSeen { return true }
    if let last = stretches.last, last.id + last.count == id, last.line + Int(last.count) == line {
      stretches[stretches.count - 1].count += 1
    } else if stretches.count < Self.stretchLimit {
      stretches.append(Stretch(id: id, line: line, count: 1))
    }
    return false
  }

  /// The line on which a record was noted first, while that is known.
  func line(of id: Int64) -> Int? {
    stretches.first { $0.id <= id && id < $0.id + $0.count }.map { $0.line + Int(id - $0.id) }
  }
}

extension UInt64 {
  /// Sets a bit; whether it was set before.
  fileprivate mutating func set(_ bit: UInt64) -> Bool {
    let wasSet = self & bit != 0
    self |= bit
    return wasSet
  }
}

/// Counts the rows that belong to each record.
struct RecordCounts {
  private var pages: [Int64: [UInt32]] = [:]

  /// One more row of a record: the first is 1.
  mutating func next(of id: Int64) -> UInt32 {
    pages[id >> 12, default: [UInt32](repeating: 0, count: 4096)][Int(id & 0xFFF)].increment()
  }
}

extension UInt32 {
  fileprivate mutating func increment() -> UInt32 {
    self &+= 1
    return self
  }
}
