import Foundation
import Glibc
public import LineEditing

/// The file that keeps a history; only its owner may read it, since lines name customers.
///
/// Whoever writes locks it. Lines are added at its end, so that sessions do not take away each other's; where it is written
/// anew, the new file takes the place of the old one at once.
public struct HistoryOnDisk: HistoryFile {
  private let path: String

  /// The history at a path; its folder is made when it is first written.
  public init(path: String) {
    self.path = path
  }

  /// The lines of the file; empty where there is none.
  public func read() throws(TerminalError) -> String {
    do {
      return String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
    } catch CocoaError.fileReadNoSuchFile {
      return ""
    } catch {
      throw .unreadableHistory(path: path, errorNumber: errno)
    }
  }

  /// Adds a line at the end.
  public func append(_ line: String) throws(TerminalError) {
    let file = try lock()
    defer { close(file) }
    var line = line
    // What was cut off by a crash stays a line of its own.
    var last: UInt8 = 0
    let end = lseek(file, 0, SEEK_END)
    if end > 0, unsafe pread(file, &last, 1, end - 1) == 1, last != UInt8(ascii: "\n") { line = "\n" + line }
    try write(line, to: file)
  }

  /// Replaces the lines by others made from them.
  public func rewrite(_ change: (String) -> String) throws(TerminalError) {
    let file = try lock()
    defer { close(file) }
    let text = change(try read())
    let fresh = path + ".new"
    let copy = unsafe open(fresh, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard copy >= 0 else { throw failure }
    defer { close(copy) }
    try write(text, to: copy)
    guard fsync(copy) == 0, unsafe rename(fresh, path) == 0 else { throw failure }
  }

  private var failure: TerminalError { .unwritableHistory(path: path, errorNumber: errno) }

  /// Opens and locks the file that is at the path now, not one that another session has replaced meanwhile.
  private func lock() throws(TerminalError) -> Int32 {
    let folder = URL(filePath: path).deletingLastPathComponent()
    try? FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    while true {
      let file = unsafe open(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
      guard file >= 0 else { throw failure }
      var locked = stat()
      var present = stat()
      guard flock(file, LOCK_EX) == 0, unsafe fstat(file, &locked) == 0 else {
        let failure = failure
        close(file)
        throw failure
      }
      if unsafe stat(path, &present) == 0, present.st_ino == locked.st_ino, present.st_dev == locked.st_dev {
        return file
      }
      close(file)
    }
  }

  private func write(_ text: String, to file: Int32) throws(TerminalError) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      // The slice is read up to its count.
      let count = unsafe rest.withUnsafeBytes { unsafe Glibc.write(file, $0.baseAddress, $0.count) }
      guard count >= 0 || errno == EINTR else { throw failure }
      rest = rest.dropFirst(max(0, count))
    }
  }
}
