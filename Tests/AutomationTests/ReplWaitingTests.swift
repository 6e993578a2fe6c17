import Automation
import Dispatch
import Domain
import Foundation
import LuaRuntime
import ScriptModel
import Storage
import Synchronization
import Testing

/// What becomes of a session whose line takes long: somebody else is writing, or it would never end.
@Suite struct ReplWaitingTests {
  private let desk: ScriptDesk

  init() throws {
    desk = try ScriptDesk()
    try ReplSessionTests.fill(desk)
  }

  private func name(of code: String) throws -> [String] { try desk.run("return customers.get('\(code)').name", .read) }

  /// Does something in a session while somebody else is writing; `notice` is called once it waits.
  private func whileOtherWrites(
    notice: @escaping @Sendable (Canceller) -> Void, _ body: (ReplSession) throws -> Void
  ) throws {
    let canceller = Mutex<Canceller?>(nil)
    var place = desk.place
    place.patience = BookFile.Patience(seconds: 60) {
      if let canceller = canceller.withLock({ $0 }) { notice(canceller) }
    }
    try ScriptThread.run {
      let session = try ReplSession(
        in: place, mode: .preview, limits: Limits(), seed: 1, root: ".", output: { _ in }, onLog: { _ in })
      canceller.withLock { $0 = session.canceller }
      try session.succeed("customers.update('C1', { name = 'One' })")
      try desk.place.open(for: .write).write { _ in
        try body(session)
        return (.rollback, ())
      }
      #expect(try session.value("customers.get('C1').name") == .plain(.string("One")))
    }
  }

  @Test(.timeLimit(.minutes(1))) func `Ctrl-C ends the wait for the writer's place`() throws {
    try whileOtherWrites(notice: { $0.cancel() }) { session in
      guard case .cancelled = try session.run("customers.count()").outcome else {
        Issue.record("the line was not stopped")
        return
      }
      #expect(throws: ReplError.stopped) { try session.commit() }
      #expect(throws: ReplError.stopped) { try session.changes(sample: 1) }
      #expect(session.gathered.summary.rowCount == 1)
    }
  }

  @Test func `Ctrl-C stops changes that are made again, and the next line makes them`() throws {
    try ScriptThread.run {
      let session = try ReplSession(
        in: desk.place, mode: .preview, limits: Limits(), seed: 1, root: ".", output: { _ in }, onLog: { _ in })
      try session.succeed("for i = 1, 500 do customers.create { code = 'N' .. i, name = 'n' } end")
      session.canceller.cancel()
      #expect(throws: ReplError.stopped) { try session.commit() }
      session.canceller.cancel()
      guard case .cancelled = try session.run("customers.count()").outcome else {
        Issue.record("the line was not stopped")
        return
      }
      #expect(try session.value("customers.count()") == .plain(.integer(502)))
      #expect(try session.commit()?.changes.rowCount == 500)
    }
  }

  @Test(.timeLimit(.minutes(1))) func `a pattern that would take for ever stops within 100 ms of Ctrl-C`() throws {
    var quickest = Duration.seconds(60)
    // Somebody else's work may come between once, but not five times.
    for _ in 0..<5 where quickest >= .milliseconds(100) {
      let isUnderWay = DispatchSemaphore(value: 0)
      let pressed = Mutex<ContinuousClock.Instant?>(nil)
      let canceller = Mutex<Canceller?>(nil)
      Thread.detachNewThread {
        isUnderWay.wait()
        pressed.withLock { $0 = .now }
        canceller.withLock { $0 }?.cancel()
      }
      try ScriptThread.run {
        let session = try ReplSession(
          in: desk.place, mode: .preview, limits: Limits(), seed: 1, root: ".", output: { _ in isUnderWay.signal() },
          onLog: { _ in })
        canceller.withLock { $0 = session.canceller }
        let answer = try session.run("print 'now' return (('a'):rep(300):find(('a*'):rep(30) .. 'b'))")
        guard case .cancelled = answer.outcome, let start = pressed.withLock({ $0 }) else {
          Issue.record("\(answer.outcome)")
          return
        }
        quickest = min(quickest, .now - start)
        #expect(try session.value("1 + 1") == .plain(.integer(2)))
      }
    }
    #expect(quickest < .milliseconds(100))
  }

  @Test(.timeLimit(.minutes(1))) func `a line that has only waited takes its turn once the other writer is done`()
    throws
  {
    let isHeld = DispatchSemaphore(value: 0)
    let isAwaited = DispatchSemaphore(value: 0)
    let other = desk.place
    Thread.detachNewThread {
      do {
        try other.open(for: .write).write { session in
          isHeld.signal()
          isAwaited.wait()
          let customers = try session.entity("customers")
          _ = try session.update(.code("C2"), of: customers, ["name": .text("Theirs")])
          return (.commit, ())
        }
      } catch {
        Issue.record(error)
      }
    }
    isHeld.wait()
    var place = desk.place
    place.patience = BookFile.Patience(seconds: 60) { isAwaited.signal() }
    try ScriptThread.run {
      let session = try ReplSession(
        in: place, mode: .auto, limits: Limits(), seed: 1, root: ".", output: { _ in }, onLog: { _ in })
      try session.succeed("customers.update('C1', { name = 'One' })")
    }
    #expect(try name(of: "C1") == ["One"])
    #expect(try name(of: "C2") == ["Theirs"])
  }
}

extension ScriptDesk {
  /// Runs lines in a session.
  func inSession<Result>(
    _ mode: ReplSession.Mode = .preview, limits: Limits = Limits(memory: 64 << 20, cpu: .seconds(2)),
    _ body: (ReplSession) throws -> Result
  ) throws -> Result {
    try ScriptThread.run {
      try body(
        ReplSession(in: place, mode: mode, limits: limits, seed: 1, root: ".", output: { _ in }, onLog: { _ in }))
    }
  }
}

extension ReplSession {
  /// Runs a line that must succeed.
  func succeed(_ line: String) throws {
    let answer = try run(line)
    #expect(answer.outcome == .succeeded, "\(line)")
  }

  /// The value of a line that must succeed.
  func value(_ line: String) throws -> ShownValue? {
    let answer = try run(line)
    #expect(answer.outcome == .succeeded, "\(line)")
    return answer.results.first
  }
}
