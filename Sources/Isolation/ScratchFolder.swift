import Foundation
import Glibc

/// A folder of nobody else's, where a process puts temporary files. It is locked while it is in use: what is left of one
/// that was killed is told by that, and goes when the next is made.
@safe final class ScratchFolder {
  let path: String
  private let lock: Int32

  private static let prefix = "patron-isolated-"

  /// A new folder; nil, with `errno` set, where none can be made.
  init?(in place: URL = FileManager.default.temporaryDirectory) {
    Self.removeLeft(in: place)
    for _ in 0..<100 {
      var template = Array(place.appending(path: Self.prefix + "XXXXXX").path.utf8CString)
      let made = unsafe template.withUnsafeMutableBufferPointer { bytes in
        // The template ends with a zero, and is written in place.
        unsafe bytes.baseAddress.flatMap { unsafe mkdtemp($0) }.map { unsafe String(cString: $0) }
      }
      guard let made else { return nil }
      // Another process may have taken it for one that was left, before it was locked.
      if let lock = Self.lock(made) {
        path = made
        self.lock = lock
        return
      }
    }
    return nil
  }

  /// Removes the folder with all that is in it.
  func remove() {
    try? FileManager.default.removeItem(atPath: path)
    close(lock)
  }

  private static func removeLeft(in place: URL) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: place.path)) ?? []
    for name in names where name.hasPrefix(prefix) {
      let path = place.appending(path: name).path
      // Nobody else can be let into it, so that what is there is no other user's.
      guard let lock = Self.lock(path) else { continue }
      try? FileManager.default.removeItem(atPath: path)
      close(lock)
    }
  }

  /// Locks a folder of this user's; nil where it is locked, gone or another's. The lock ends with the process, since no
  /// other gets the descriptor.
  private static func lock(_ path: String) -> Int32? {
    let descriptor = unsafe open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    var facts = stat()
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0, unsafe fstat(descriptor, &facts) == 0, facts.st_nlink > 0,
      facts.st_uid == geteuid()
    else {
      close(descriptor)
      return nil
    }
    return descriptor
  }
}
