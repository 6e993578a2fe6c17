import Automation
import Foundation
import Glibc
import Wording

/// Waits for files to change, told by the system.
final class FileWatch {
  private let descriptor: Int32
  private let endings: [String]
  private var folders: [Int32: String] = [:]

  /// How long files must be quiet, in milliseconds: editors write a file in several steps.
  private static let quiet: Int32 = 60

  /// Watches folders with those below them, for files with such endings. In place of a file its folder is watched.
  init(_ paths: [String], endings: [String]) throws(FileWatchFault) {
    descriptor = inotify_init1(Int32(IN_CLOEXEC) | Int32(IN_NONBLOCK))
    self.endings = endings
    guard descriptor >= 0 else { throw FileWatchFault(errorNumber: errno) }
    for path in paths {
      var isFolder: ObjCBool = false
      _ = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      try add(isFolder.boolValue ? path : path.folder)
    }
  }

  deinit { close(descriptor) }

  /// Waits for changes, and until there are no more for a moment; the files that changed.
  func wait() throws(FileWatchFault) -> Set<String> {
    var changed: Set<String> = []
    while true {
      var event = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      let count = poll(&event, 1, changed.isEmpty ? -1 : Self.quiet)
      if count < 0 && errno != EINTR { throw FileWatchFault(errorNumber: errno) }
      if count == 0 { return changed }
      if count > 0 { changed.formUnion(try read()) }
    }
  }

  private func add(_ folder: String) throws(FileWatchFault) {
    let events = IN_CLOSE_WRITE | IN_MOVED_TO | IN_CREATE | IN_DELETE | IN_ONLYDIR
    let watch = inotify_add_watch(descriptor, folder, UInt32(events))
    guard watch >= 0 else { throw FileWatchFault(errorNumber: errno) }
    // A folder that is watched already has the same number.
    guard folders.updateValue(folder, forKey: watch) == nil else { return }
    for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] where !name.hasPrefix(".") {
      var isFolder: ObjCBool = false
      let path = "\(folder)/\(name)"
      if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue { try add(path) }
    }
  }

  /// The files that the events at hand name.
  private func read() throws(FileWatchFault) -> Set<String> {
    var buffer = [UInt8](repeating: 0, count: 64 << 10)
    let count = Glibc.read(descriptor, &buffer, buffer.count)
    var changed: Set<String> = []
    let head = MemoryLayout<inotify_event>.size
    var offset = 0
    while offset + head <= count {
      let event = buffer.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: offset, as: inotify_event.self) }
      let end = offset + head + Int(event.len)
      let name = String(decoding: buffer[(offset + head)..<min(end, count)].prefix { $0 != 0 }, as: UTF8.self)
      offset = end
      guard let folder = folders[event.wd], !name.isEmpty, !name.hasPrefix(".") else { continue }
      let path = "\(folder)/\(name)"
      if event.mask & UInt32(IN_ISDIR) != 0 {
        // It may be gone again.
        try? add(path)
      } else if endings.contains(where: { name.hasSuffix($0) }) {
        changed.insert(path.hasPrefix("./") ? String(path.dropFirst(2)) : path)
      }
    }
    return changed
  }
}

/// The system does not tell of changes.
struct FileWatchFault: Refusal {
  let errorNumber: Int32

  var code: String { "cannot-watch" }

  var message: Phrase {
    Phrase(
      "cannot watch for changes (system error \(errorNumber)): run it without --watch",
      zh: "无法监视文件变化（系统错误 \(errorNumber)）：请不加 --watch 运行")
  }
}
