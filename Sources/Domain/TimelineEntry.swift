/// Something dated that happened with a customer.
public struct TimelineEntry: Sendable, Hashable {
  /// Where an entry stands in a timeline: later, and then greater, comes first.
  public struct Place: Sendable, Hashable {
    /// The day, or the instant in UTC, as ISO text.
    public let at: String
    /// The kind of entry.
    public let kind: String
    /// The record's id.
    public let id: Int64

    /// A place in a timeline.
    public init(at: String, kind: String, id: Int64) {
      self.at = at
      self.kind = kind
      self.id = id
    }
  }

  /// Where it stands.
  public let place: Place
  /// What people know it by: a code, a topic.
  public let title: String
  /// What it was worth, where it was worth something.
  public let amount: Money?

  /// An entry.
  public init(place: Place, title: String, amount: Money?) {
    self.place = place
    self.title = title
    self.amount = amount
  }
}
