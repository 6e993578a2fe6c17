import CLuaHost

/// Thrown out of long work in a host function whose run is to stop: a deadline has passed, or somebody cancelled it.
///
/// The run ends when the function returns, whatever it returns or throws; thrown, this only brings that about.
public struct Stopped: Error {
  /// Whether the run of this thread is to stop.
  public static var isDue: Bool { lh_must_stop() }

  /// Throws where the run of this thread is to stop. It takes about half a microsecond: ask every thousand steps.
  public static func check() throws(Stopped) {
    if isDue { throw Stopped() }
  }

  /// Asks at every 1024th step of a loop, which counts its steps, and where much memory was taken since.
  public static func check(at step: Int) throws(Stopped) {
    if isDue(at: step) { throw Stopped() }
  }

  /// The same as an answer.
  static func isDue(at step: Int) -> Bool {
    (step & 1023 == 1023 || lh_must_judge()) && isDue
  }
}
