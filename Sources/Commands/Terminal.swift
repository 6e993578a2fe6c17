import Glibc
import Wording

/// The two streams: results on standard output, everything else on standard error.
enum Terminal {
  /// How wide standard output is; 120 where nobody reads it from a screen.
  static var columns: Int { size.flatMap { $0.ws_col > 0 ? Int($0.ws_col) : nil } ?? 120 }

  /// How high it is; nil where nobody reads it from a screen.
  static var rows: Int? { size.flatMap { $0.ws_row > 0 ? Int($0.ws_row) : nil } }

  private static var size: winsize? {
    var size = winsize()
    return ioctl(1, UInt(TIOCGWINSZ), &size) == 0 ? size : nil
  }

  static func print(_ text: String) {
    write(text + "\n", to: 1)
  }

  static func note(_ text: String, newline: Bool = true) {
    write(newline ? text + "\n" : text, to: 2)
  }

  static func complain(_ refusal: any Refusal, in language: Language) {
    note("patron: \(DisplayWidth.visible(refusal.message.text(in: language), keeping: ["\n", "\t"]))")
  }

  /// Bytes as they are to standard output, at once: what a script prints and what Patron notes keep their order.
  ///
  /// - Returns: whether all of them were taken; a reader that left takes none.
  @discardableResult
  static func write(bytes: UnsafeRawBufferPointer, to descriptor: Int32 = 1) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = Glibc.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
      if count < 0 {
        switch errno {
        case EINTR: continue
        case EAGAIN:
          // A terminal or pipe that another program made non-blocking: wait until it takes more.
          var ready = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
          poll(&ready, 1, -1)
          continue
        default: return false
        }
      }
      rest = rest.dropFirst(count)
    }
    return true
  }

  private static func write(_ text: String, to descriptor: Int32) {
    var text = text
    text.withUTF8 { _ = write(bytes: UnsafeRawBufferPointer($0), to: descriptor) }
  }
}
