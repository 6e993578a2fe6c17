import CLuaHost
import LuaSyntax

/// Counts the lines that run in the interpreters which this thread opens while it lives.
///
/// Make it before the interpreters and let go of it after them, on one thread. They run at about a fifth of their speed.
@safe public final class LineCoverage {
  private let coverage: OpaquePointer

  /// Begins to count; nil where there is no memory.
  public init?() {
    guard let coverage = unsafe lh_coverage_open() else { return nil }
    unsafe self.coverage = unsafe coverage
  }

  deinit {
    unsafe lh_coverage_close(coverage)
  }

  /// How often each line ran, by the name of its chunk.
  public var lines: [String: [Int: UInt64]] {
    let collector = Collector()
    withExtendedLifetime(collector) {
      // The collector outlives the visit.
      unsafe lh_coverage_visit(coverage, Unmanaged.passUnretained(collector).toOpaque(), Collector.visit)
    }
    return collector.lines
  }

  /// The lines of a text that have code of their own, so that a run can count them; none where it does not compile. Lines
  /// that only end a block or a table are left out.
  public static func codeLines(of source: String) -> Set<Int> {
    let collector = Collector()
    var text = source
    withExtendedLifetime(collector) {
      text.withUTF8 { bytes in
        unsafe bytes.withMemoryRebound(to: CChar.self) { bytes in
          guard let start = bytes.baseAddress else { return }
          _ = unsafe lh_visit_code(
            start, bytes.count, Unmanaged.passUnretained(collector).toOpaque(), Collector.visit)
        }
      }
    }
    let lines = SourceLines(Array(source.utf8))
    return Set(collector.lines[""].map { Array($0.keys) } ?? []).filter { line in
      lines.text(ofLine: line).map { !isEnding($0) } ?? false
    }
  }

  private static func isEnding(_ line: String) -> Bool {
    let words = line.split { " \t(){}[],;".contains($0) }
    return words.allSatisfy { $0 == "end" }
  }

  private final class Collector {
    var lines: [String: [Int: UInt64]] = [:]

    static let visit: lh_line_visitor = { context, chunk, line, count in
      guard let context = unsafe context else { return }
      let collector = unsafe Unmanaged<Collector>.fromOpaque(context).takeUnretainedValue()
      unsafe collector.lines[String(cString: chunk), default: [:]][Int(line), default: 0] += count
    }
  }
}
