import CLuaHost
import Synchronization

/// Stops an interpreter's run from any thread, within about 10 ms of its processor time.
///
/// It may outlive the interpreter.
public final class Canceller: Sendable {
  /// The runtime, while it is open.
  ///
  /// Only `lh_cancel`, which is one atomic store, is done with it.
  @safe private struct Target: @unchecked Sendable {
    var runtime: OpaquePointer?
  }

  private let target: Mutex<Target>

  init(_ runtime: OpaquePointer) {
    target = Mutex(unsafe Target(runtime: runtime))
  }

  /// Stops the run; nothing happens after it has ended.
  public func cancel() {
    target.withLock { target in
      if let runtime = unsafe target.runtime { unsafe lh_cancel(runtime) }
    }
  }

  func disarm() {
    target.withLock { unsafe $0.runtime = nil }
  }
}
