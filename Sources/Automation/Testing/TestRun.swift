import Domain
import Foundation
public import LuaRuntime
import Storage
import Synchronization

/// Test files, several side by side.
public struct TestRun {
  private let files: [TestFile]
  private let options: TestOptions
  private let onStart: @Sendable (Canceller) -> Void
  private let onEnd: @Sendable (TestFileReport) -> Void

  /// Tests to run.
  ///
  /// - Parameters:
  ///   - files: The files.
  ///   - options: How.
  ///   - onStart: Receives the canceller of each file's state.
  ///   - onEnd: Receives the report of each file, in the order of the files, whatever the number of workers.
  public init(
    _ files: [TestFile], _ options: TestOptions, onStart: @escaping @Sendable (Canceller) -> Void = { _ in },
    onEnd: @escaping @Sendable (TestFileReport) -> Void = { _ in }
  ) {
    self.files = files
    self.options = options
    self.onStart = onStart
    self.onEnd = onEnd
  }

  /// Runs them, on threads where limits hold.
  ///
  /// - Throws: `TestFault` where there is no test of the name that was asked for.
  public func execute() throws -> TestReport {
    let begin = ContinuousClock.now
    let start = try TestStart(options.today)
    let desk = SharedDesk(files, onEnd: onEnd)
    let threads = try (0..<max(1, min(options.workers, files.count))).map { _ in
      try SideThread { [options, onStart] in desk.work(start, options, onStart) }
    }
    for thread in threads { thread.wait() }
    if let error = desk.error { throw error }
    var report = TestReport(seed: options.seed)
    report.files = desk.reports
    report.time = ContinuousClock.now - begin
    if options.covers { report.coverage = desk.coverage(with: options.scripts) }
    if report.results.isEmpty, let name = options.filter { throw TestFault.noneNamed(name) }
    return report
  }
}

/// What the threads of a test run share.
private final class SharedDesk: Sendable {
  private struct State {
    var next = 0
    var reports: [Int: TestFileReport] = [:]
    var told = 0
    var isCancelled = false
    var error: (any Error)?
    /// How often lines ran, by file.
    var lines: [String: [Int: UInt64]] = [:]
  }

  private let files: [TestFile]
  private let onEnd: @Sendable (TestFileReport) -> Void
  private let state = Mutex(State())

  init(_ files: [TestFile], onEnd: @escaping @Sendable (TestFileReport) -> Void) {
    self.files = files
    self.onEnd = onEnd
  }

  var error: (any Error)? { state.withLock { $0.error } }

  var reports: [TestFileReport] {
    state.withLock { state in files.indices.compactMap { state.reports[$0] } }
  }

  /// The scripts of which lines ran, and others, tests left out.
  func coverage(with others: [String]) -> [CoveredFile] {
    var lines = state.withLock { $0.lines }
    for file in others { lines[RelativePath.joined(".", file), default: [:]].merge([:]) { $0 + $1 } }
    return lines.sorted { $0.key < $1.key }.compactMap { file, counts in
      guard !file.hasSuffix(TestFile.ending), let source = try? SourceText.read(file) else { return nil }
      return CoveredFile(file: file, source: source, counts: counts)
    }
  }

  /// Takes one file after the other, until there is none left.
  func work(_ start: TestStart, _ options: TestOptions, _ onStart: @escaping @Sendable (Canceller) -> Void) {
    do {
      let book = try BookFile.inMemory(profile: TestStart.profile)
      while let index = take() {
        let coverage = options.covers ? LineCoverage() : nil
        let run = TestFileRun(files[index], in: book, start, options, onStart: onStart)
        put(try run.run(), at: index, coverage?.lines ?? [:], named: run.definitionFiles)
      }
    } catch {
      state.withLock { $0.error = $0.error ?? error }
    }
  }

  private func take() -> Int? {
    state.withLock { state in
      guard state.next < files.count, !state.isCancelled, state.error == nil else { return nil }
      defer { state.next += 1 }
      return state.next
    }
  }

  private func put(
    _ report: TestFileReport, at index: Int, _ lines: [String: [Int: UInt64]], named files: [String: String]
  ) {
    state.withLock { state in
      state.reports[index] = report
      if case .cancelled? = report.results.last?.outcome { state.isCancelled = true }
      for (chunk, counts) in lines {
        state.lines[RelativePath.joined(".", files[chunk] ?? chunk), default: [:]].merge(counts) { $0 + $1 }
      }
      while let next = state.reports[state.told] {
        onEnd(next)
        state.told += 1
      }
    }
  }
}
