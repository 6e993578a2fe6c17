import Synchronization
import Testing

@testable import Storage

@Suite struct WaitTests {
  /// A clock that goes on by pauses, and by what a try takes.
  private final class Time: Sendable {
    private let state = Mutex((now: 1000.0, pauses: [Double](), notices: 0))
    let trying: Double

    init(trying: Double) { self.trying = trying }

    var pauses: [Double] { state.withLock { $0.pauses } }
    var notices: Int { state.withLock { $0.notices } }
    var now: Double { state.withLock { $0.now } }

    func wait(_ seconds: Double) -> Wait {
      Wait(BookFile.Patience(seconds: seconds) { self.state.withLock { $0.notices += 1 } }) {
        self.now
      } pause: { length in
        self.state.withLock {
          $0.now += length
          $0.pauses.append(length)
        }
      }
    }

    /// Tries in vain until the wait is over; for how long.
    func exhaust(_ wait: Wait) -> Double {
      let begin = now
      var attempt = 0
      while wait.goesOn(attempt: attempt) {
        state.withLock { $0.now += trying }
        attempt += 1
      }
      return now - begin
    }
  }

  @Test(arguments: [0, 0.25, 1.5])
  func `a writer waits as long as it was told by the clock, however long a try takes`(_ trying: Double) {
    let time = Time(trying: trying)
    let wait = time.wait(3)
    for _ in 0..<2 {
      let waited = time.exhaust(wait)
      #expect(waited >= 3 && waited <= 3 + trying + 1e-6, "\(waited)")
    }
  }

  @Test func `who waits long looks for the place as often as who has just come`() {
    let time = Time(trying: 0)
    _ = time.exhaust(time.wait(60))
    let pauses = time.pauses
    let tenth = pauses.count / 10
    let (first, last) = (pauses.prefix(tenth).reduce(0, +), pauses.dropLast().suffix(tenth).reduce(0, +))
    #expect(pauses.allSatisfy { $0 <= 0.01 })
    #expect(last < 1.2 * first, "a tenth of the pauses took \(first) s at first and \(last) s at last")
  }

  @Test func `a short wait is silent, and a long one is told of once`() {
    let (short, long) = (Time(trying: 0), Time(trying: 0))
    let wait = short.wait(60)
    for attempt in 0..<5 { #expect(wait.goesOn(attempt: attempt)) }
    #expect(short.notices == 0)
    _ = long.exhaust(long.wait(60))
    #expect(long.notices == 1)
    #expect(!long.wait(0).goesOn(attempt: 0))
  }
}
