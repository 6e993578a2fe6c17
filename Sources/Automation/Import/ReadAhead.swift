import Foundation
import Interchange
import LuaRuntime

/// Reads a file on a thread of its own, a few batches ahead of the thread that they are for. Who takes them sees the same
/// in the same order as without.
final class ReadAhead: @unchecked Sendable {
  private let source: RecordSource

  // What follows is touched by who holds the lock of the condition, which is signalled at each change.
  private let condition = NSCondition()
  private var head: RecordSource.Head?
  /// What is read and not yet taken.
  private var ready: [RecordBatch] = []
  /// What can be filled. No more batches are made than were at first, so that memory stays flat.
  private var empty = Array(repeating: RecordBatch(width: 0), count: 3)
  private var end: Result<TextEncoding, any Error>?
  private var isStopped = false

  /// What becomes of reading once nobody takes what is read.
  private struct Stopped: Error {}

  /// What there is to be taken.
  private enum Item {
    case head(RecordSource.Head)
    case records
    case end(Result<TextEncoding, any Error>)
    case nothing
  }

  init(_ source: RecordSource) {
    self.source = source
  }

  /// Reads the file to its end; how its characters are written. Nil, and nothing is read, where the system gives no thread.
  func read(_ receiver: RecordSource.Receiver) throws -> TextEncoding? {
    guard let thread = try? SideThread({ [unowned self] in work() }) else { return nil }
    defer {
      locked { isStopped = true }
      thread.wait()
    }
    var batch = RecordBatch(width: 0)
    while true {
      switch next(into: &batch) {
      case .head(let head): try receiver.head(head)
      case .records:
        try receiver.records(&batch)
        locked { Self.move(&batch, to: &empty) }
      case .end(let end): return try end.get()
      case .nothing: try receiver.pause()
      }
    }
  }

  /// Takes what comes next, and waits a moment where there is nothing.
  private func next(into batch: inout RecordBatch) -> Item {
    locked {
      if head == nil, ready.isEmpty, end == nil { _ = condition.wait(until: Date(timeIntervalSinceNow: 0.02)) }
      if let head {
        self.head = nil
        return .head(head)
      }
      if !ready.isEmpty {
        batch = ready.removeFirst()
        return .records
      }
      return end.map { .end($0) } ?? .nothing
    }
  }

  // MARK: On the thread

  private func work() {
    let receiver = RecordSource.Receiver(
      head: { [unowned self] head in locked { self.head = head } },
      records: { [unowned self] batch in try exchange(&batch) },
      pause: { [unowned self] in if locked({ isStopped }) { throw Stopped() } })
    let end = Result { try source.read(receiver) }
    locked { self.end = end }
  }

  /// Puts a full batch where it can be taken, in exchange for an empty one.
  private func exchange(_ batch: inout RecordBatch) throws {
    try locked {
      Self.move(&batch, to: &ready)
      condition.broadcast()
      while empty.isEmpty, !isStopped { condition.wait() }
      if isStopped { throw Stopped() }
      batch = empty.removeLast()
    }
  }

  /// Hands a batch on. Nobody else holds it then: it would be copied once it is written to.
  private static func move(_ batch: inout RecordBatch, to batches: inout [RecordBatch]) {
    batches.append(batch)
    batch = RecordBatch(width: 0)
  }

  /// Looks at what is shared, or changes it.
  private func locked<Value>(_ body: () throws -> Value) rethrows -> Value {
    condition.lock()
    defer {
      condition.broadcast()
      condition.unlock()
    }
    return try body()
  }
}
