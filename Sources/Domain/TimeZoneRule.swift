/// How far the clocks of a place are from UTC, at any moment.
public struct TimeZoneRule: Hashable, Sendable {
  /// The name it was asked for by: `UTC`, `+08:00`, `Asia/Shanghai`.
  public let name: String
  /// Seconds east of UTC before the first change.
  private let first: Int
  /// The moments at which clocks change, ascending, and the seconds east of UTC from then on.
  private let changes: [Change]
  /// The rule from the last change on.
  private let seasons: SeasonalClock?

  private struct Change: Hashable {
    let at: Int64
    let offset: Int
  }

  /// Coordinated universal time.
  public static let utc = TimeZoneRule(name: "UTC", first: 0)

  private init(name: String, first: Int, changes: [Change] = [], seasons: SeasonalClock? = nil) {
    self.name = name
    self.first = first
    self.changes = changes
    self.seasons = seasons
  }

  /// The rule with a name: `UTC`, an offset such as `+08:00`, or a name of the IANA database such as `Asia/Shanghai`,
  /// whose file `read` gives: it takes a path below `/usr/share/zoneinfo` that cannot leave that folder.
  public init(named name: String, read: (_ path: String) -> [UInt8]?) throws(DateError) {
    var digits = Digits(name.utf8)
    if name == "UTC" || name == "Z" {
      self = .utc
    } else if let offset = digits.offset(), digits.isAtEnd {
      self.init(name: name, first: offset)
    } else if Self.isPath(name), let data = read(name) {
      guard let file = TimeZoneData(data) else { throw .damagedTimeZone(name) }
      let seasons = SeasonalClock(posix: file.footer)
      guard seasons != nil || file.footer.isEmpty else { throw .damagedTimeZone(name) }
      let changes = file.changes.map { Change(at: $0.at, offset: $0.offset) }
      self.init(name: name, first: file.first, changes: changes, seasons: seasons)
    } else {
      throw .unknownTimeZone(name)
    }
  }

  private static func isPath(_ name: String) -> Bool {
    let isPlain = name.utf8.allSatisfy { byte in
      switch Unicode.Scalar(byte) {
      case "A"..."Z", "a"..."z", "0"..."9", "_", "-", "+", "/": true
      default: false
      }
    }
    return isPlain && !name.isEmpty && !name.hasPrefix("/")
  }

  /// Seconds east of UTC at a moment.
  public func offset(at instant: Instant) -> Int {
    var low = 0
    var high = changes.count
    while low < high {
      let middle = (low + high) / 2
      if changes[middle].at <= instant.secondsSinceEpoch { low = middle + 1 } else { high = middle }
    }
    if low == changes.count, let seasons { return seasons.offset(at: instant) }
    return low == 0 ? first : changes[low - 1].offset
  }
}
