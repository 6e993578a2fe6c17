import Foundation
import Wording

/// Shows a long text a screen at a time.
struct Pager {
  /// How many rows the screen has; nil where nobody turns pages.
  let rows: Int?

  /// For texts on standard output.
  static var standard: Pager {
    let isDumb = ["", "dumb"].contains(Environment.value("TERM") ?? "")
    return Pager(rows: isatty(1) == 1 && !isDumb ? Terminal.rows : nil)
  }

  /// Prints the text, by `$PAGER`, else `less`, where it is longer than the screen. `less` is told that it is UTF-8, which
  /// the locale may not say.
  func show(_ text: String) {
    guard let rows, text.utf8.count(where: { $0 == UInt8(ascii: "\n") }) >= rows - 1,
      let pipe = popen("LESSCHARSET=${LESSCHARSET:-utf-8} ${PAGER:-less -FRX} 2> /dev/null", "w")
    else { return Terminal.print(text) }
    let bytes = Array((text + "\n").utf8)
    fwrite(bytes, 1, bytes.count, pipe)
    // A shell that finds no pager says so by this status.
    if pclose(pipe) == 127 << 8 { Terminal.print(text) }
  }
}
