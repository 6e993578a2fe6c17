/// What the text could go on with, as the host knows it.
public struct Completions: Sendable {
  /// One way to go on.
  public struct Candidate: Hashable, Sendable {
    /// What takes the place of the range.
    public var text: String
    /// What is shown; the text itself where nothing else is said.
    public var label: String
    /// One line that says what it is.
    public var summary: String

    /// A way to go on.
    public init(_ text: String, label: String? = nil, summary: String = "") {
      self.text = text
      self.label = label ?? text
      self.summary = summary
    }
  }

  /// What is replaced, as offsets of UTF-8 bytes from the start of the text: the name so far. It ends at the cursor.
  public var range: Range<Int>
  /// The ways to go on, in the order in which they are shown.
  public var candidates: [Candidate]

  /// Ways to go on in the place of a range.
  public init(replacing range: Range<Int>, _ candidates: [Candidate]) {
    self.range = range
    self.candidates = candidates
  }

  /// What all candidates begin with.
  var commonPrefix: String {
    var common = candidates.first?.text ?? ""
    for candidate in candidates.dropFirst() {
      common = String(zip(common, candidate.text).prefix { $0 == $1 }.map(\.0))
    }
    return common
  }
}
