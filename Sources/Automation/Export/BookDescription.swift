import Domain
import Interchange
import Storage

/// What a book is besides its records, as one JSON object.
struct BookDescription {
  static let fileName = "book.json"
  let profile: BookProfile

  init(_ session: BookSession) {
    profile = session.profile
  }

  /// Writes the description to a file.
  func write(to path: String) throws {
    let file = try OutputFile(path)
    let object = JSON.object([
      .init("name", .string(profile.name)), .init("base_currency", .string(profile.baseCurrency.code)),
      .init("time_zone", .string(profile.timeZone)),
    ])
    let text = try object.text() + "\n"
    try file.write(text.utf8.span)
    try file.finish()
  }
}
