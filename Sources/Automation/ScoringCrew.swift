import Foundation
import LuaRuntime
import Storage

/// Threads that score parts of the customers side by side, and where one finds what they have made.
final class ScoringCrew: @unchecked Sendable {
  /// What a part brings forth, one after the other.
  enum Item: Sendable {
    case batch(ScoredBatch)
    /// There is no more.
    case end(PartUse)
    case failure(any Error)
  }

  private let plan: ScoringPlan
  private let parts: [ClosedRange<Int64>]
  private let reading: SideReading

  // What follows is touched by who holds the lock of the condition, which is signalled at each change.
  private let condition = NSCondition()
  /// What is made and not yet taken, by part.
  private var shelves: [Int: [Item]] = [:]
  /// The first part that nobody works on yet.
  private var next = 0
  /// The part that is being taken.
  private var taken = 0
  /// How many parts are needed: none beyond one that failed.
  private var needed: Int
  private var isStopped = false
  private var failure: ScriptFailure?
  private var cancellers: [Canceller?] = []
  private var threads: [SideThread] = []

  init(_ plan: ScoringPlan, _ parts: [ClosedRange<Int64>], _ reading: SideReading) {
    self.plan = plan
    self.parts = parts
    self.reading = reading
    needed = parts.count
  }

  /// Starts threads; as many as the system gives, at least one.
  func start(_ count: Int) throws {
    locked { cancellers = Array(repeating: nil, count: count) }
    for worker in 0..<count {
      do {
        let thread = try SideThread { [unowned self] in work(worker) }
        locked { threads.append(thread) }
      } catch {
        if worker == 0 { throw error }
        return
      }
    }
  }

  /// Stops the threads and waits for them.
  func stop() {
    let threads = locked {
      isStopped = true
      for canceller in cancellers { canceller?.cancel() }
      condition.broadcast()
      return self.threads
    }
    for thread in threads { thread.wait() }
  }

  /// Where a state was when it was stopped.
  var stoppedAt: ScriptFailure? { locked { failure } }

  /// How many threads there are.
  var threadCount: Int { locked { threads.count } }

  /// The processor time of all threads.
  var processorTime: Duration { locked { threads }.reduce(.zero) { $0 + $1.processorTime } }

  /// Takes what there is of a part, and waits a moment where there is nothing.
  func take(_ part: Int) -> [Item] {
    locked {
      if taken != part {
        taken = part
        condition.broadcast()
      }
      if shelves[part] == nil { _ = condition.wait(until: Date(timeIntervalSinceNow: 0.02)) }
      return shelves.removeValue(forKey: part) ?? []
    }
  }

  // MARK: On the threads

  private func work(_ worker: Int) {
    do {
      try reading.read { session in
        let scoring = try PartScoring(plan, in: session)
        defer { scoring.close() }
        while let part = claim() {
          do {
            let use = try scoring.score(parts[part], onStart: { keep($0, of: worker) }) { hand(.batch($0), of: part) }
            hand(.end(use), of: part)
          } catch {
            fail(error, of: part, at: scoring.stoppedAt)
          }
        }
      }
    } catch {
      // Somebody must say so: the next part that is needed.
      if let part = claim() { fail(error, of: part, at: nil) }
    }
  }

  /// The next part to work on; nil where there is none. Nobody runs far ahead of what is taken, so that memory stays
  /// flat.
  private func claim() -> Int? {
    locked {
      while !isStopped, next < needed {
        if next <= taken + cancellers.count {
          next += 1
          return next - 1
        }
        condition.wait()
      }
      return nil
    }
  }

  private func keep(_ canceller: Canceller, of worker: Int) {
    locked {
      cancellers[worker] = canceller
      if isStopped { canceller.cancel() }
    }
  }

  private func hand(_ item: Item, of part: Int) {
    locked {
      shelves[part, default: []].append(item)
      if part == taken { condition.broadcast() }
    }
  }

  private func fail(_ error: any Error, of part: Int, at place: ScriptFailure?) {
    locked {
      needed = min(needed, part)
      failure = failure ?? place
      shelves[part, default: []].append(.failure(error))
      condition.broadcast()
    }
  }

  private func locked<Result>(_ body: () -> Result) -> Result {
    condition.lock()
    defer { condition.unlock() }
    return body()
  }
}
