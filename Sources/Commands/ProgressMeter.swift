import Glibc

/// How far a file has been read, on a terminal only.
final class ProgressMeter {
  private let isShown = isatty(2) == 1
  private var shown = -1

  func show(_ bytes: Int, of total: Int?) {
    guard isShown else { return }
    let figure = total.map { $0 > 0 ? min(100, bytes / max(1, $0 / 100)) : 100 } ?? bytes >> 20
    guard figure != shown else { return }
    shown = figure
    Terminal.note("\r\(figure) \(total == nil ? "MiB" : "%")", newline: false)
  }

  /// Takes the line away.
  func clear() {
    guard isShown, shown >= 0 else { return }
    Terminal.note("\r\u{1B}[K", newline: false)
  }
}
