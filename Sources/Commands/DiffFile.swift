import Automation
import Domain
import Glibc

/// The file of `--diff`: every changed row as a line of JSON.
final class DiffFile {
  private let path: String
  private let descriptor: Int32

  /// Opens the file and empties it; `-` is standard output.
  init(_ path: String) throws(UsageError) {
    self.path = path
    descriptor = path == "-" ? 1 : open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw .unwritable(path) }
  }

  deinit {
    if descriptor > 1 { close(descriptor) }
  }

  /// Writes a row. Where that fails, the run that made the change keeps nothing.
  func write(_ change: RowChange) throws {
    let isWritten = try change.jsonLine().withUnsafeBytes { Terminal.write(bytes: $0, to: descriptor) }
    guard isWritten || path == "-" else { throw UsageError.unwritable(path) }
  }
}
