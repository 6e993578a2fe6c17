/// What a table that a script is given may be asked for: a name that it never has is an error, never a silent nil.
public struct TableShape: Sendable, Hashable {
  /// What the table is called, then each name on a line of its own.
  let text: String

  /// The shape of a table that messages call by `title`, with those fields.
  public init(_ title: String, _ names: some Sequence<String>) {
    text = ([title] + names).joined(separator: "\n")
  }

  /// The shape of a described table.
  public init(_ description: RecordDescription) {
    self.init(description.name, description.fields.map(\.plainName))
  }
}
