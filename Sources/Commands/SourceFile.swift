import Automation
import Foundation

/// A script on disk or on standard input.
enum SourceFile {
  static func read(_ path: String) throws -> String {
    let data = path == "-" ? FileHandle.standardInput.readDataToEndOfFile() : FileManager.default.contents(atPath: path)
    guard let data else { throw UsageError.unreadable(path) }
    return try SourceText.read(Array(data), from: path == "-" ? "(stdin)" : path)
  }
}
