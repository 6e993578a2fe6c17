import Glibc

/// A writer's wait for its place, which ends by the clock: what trying takes counts as much as the pauses between.
///
/// Pauses are short, of different lengths, and do not grow: who has waited long finds the place as often as who has just
/// come, so that nobody waits while others pass again and again.
final class Wait: @unchecked Sendable {
  /// Seconds of a pause.
  static let pauses = 0.001...0.01
  /// After how many seconds somebody is told.
  static let silence = 0.1

  private let patience: BookFile.Patience
  private let clock: @Sendable () -> Double
  private let pause: @Sendable (Double) -> Void
  private var begin = 0.0
  private var isNoted = false
  /// Whether nobody wants the place any more; nil where that is not asked.
  var isOver: (() -> Bool)?

  /// A wait of that patience.
  ///
  /// - Parameters:
  ///   - clock: Seconds since some moment, never going back.
  ///   - pause: Lets seconds pass.
  init(
    _ patience: BookFile.Patience, clock: @escaping @Sendable () -> Double = Wait.now,
    pause: @escaping @Sendable (Double) -> Void = { usleep(UInt32($0 * 1_000_000)) }
  ) {
    self.patience = patience
    self.clock = clock
    self.pause = pause
  }

  /// Pauses after a try in vain, the first being number 0; whether there is to be another.
  // SQLite calls it on the connection's own thread only: nothing is shared.
  @Sendable func goesOn(attempt: Int) -> Bool {
    let now = clock()
    if attempt == 0 { (begin, isNoted) = (now, false) }
    let left = patience.seconds - (now - begin)
    guard left > 0, isOver?() != true else { return false }
    if !isNoted, now - begin >= Self.silence {
      isNoted = true
      patience.notice()
    }
    pause(min(left, .random(in: Self.pauses)))
    return true
  }

  /// Seconds since the machine started.
  private static func now() -> Double {
    var time = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
