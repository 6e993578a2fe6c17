public import Domain
public import LuaRuntime
public import Wording

/// How tests are run.
public struct TestOptions: Sendable {
  /// Only tests with this text in their name, or in that of a group around them; nil for all.
  public var filter: String?
  /// Where random numbers start in each test.
  public var seed: Int64 = 1
  /// What each test may use.
  public var limits = Limits(memory: 64 << 20, cpu: .seconds(5), output: 1 << 20)
  /// The day on which each test begins.
  public var today: CivilDate?
  /// Whether what tests compare with what was kept is kept anew.
  public var accepts = false
  /// Whether lines are counted.
  public var covers = false
  /// The scripts that a report of lines tells of though no test has run them.
  public var scripts: [String] = []
  /// How many files are tested side by side.
  public var workers = 1
  /// The language of messages.
  public var language = Language.english

  /// The usual way.
  public init() {}

  /// Whether a test is one of those to run.
  func includes(_ path: [String]) -> Bool {
    filter.map { text in path.joined(separator: " ").contains(text) || path.joined(separator: " › ").contains(text) }
      ?? true
  }
}
