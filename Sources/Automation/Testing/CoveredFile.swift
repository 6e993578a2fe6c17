import LuaRuntime

/// Which lines of a script ran in tests.
public struct CoveredFile: Sendable, Hashable {
  /// The file's path.
  public let file: String
  /// How often each line ran that has code, by number; 0 for one that never did.
  public let counts: [Int: UInt64]

  init(file: String, source: String, counts: [Int: UInt64]) {
    self.file = file
    self.counts = Dictionary(
      uniqueKeysWithValues: LineCoverage.codeLines(of: source).map { ($0, counts[$0] ?? 0) })
  }

  /// How many lines ran.
  public var covered: Int { counts.values.count { $0 > 0 } }

  /// The lines that never ran, in stretches.
  public var missing: [ClosedRange<Int>] {
    var stretches: [ClosedRange<Int>] = []
    let lines = counts.keys.sorted()
    for (line, previous) in zip(lines, [nil] + lines.map { $0 as Int? }) where counts[line] == 0 {
      // Lines without code between two that never ran do not part them.
      if let last = stretches.last, last.upperBound == previous {
        stretches[stretches.count - 1] = last.lowerBound...line
      } else {
        stretches.append(line...line)
      }
    }
    return stretches
  }

  /// The form that lcov and editors read.
  public static func lcov(_ files: [CoveredFile]) -> String {
    files.map { file in
      let lines = file.counts.sorted { $0.key < $1.key }.map { "DA:\($0.key),\($0.value)\n" }
      return "TN:\nSF:\(file.file)\n\(lines.joined())LF:\(file.counts.count)\nLH:\(file.covered)\nend_of_record\n"
    }.joined()
  }
}
