import Glibc

/// A file that is read from beginning to end in pieces; `-` is standard input.
final class InputFile {
  /// The number of bytes; nil where that is not known beforehand.
  let size: Int?
  private let descriptor: Int32
  private let path: String
  private var buffer = [UInt8](repeating: 0, count: 256 << 10)

  init(_ path: String) throws(ImportError) {
    self.path = path
    descriptor = path == "-" ? 0 : open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .unreadable(path) }
    var facts = stat()
    guard fstat(descriptor, &facts) == 0 else { throw .unreadable(path) }
    if facts.st_mode & S_IFMT == S_IFDIR { throw .folder(path) }
    size = facts.st_mode & S_IFMT == S_IFREG ? Int(facts.st_size) : nil
  }

  deinit {
    if descriptor > 0 { close(descriptor) }
  }

  /// Lends out the next bytes; false at the end. While there are none yet, as in a pipe, `pause` is called many times a
  /// second.
  func next(pause: () throws -> Void, _ body: (Span<UInt8>) throws -> Void) throws -> Bool {
    var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    while poll(&waiting, 1, 20) <= 0 { try pause() }
    var count = 0
    repeat {
      count = read(descriptor, &buffer, buffer.count)
    } while count < 0 && errno == EINTR
    guard count >= 0 else { throw ImportError.unreadable(path) }
    if count == 0 { return false }
    let piece = buffer
    try body(piece.span.extracting(0..<count))
    return true
  }

  /// The file's name without folders and extension.
  static func stem(_ path: String) -> String {
    if path == "-" { return "stdin" }
    let name = path.split(separator: "/").last ?? Substring(path)
    guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return String(name) }
    return String(name[..<dot])
  }
}
