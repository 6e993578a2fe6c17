public import Storage
public import Wording

/// The views that SQL queries read, for people.
public struct ViewList {
  /// The list as text.
  public let text: String

  /// A list of those views, each with its columns.
  public init(_ views: [BookView], in language: Language) {
    text = views.map { view in
      var table = Table([("", .left), ("", .left), ("", .left)])
      for column in view.columns { table.add(["  \(column.name)", column.type, column.meaning.text(in: language)]) }
      return "\(view.name)  \(view.meaning.text(in: language))\(table.text)"
    }.joined(separator: "\n\n")
  }
}
