/// A file of the IANA time zone database, in the format TZif of RFC 8536.
struct TimeZoneData {
  /// Seconds east of UTC before the first change.
  private(set) var first = 0
  /// The moments at which clocks change, ascending, and the seconds east of UTC from then on.
  private(set) var changes: [(at: Int64, offset: Int)] = []
  /// The rule for all moments after the last change, as POSIX writes it: `CST-8`.
  private(set) var footer = ""

  private let bytes: [UInt8]
  private var position = 0

  /// Reads a file of version 2 or later; nil if it is damaged or older.
  init?(_ file: [UInt8]) {
    bytes = file
    // The first block repeats the data with 32-bit times for old readers.
    guard let old = header(), old.version >= UInt8(ascii: "2"), advance(old.size(timeSize: 4)) else { return nil }
    guard let counts = header(), readBlock(counts), readFooter() else { return nil }
  }

  private struct Header {
    let version: UInt8
    let universalMarks, standardMarks, leapSeconds, changes, types, letters: Int

    func size(timeSize: Int) -> Int {
      changes * (timeSize + 1) + types * 6 + letters + leapSeconds * (timeSize + 4) + standardMarks + universalMarks
    }
  }

  private mutating func header() -> Header? {
    guard bytes.dropFirst(position).starts(with: "TZif".utf8), position + 44 <= bytes.count else { return nil }
    let version = bytes[position + 4]
    position += 20
    var counts: [Int] = []
    for _ in 0..<6 {
      guard let count = integer(4), (0...10_000).contains(count) else { return nil }
      counts.append(Int(count))
    }
    return Header(
      version: version, universalMarks: counts[0], standardMarks: counts[1], leapSeconds: counts[2],
      changes: counts[3], types: counts[4], letters: counts[5])
  }

  private mutating func readBlock(_ counts: Header) -> Bool {
    let end = position + counts.size(timeSize: 8)
    guard end <= bytes.count, counts.types > 0 else { return false }
    var times: [Int64] = []
    for _ in 0..<counts.changes {
      guard let time = integer(8), times.last.map({ $0 < time }) ?? true else { return false }
      times.append(time)
    }
    let types = bytes[position..<position + counts.changes]
    position += counts.changes
    var offsets: [Int] = []
    for _ in 0..<counts.types {
      guard let offset = integer(4), abs(offset) < 93_600 else { return false }
      offsets.append(Int(offset))
      position += 2
    }
    guard types.allSatisfy({ Int($0) < offsets.count }) else { return false }
    first = offsets[0]
    changes = zip(times, types).map { ($0, offsets[Int($1)]) }
    position = end
    return true
  }

  private mutating func readFooter() -> Bool {
    let newline = UInt8(ascii: "\n")
    let lines = bytes[position...]
    guard lines.first == newline, lines.count > 1, lines.last == newline else { return false }
    footer = String(decoding: lines.dropFirst().dropLast(), as: UTF8.self)
    return true
  }

  private mutating func advance(_ count: Int) -> Bool {
    guard count <= bytes.count - position else { return false }
    position += count
    return true
  }

  /// The next integer of 4 or 8 bytes, highest byte first, signed.
  private mutating func integer(_ size: Int) -> Int64? {
    guard size <= bytes.count - position else { return nil }
    let value = bytes[position..<position + size].reduce(Int64(0)) { $0 << 8 | Int64($1) }
    position += size
    return size == 4 ? Int64(Int32(truncatingIfNeeded: value)) : value
  }
}
