import Foundation
import Wording

/// Lets a person edit a text with `$VISUAL`, else `$EDITOR`, else `vi`.
struct ExternalEditor {
  /// The text as the person left it; nil where the program ended badly.
  func edit(_ text: String) throws -> String? {
    let file = FileManager.default.temporaryDirectory.appending(path: "patron-\(UUID().uuidString).lua")
    try Data(text.utf8).write(to: file, options: .withoutOverwriting)
    defer { try? FileManager.default.removeItem(at: file) }
    setenv("PATRON_EDITED", file.path(percentEncoded: false), 1)
    defer { unsetenv("PATRON_EDITED") }
    guard system("${VISUAL:-${EDITOR:-vi}} \"$PATRON_EDITED\"") == 0 else { return nil }
    let edited = String(decoding: try Data(contentsOf: file), as: UTF8.self)
    return edited.hasSuffix("\n") ? String(edited.dropLast()) : edited
  }
}
