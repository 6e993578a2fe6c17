import Foundation

/// The folder that a whole book is exported to. Files are written beside those of an older export and take their places
/// when all of them are whole, the one that describes them last: without it a folder holds no book.
final class ExportFolder {
  private let path: String
  private let staging: String

  /// Starts an export into a folder, which is made where there is none.
  init(_ path: String) throws {
    self.path = path
    staging = "\(path)/.export-\(UUID().uuidString)"
    do {
      try FileManager.default.createDirectory(atPath: staging, withIntermediateDirectories: true)
    } catch {
      throw ImportError.unwritable(path)
    }
  }

  deinit {
    try? FileManager.default.removeItem(atPath: staging)
  }

  /// Where a file is written.
  func path(of name: String) -> String { "\(staging)/\(name)" }

  /// Puts the files in their places, and takes those away that an older export named and this one does not.
  func finish(_ description: BookDescription) throws {
    // What cannot be read named no files.
    let older = try? BookDescription(in: path)
    let names = description.files.map { description.fileName(of: $0.name) }
    try remove(BookDescription.fileName)
    for file in older?.files ?? [] {
      if let name = older?.fileName(of: file.name), !names.contains(name) { try remove(name) }
    }
    for name in names + [BookDescription.fileName] {
      guard rename(self.path(of: name), "\(path)/\(name)") == 0 else { throw ImportError.unwritable("\(path)/\(name)") }
    }
  }

  private func remove(_ name: String) throws {
    guard unlink("\(path)/\(name)") == 0 || errno == ENOENT else { throw ImportError.unwritable("\(path)/\(name)") }
  }
}
