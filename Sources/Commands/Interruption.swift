import Foundation
import LuaRuntime
import Synchronization

/// Ctrl-C: the first stops the work and keeps nothing, the second leaves at once.
final class Interruption: Sendable {
  private let state = Mutex<(canceller: Canceller?, isPolled: Bool, count: Int)>((nil, false, 0))

  /// The script that the first Ctrl-C stops.
  var canceller: Canceller? {
    get { state.withLock { $0.canceller } }
    set { state.withLock { $0.canceller = newValue } }
  }

  /// Whether Ctrl-C was pressed. Work that asks once is trusted to ask again, and to stop.
  var isRequested: Bool {
    state.withLock { state in
      state.isPolled = true
      return state.count > 0
    }
  }

  /// Runs the body while Ctrl-C is watched for.
  static func watch<Result>(_ body: (Interruption) throws -> Result) rethrows -> Result {
    let interruption = Interruption()
    let source = DispatchSource.makeSignalSource(signal: SIGINT, queue: .global())
    signal(SIGINT, SIG_IGN)
    source.setEventHandler { interruption.interrupted() }
    source.activate()
    defer {
      source.cancel()
      signal(SIGINT, SIG_DFL)
    }
    return try body(interruption)
  }

  private func interrupted() {
    let (canceller, isPolled, count) = state.withLock { state in
      state.count += 1
      return state
    }
    // The book is safe without a farewell: an open transaction is rolled back by whoever opens it next.
    guard canceller != nil || isPolled, count == 1 else { _exit(130) }
    canceller?.cancel()
  }
}
