import Foundation
import LuaRuntime
import Synchronization

/// Ctrl-C: the first stops the work and keeps nothing, the second leaves at once, but for a person's session.
final class Interruption: Sendable {
  private let state = Mutex<(cancellers: [Canceller], isPolled: Bool, count: Int)>(([], false, 0))

  /// The script that the first Ctrl-C stops.
  var canceller: Canceller? {
    get { state.withLock { $0.cancellers.last } }
    set {
      state.withLock { $0.cancellers = [] }
      if let newValue { add(newValue) }
    }
  }

  /// Forgets what was pressed before: a line of a session begins.
  func begin() {
    state.withLock { $0 = ([], false, 0) }
  }

  /// One more script that the first Ctrl-C stops, with the others.
  func add(_ canceller: Canceller) {
    let isLate = state.withLock { state in
      state.cancellers.append(canceller)
      return state.count > 0
    }
    if isLate { canceller.cancel() }
  }

  /// Whether Ctrl-C was pressed. Work that asks once is trusted to ask again, and to stop.
  var isRequested: Bool {
    state.withLock { state in
      state.isPolled = true
      return state.count > 0
    }
  }

  /// Runs the body, one of many: Ctrl-C stops its script.
  func stopping(_ canceller: Canceller, _ body: () throws -> Void) rethrows {
    state.withLock { $0 = ([canceller], false, 0) }
    defer { begin() }
    try body()
  }

  /// Whether a person's session goes on when there is nothing to stop.
  private let isSession: Bool

  init(isSession: Bool = false) { self.isSession = isSession }

  /// The one that watches now: the system's queues watch for a signal once in a process.
  private static let current = Mutex<Interruption?>(nil)

  /// Runs the body while Ctrl-C is watched for; within a session, by the session's own watch.
  static func watch<Result>(
    isSession: Bool = false, _ body: (Interruption) throws -> Result
  ) rethrows -> Result {
    if let outer = current.withLock({ $0 }) {
      // What was pressed since the line began is for this.
      outer.state.withLock { ($0.cancellers, $0.isPolled) = ([], false) }
      defer { outer.begin() }
      return try body(outer)
    }
    let interruption = Interruption(isSession: isSession)
    current.withLock { $0 = interruption }
    defer { current.withLock { $0 = nil } }
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
    let (cancellers, isPolled, count) = state.withLock { state in
      state.count += 1
      return state
    }
    // The book is safe without a farewell: an open transaction is rolled back by whoever opens it next.
    // A session may hold what is not in the book: no number of them leaves it.
    guard isSession || count == 1 && (!cancellers.isEmpty || isPolled) else { _exit(130) }
    for canceller in cancellers { canceller.cancel() }
  }
}
