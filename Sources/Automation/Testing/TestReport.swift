public import LuaRuntime
public import ScriptModel

/// How a test went.
public struct TestResult: Sendable, Hashable {
  /// The names of the groups around it, and its own.
  public var path: [String]
  /// Where it is written.
  public var place: SourcePlace
  /// How it ended.
  public var outcome: ScriptOutcome
  /// How long it took, by the clock.
  public var time: Duration
  /// What it printed.
  public var output: String

  /// Whether somebody stopped it.
  public var isCancelled: Bool {
    if case .cancelled = outcome { true } else { false }
  }

  /// Where it is written, as editors and terminals find it.
  public var location: String { "\(place.file):\(place.line)" }

  /// Its names in one line.
  public var name: String { path.joined(separator: " › ") }
}

/// How the tests of a file went.
public struct TestFileReport: Sendable {
  /// The file's path.
  public var file: String
  /// Its tests, in the order in which they are declared.
  public var results: [TestResult] = []
  /// How long all of it took.
  public var time: Duration = .zero

  /// A file without tests.
  public init(file: String) {
    self.file = file
  }
}

/// How tests went.
public struct TestReport: Sendable {
  /// The files, in order.
  public var files: [TestFileReport] = []
  /// Where random numbers start in each test.
  public var seed: Int64
  /// How long it took, by the clock.
  public var time: Duration = .zero
  /// Which lines of scripts ran; nil where that was not asked for.
  public var coverage: [CoveredFile]?

  /// A report of nothing.
  public init(seed: Int64) {
    self.seed = seed
  }

  /// Every test.
  public var results: [TestResult] { files.flatMap(\.results) }

  /// The tests that took longest, the longest first.
  public func slowest(_ count: Int) -> [TestResult] {
    Array(results.sorted { $0.time > $1.time }.prefix(count))
  }

  /// How many tests ended in such a way.
  public func count(where isMeant: (ScriptOutcome) -> Bool) -> Int {
    results.count { isMeant($0.outcome) }
  }
}

extension ScriptOutcome {
  /// Whether something is wrong with what ran.
  public var isFailure: Bool {
    if case .failed = self { true } else { false }
  }

  /// Whether a limit stopped it.
  public var isLimited: Bool {
    if case .limited = self { true } else { false }
  }
}
