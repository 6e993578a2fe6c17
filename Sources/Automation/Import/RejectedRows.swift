import Foundation
import Interchange

/// The bad rows of a file on their way into another: as they were, with a reason behind. The file appears when the good
/// rows are kept, and not before.
final class RejectedRows {
  private let path: String
  private let temporary: String
  private var handle: FileHandle?
  private let header: [UInt8]
  private var pending: [UInt8] = []
  private let separator: UInt8

  init(_ path: String, header: [UInt8], delimiter: Delimiter) {
    self.path = path
    self.header = header
    temporary = "\(path).part"
    separator =
      switch delimiter {
      case .comma: UInt8(ascii: ",")
      case .semicolon: UInt8(ascii: ";")
      case .tab: UInt8(ascii: "\t")
      case .pipe: UInt8(ascii: "|")
      case .whitespace: UInt8(ascii: " ")
      }
  }

  func add(_ raw: ArraySlice<UInt8>, reason: String) throws {
    if handle == nil {
      guard FileManager.default.createFile(atPath: temporary, contents: nil),
        let file = FileHandle(forWritingAtPath: temporary)
      else { throw ImportError.unwritable(path) }
      handle = file
      write(header[...], "reason")
    }
    write(raw, reason)
    if pending.count > 64 << 10 { try flush() }
  }

  private func write(_ raw: ArraySlice<UInt8>, _ reason: String) {
    pending += raw
    pending.append(separator)
    pending += "\"\(reason.replacing("\"", with: "\"\""))\"\n".utf8
  }

  private func flush() throws {
    do {
      try handle?.write(contentsOf: Data(pending))
    } catch {
      throw ImportError.unwritable(path)
    }
    pending.removeAll(keepingCapacity: true)
  }

  /// Puts the file in its place.
  func keep() throws {
    guard let handle else { return }
    try flush()
    try? handle.close()
    self.handle = nil
    guard rename(temporary, path) == 0 else { throw ImportError.unwritable(path) }
  }

  deinit { discard() }

  /// Forgets what was written.
  private func discard() {
    guard handle != nil else { return }
    try? handle?.close()
    handle = nil
    try? FileManager.default.removeItem(atPath: temporary)
  }
}
