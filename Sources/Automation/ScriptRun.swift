import Domain
import Foundation
public import LuaRuntime
public import ScriptModel
public import Scripting
import Storage
import Wording

/// One execution of a script: what to run, with what, within which limits.
public struct ScriptRun {
  /// The script's text.
  public var source: String
  /// Its name in messages: the path as it was given.
  public var name: String
  /// What the register calls the run.
  public var title: String
  /// What `...` holds.
  public var arguments: [String] = []
  /// Where `require` looks for files; nil for nowhere.
  public var root: String?
  /// The business date and the instant that a resumed run began with; nil for those of the place.
  private var asOf: CivilDate?
  private var began: Instant?
  /// What it may use.
  public var limits = Limits(memory: 256 << 20, cpu: .seconds(60), output: 10 << 20)
  /// The run that stopped after some of its parts, to go on with.
  public var resumes: Int64?
  /// Where its random numbers start; nil for a new place each time.
  public var seed: Int64?
  /// Whether it is sampled where the time goes.
  public var profiles = false
  /// Receives what `print` writes.
  public var output: (UnsafeRawBufferPointer) -> Void
  /// Receives each line that the script logs.
  public var onLog: (String) -> Void = { _ in }
  /// Receives the canceller as soon as there is one.
  public var onStart: (Canceller) -> Void = { _ in }

  /// A script to run.
  public init(
    source: String, name: String, title: String, output: @escaping (UnsafeRawBufferPointer) -> Void
  ) {
    self.source = source
    self.name = name
    self.title = title
    self.output = output
  }

  /// What a script may do to the book.
  public enum Access: Sendable {
    case read
    case write(RunMode)
  }

  /// How a script ended and what it used.
  public struct Report {
    /// How it ended.
    public let outcome: ScriptOutcome
    /// The run in the register, and what it changed; nil for a run that only reads.
    public let run: RunReport<Void>?
    /// What it returned, as text; nil for nothing.
    public let results: [String]
    /// The same as far as a person is shown it.
    public let values: [ShownValue]
    /// Processor time.
    public let processorTime: Duration
    /// The most memory that its state held, in bytes.
    public let peakBytes: Int
    /// The newest lines that it logged.
    public let log: [LogEntry]
    /// Where the time went; nil where that was not asked for.
    public var profile: Profile?
  }

  /// Runs the script on a thread of its own.
  public func execute(_ access: Access, in place: Workplace, visit: RowVisitor? = nil) throws -> Report {
    try ScriptThread.run {
      switch access {
      case .read:
        let book = try place.open(for: place.bookPath == ":memory:" ? .write : .read)
        return try book.read { session in
          let ended = try run(in: session, place: place, access: .read)
          return Report(
            outcome: ended.outcome, run: nil, results: ended.results, values: ended.values,
            processorTime: ended.processorTime,
            peakBytes: ended.peakBytes, log: ended.log, profile: ended.profile)
        }
      case .write(let mode):
        var ended: Ended?
        let script = try beginning(in: place)
        let report = try place.perform(script.start(place), mode: mode, visit: visit) { session in
          let done = try script.run(in: session, place: place, access: .write)
          ended = done
          return (done.end(at: place.now(), language: place.language), ())
        }
        return Report(
          outcome: ended?.outcome ?? .succeeded, run: report, results: ended?.results ?? [],
          values: ended?.values ?? [], processorTime: ended?.processorTime ?? .zero, peakBytes: ended?.peakBytes ?? 0,
          log: ended?.log ?? [], profile: ended?.profile)
      }
    }
  }

  /// SHA-256 of a script's text, in hexadecimal: its identity in the book.
  public static func hash(of source: String) -> String {
    SHA256.hex(of: source.utf8)
  }

  private func start(_ place: Workplace) -> RunStart {
    RunStart(
      title: title, operatorName: place.operatorName, startedAt: place.now(), scriptHash: ScriptRun.hash(of: source),
      asOf: asOf ?? place.asOf, seed: seed, resumes: resumes, arguments: arguments)
  }

  /// The script with all that its run is to be repeated by: a seed of its own, or what the run that it resumes had.
  private func beginning(in place: Workplace) throws -> ScriptRun {
    var script = self
    guard let resumes else {
      // Short enough to be typed again.
      script.seed = seed ?? Int64.random(in: 0...Int64(UInt32.max))
      return script
    }
    let (run, today) = try place.open(for: .read).read { session in
      let start = try session.run(resumes).start
      let zone = try Workplace.zone(named: session.profile.timeZone)
      return (start, start.asOf ?? start.startedAt.civilDate(in: zone))
    }
    let refused = [
      ("--seed", seed != nil && seed != run.seed), ("--as-of", place.asOf != nil && place.asOf != today),
      (arguments.joined(separator: " "), !arguments.isEmpty && arguments != run.arguments),
    ]
    if let option = refused.first(where: \.1)?.0 { throw RunError.resumedOtherwise(resumes, option: option) }
    (script.arguments, script.seed, script.asOf, script.began) = (run.arguments, run.seed, today, run.startedAt)
    return script
  }

  struct Ended {
    let outcome: ScriptOutcome
    let results: [String]
    let values: [ShownValue]
    let processorTime: Duration
    let peakBytes: Int
    let log: [LogEntry]
    /// SHA-256 of the script and of all that it required.
    let hash: String
    let profile: Profile?

    func end(at instant: Instant, language: Language) -> RunEnd {
      let (kind, error): (RunOutcome, String?) =
        switch outcome {
        case .succeeded: (.succeeded, nil)
        case .failed(let failure): (.failed, failure.rendering.text(in: language))
        case .limited(let limit, let failure): (.limited, "\(limit.rawValue): \(failure.rendering.text(in: language))")
        case .cancelled(let failure): (.cancelled, failure.rendering.text(in: language))
        }
      let (seconds, attoseconds) = processorTime.components
      return RunEnd(
        kind, at: instant, error: error, processorMilliseconds: seconds * 1000 + attoseconds / 1_000_000_000_000_000,
        peakBytes: Int64(peakBytes), scriptHash: hash)
    }
  }

  /// Runs the script within a transaction.
  func run(in session: BookSession, place: Workplace, access: ScriptSession.Access) throws -> Ended {
    let host = ScriptSession(
      book: session, now: began ?? place.now(), today: try asOf ?? place.businessDate(of: session.profile),
      zone: try Workplace.zone(named: session.profile.timeZone),
      operatorName: place.operatorName, language: place.language, access: access,
      onLog: { onLog($0.description) })
    let seed = seed.map { UInt64(bitPattern: $0) } ?? UInt64.random(in: .min ... .max)
    let interpreter = try Interpreter(limits: limits, seed: seed, language: place.language, output: output)
    interpreter.installModules(for: host)
    let loader = ModuleLoader(session, root: root)
    interpreter.setLoader(loader.body)
    if profiles { interpreter.startProfile(sql: SQLiteCode.addresses) }
    onStart(interpreter.canceller)
    return session.stopping(when: { interpreter.shouldStop }) {
      var results: [String] = []
      var values: [ShownValue] = []
      let outcome = interpreter.run(source, named: name, arguments: arguments.map { .string($0) }) { call, first in
        guard first <= call.argumentCount else { return }
        results = (first...call.argumentCount).map { call.text(at: $0) }
        values = (first...call.argumentCount).map {
          ShownValue.read(call, at: $0, ReplSession.extent(elements: 10_000))
        }
      }
      return Ended(
        outcome: outcome.pointingToTests(of: name), results: results, values: values,
        processorTime: interpreter.cpuUsed,
        peakBytes: interpreter.memoryPeak,
        log: host.log, hash: loader.hash(of: source), profile: profiles ? interpreter.profile : nil)
    }
  }
}
