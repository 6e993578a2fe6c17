import CTerminal
import Glibc

/// The terminal, file or pipe that a process was started with.
extension TerminalDevice {
  /// The device behind two descriptors.
  ///
  /// - Parameters:
  ///   - input: Where keys come from.
  ///   - output: Where text is shown.
  ///   - term: The value of `TERM`: `dumb`, or none, says that escape sequences are not understood.
  public static func system(input: Int32 = 0, output: Int32 = 1, term: String?) -> TerminalDevice {
    let isTerminal = isatty(input) == 1 && isatty(output) == 1
    let isDumb = term == nil || term == "" || term == "dumb"
    let kind: Kind = !isTerminal ? .stream : isDumb ? .dumb : .full
    return TerminalDevice(
      kind: kind,
      begin: { () throws(TerminalError) in
        guard isTerminal else { return }
        let error = terminal_begin(input, output, kind == .full)
        guard error == 0 else { throw .notRaw(errorNumber: error) }
      },
      end: { terminal_end() },
      next: { next(input, $0) },
      write: { write($0, to: output) },
      size: { size(of: output) },
      suspend: { terminal_suspend() })
  }

  private static func next(_ input: Int32, _ milliseconds: Int32?) -> Wakeup {
    let reasons = terminal_wait(input, milliseconds ?? -1)
    // One reason at a time: input that waits is told by the next wait.
    if reasons & Int32(TERMINAL_INTERRUPTED) != 0 { return .interrupted }
    if reasons & Int32(TERMINAL_CONTINUED) != 0 { return .resumed }
    if reasons & Int32(TERMINAL_RESIZED) != 0 { return .resized }
    guard reasons != 0 else { return .timeout }
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      // The array is written up to its count, and cut to what was read.
      let count = unsafe bytes.withUnsafeMutableBytes { unsafe read(input, $0.baseAddress, $0.count) }
      if count > 0 { return .bytes(Array(bytes[..<count])) }
      if count < 0, errno == EINTR { continue }
      if count < 0, errno == EAGAIN { return .timeout }
      return .end
    }
  }

  private static func write(_ text: String, to output: Int32) {
    var text = text
    text.withUTF8 { bytes in
      var rest = unsafe UnsafeRawBufferPointer(bytes)[...]
      while unsafe !rest.isEmpty {
        let part = unsafe UnsafeRawBufferPointer(rebasing: rest)
        let count = unsafe Glibc.write(output, part.baseAddress, part.count)
        if count >= 0 {
          unsafe rest = unsafe rest.dropFirst(count)
        } else if errno == EAGAIN {
          // A terminal that another program made non-blocking: wait until it takes more.
          var ready = pollfd(fd: output, events: Int16(POLLOUT), revents: 0)
          unsafe poll(&ready, 1, -1)
        } else if errno != EINTR {
          return
        }
      }
    }
  }

  private static func size(of output: Int32) -> (columns: Int, rows: Int) {
    var columns: Int32 = 0
    var rows: Int32 = 0
    // Both are written before it returns.
    guard unsafe terminal_size(output, &columns, &rows) else { return (80, 24) }
    return (Int(columns), Int(rows))
  }
}
