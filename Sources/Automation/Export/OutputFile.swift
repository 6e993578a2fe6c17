import Glibc

/// A file that appears whole: it is written beside its place and moved there at the end. Without a path, standard
/// output.
public final class OutputFile {
  private let path: String?
  private let temporary: String
  private var descriptor: Int32

  /// Starts a file at a path; nil for standard output.
  public init(_ path: String?) throws(ImportError) {
    self.path = path
    temporary = path.map { "\($0).part" } ?? ""
    descriptor = path == nil ? 1 : open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    if descriptor < 0, let path { throw .unwritable(path) }
  }

  deinit {
    guard path != nil, descriptor >= 0 else { return }
    close(descriptor)
    unlink(temporary)
  }

  /// Writes a text as a whole file.
  static func write(_ text: String, to path: String) throws(ImportError) {
    let file = try OutputFile(path)
    try file.write(text.utf8.span)
    try file.finish()
  }

  /// Writes bytes.
  public func write(_ bytes: Span<UInt8>) throws(ImportError) {
    var written = 0
    while written < bytes.count {
      let count = bytes.extracting(written..<bytes.count).withUnsafeBufferPointer {
        Glibc.write(descriptor, $0.baseAddress, $0.count)
      }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { throw .unwritable(path ?? "-") }
      written += count
    }
  }

  /// Puts the file in its place.
  public func finish() throws(ImportError) {
    guard let path, descriptor >= 0 else { return }
    let isClosed = close(descriptor) == 0
    descriptor = -1
    guard isClosed, rename(temporary, path) == 0 else { throw .unwritable(path) }
  }
}
