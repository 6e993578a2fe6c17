public import CLuaHost
import LuaSyntax
public import ScriptModel
public import Wording

/// One Lua state with its limits.
///
/// Use it on one thread at a time, on a ``ScriptThread`` where limits are to hold.
///
/// A state costs about 50 µs: take a new one for each run. Only a session of a person typing keeps one.
@safe public final class Interpreter {
  /// The state and its budgets; closed when the interpreter is released.
  let runtime: OpaquePointer
  private let state: OpaquePointer
  private var functions: [UnsafeMutablePointer<lh_function>] = unsafe []
  private var bodies: [HostBody] = []
  /// The anchors of each module: of its table, and of what scripts see of it.
  private var modules: [String: (table: Int32, view: Int32)] = [:]
  private let printer: Printer
  private let texts = PassedTexts()
  private let language: Language
  /// Stops a run from any thread.
  public let canceller: Canceller

  /// There was no memory for a state.
  public struct OutOfMemory: Refusal {
    /// `no-memory`.
    public var code: String { "no-memory" }
    /// What happened and the way out.
    public var message: Phrase {
      Phrase("there is no memory for a Lua state; close other programs", zh: "内存不足，无法建立 Lua 运行环境，请关闭其他程序")
    }
  }

  /// Opens a state with the sandboxed libraries.
  ///
  /// - Parameters:
  ///   - limits: The budgets of each run.
  ///   - seed: Where `math.random` starts.
  ///   - language: The language of the host's messages within Lua.
  ///   - output: Receives the bytes that `print` writes.
  public init(
    limits: Limits, seed: UInt64, language: Language = .english,
    output: @escaping (UnsafeRawBufferPointer) -> Void
  ) throws(OutOfMemory) {
    let printer = unsafe Printer(output)
    var events = unsafe lh_events()
    // The printer is a stored property, so it outlives the state.
    unsafe events.output_context = unsafe Unmanaged.passUnretained(printer).toOpaque()
    unsafe events.output = { context, bytes, length in
      guard let context = unsafe context else { return }
      unsafe Unmanaged<Printer>.fromOpaque(context).takeUnretainedValue().write(
        UnsafeRawBufferPointer(start: bytes, count: length))
    }
    guard let runtime = unsafe lh_open(lh_limits(limits), events, seed, language == .chinese) else {
      throw OutOfMemory()
    }
    self.printer = printer
    self.language = language
    unsafe self.runtime = unsafe runtime
    unsafe state = unsafe lh_state(runtime)
    // A stored property as well.
    unsafe lh_set_texts(runtime, texts.context)
    canceller = unsafe Canceller(runtime)
  }

  deinit {
    canceller.disarm()
    unsafe lh_close(runtime)
    unsafe functions.forEach { unsafe $0.deallocate() }
  }

  // MARK: Host functions

  /// Makes a host function reachable under its declared name: `customers.get` in the read-only table `customers`,
  /// `today` as a global.
  public func install(_ body: HostBody) {
    let module = body.description.module
    let name = body.description.member
    let function = unsafe keep(body)
    unsafe lh_reserve(state, 8)
    if module.isEmpty {
      unsafe lh_push_function(state, function)
      unsafe lh_set_global(state, name)
      return
    }
    unsafe lh_push_anchored(state, anchor(ofModule: module))
    unsafe lh_push_function(state, function)
    setField(name)
    unsafe lh_pop(state, 1)
  }

  /// Lets scripts call a module like a function: `money(12.50, "CNY")`.
  public func install(_ body: HostBody, asCallOf module: String) {
    let function = unsafe keep(body)
    _ = anchor(ofModule: module)
    unsafe configure { state in
      guard unsafe lh_get_global(state, module) == LH_TABLE else { return }
      unsafe lh_set_call(state, -1, function)
    }
  }

  /// Gives all money values an operator: `__add`, `__tostring`, …
  public func install(_ body: HostBody, asMoneyOperator name: String) {
    let function = unsafe keep(body)
    unsafe configure { state in
      unsafe lh_push_money_metatable(state)
      unsafe lh_push_function(state, function)
      setField(name)
    }
  }

  /// Makes the functions of a module methods of what is expected of values.
  ///
  /// - Parameter otherNames: What people may call a method, with its name.
  public func installExpectations(asMethodsOf module: String, otherNames: [String: String]) {
    unsafe configure { state in
      guard unsafe lh_get_global(state, module) == LH_TABLE else { return }
      unsafe lh_new_table(state, 0, Int32(clamping: otherNames.count))
      for (other, name) in otherNames {
        // The bytes are copied at once.
        var name = name
        name.withUTF8 { unsafe lh_push_bytes(state, $0.baseAddress, $0.count) }
        setField(other)
      }
      unsafe lh_install_expectations(state, -2, -1)
    }
  }

  /// Makes `null` a global: what stands for no value where nil would leave nothing.
  public func installNull(named name: String) {
    unsafe configure { state in
      unsafe lh_push_null(state)
      unsafe lh_set_global(state, name)
    }
  }

  /// Puts a constant into a module, or makes it a global where the module is empty.
  public func install(_ value: ScriptValue, named name: String, module: String = "") throws {
    unsafe lh_reserve(state, 8)
    let base = unsafe lh_top(state)
    defer { unsafe lh_pop(state, lh_top(state) - base) }
    if !module.isEmpty { unsafe lh_push_anchored(state, anchor(ofModule: module)) }
    _ = try unsafe value.push(to: Call(state: state))
    if module.isEmpty { unsafe lh_set_global(state, name) } else { setField(name) }
  }

  /// Says how `require` finds modules: the body takes a name and pushes source and chunk name, or nothing.
  public func setLoader(_ body: HostBody) {
    unsafe lh_set_loader(state, keep(body))
  }

  /// Forgets the definitions that were brought to life, since another book may be in use now.
  public func forgetDefinitions() {
    unsafe configure { state in unsafe lh_forget_definitions(state) }
  }

  /// Lets `configure` push onto the stack, which is emptied afterwards: for operators of money and the like.
  public func configure<Result>(_ configure: (OpaquePointer) throws -> Result) rethrows -> Result {
    let base = unsafe lh_top(state)
    defer { unsafe lh_pop(state, lh_top(state) - base) }
    unsafe lh_reserve(state, 20)
    return try unsafe configure(state)
  }

  /// The C function for a body; both live as long as the interpreter.
  public func keep(_ body: HostBody) -> UnsafePointer<lh_function> {
    bodies.append(body)
    let function = UnsafeMutablePointer<lh_function>.allocate(capacity: 1)
    unsafe function.initialize(to: lh_function(body: enterHost, context: Unmanaged.passUnretained(body).toOpaque()))
    unsafe functions.append(function)
    return unsafe UnsafePointer(function)
  }

  /// The names of the host functions, by the address that C knows each by.
  var hostNames: [UInt: String] {
    Dictionary(
      bodies.map { unsafe (UInt(bitPattern: Unmanaged.passUnretained($0).toOpaque()), $0.description.name) },
      uniquingKeysWith: { first, _ in first })
  }

  private func anchor(ofModule name: String) -> Int32 {
    if let known = modules[name] { return known.table }
    unsafe lh_new_table(state, 0, 16)
    unsafe lh_push_copy(state, -1)
    let table = unsafe lh_anchor(state)
    unsafe lh_seal(state, name)
    unsafe lh_push_copy(state, -1)
    let view = unsafe lh_anchor(state)
    unsafe lh_set_global(state, name)
    modules[name] = (table, view)
    return table
  }

  /// The modules in whose place a script has put a global of its own, in order. Those that it has set to nil come back.
  public func hiddenModules() -> [String] {
    unsafe configure { state in
      modules.keys.sorted().filter { name in
        guard let view = modules[name]?.view else { return false }
        let type = unsafe lh_get_global(state, name)
        unsafe lh_push_anchored(state, view)
        let isHidden = unsafe lh_identity(state, -1) != lh_identity(state, -2)
        guard type == LH_NIL else {
          unsafe lh_pop(state, 2)
          return isHidden
        }
        unsafe lh_set_global(state, name)
        unsafe lh_pop(state, 1)
        return false
      }
    }
  }

  /// Pops the value on top into a field of the table below it.
  private func setField(_ name: String) {
    var name = name
    name.withUTF8 { bytes in
      guard let start = bytes.baseAddress else { return }
      unsafe lh_set_field(state, -2, start, bytes.count)
    }
  }

  // MARK: Running

  /// Starts the budgets on this thread, runs the body, and stops them: any number of runs and calls share them.
  public func withBudget<Result>(_ body: () throws -> Result) rethrows -> Result {
    let entered = unsafe lh_enter(runtime)
    defer { if entered { unsafe lh_leave(runtime) } }
    return try body()
  }

  /// Compiles and runs a chunk from top to bottom, for its effects.
  public func run(_ source: String, named name: String, arguments: [ScriptValue] = []) -> ScriptOutcome {
    run(source, named: name, arguments: arguments) { _, _ in }
  }

  /// Compiles and runs a chunk from top to bottom.
  ///
  /// - Parameters:
  ///   - source: The text.
  ///   - name: The file's name as errors show it.
  ///   - arguments: What `...` holds.
  ///   - read: Reads the results while they stand on the stack, from the index that it is given to the top.
  public func run(
    _ source: String, named name: String, arguments: [ScriptValue] = [],
    read: (Call, Int32) throws -> Void
  ) rethrows -> ScriptOutcome {
    try withBudget {
      let base = unsafe lh_top(state)
      defer { unsafe lh_pop(state, lh_top(state) - base) }
      unsafe lh_reserve(state, Int32(clamping: arguments.count + 8))
      if let refused = load(source, named: name) { return refused }
      for argument in arguments where (try? unsafe argument.push(to: Call(state: state))) == nil {
        unsafe lh_push_nil(state)
      }
      let status = unsafe lh_run(state, Int32(clamping: arguments.count), -1)
      guard status == LH_SUCCEEDED else { return outcome(status) }
      try unsafe read(Call(state: state), base + 1)
      return unsafe lh_stop_reasons(runtime) == 0 ? .succeeded : outcome(Int32(LH_STOPPED))
    }
  }

  /// Whether the chunk compiles; nil when it does.
  public func check(_ source: String, named name: String) -> ScriptFailure? {
    let base = unsafe lh_top(state)
    defer { unsafe lh_pop(state, lh_top(state) - base) }
    switch load(source, named: name) {
    case .failed(let failure)?, .limited(_, at: let failure)?, .cancelled(at: let failure)?: return failure
    case .succeeded?, nil: return nil
    }
  }

  /// Calls a function that the script handed over, from outside any host function.
  ///
  /// - Parameters:
  ///   - function: The function, anchored in this state.
  ///   - results: How many results to ask for.
  ///   - arguments: Pushes the arguments and returns their count.
  ///   - read: Reads the results, the first at the index that it is given.
  public func call(
    _ function: ScriptFunction, results: Int32, arguments: (Call) throws -> Int32, read: (Call, Int32) throws -> Void
  ) rethrows -> ScriptOutcome {
    let base = unsafe lh_top(state)
    defer { unsafe lh_pop(state, lh_top(state) - base) }
    unsafe lh_reserve(state, 20)
    unsafe lh_push_anchored(state, function.anchor)
    let status = try unsafe lh_run(state, arguments(Call(state: state)), results)
    guard status == LH_SUCCEEDED else { return outcome(status) }
    try unsafe read(Call(state: state), base + 1)
    return .succeeded
  }

  /// Pushes the chunk as a function, or says why not.
  private func load(_ source: String, named name: String) -> ScriptOutcome? {
    var text = source
    let status = text.withUTF8 { bytes in
      unsafe bytes.withMemoryRebound(to: CChar.self) { unsafe lh_load(state, $0.baseAddress, $0.count, "@" + name) }
    }
    return status == LH_SUCCEEDED ? nil : outcome(status)
  }

  // MARK: Limits

  /// Gives later runs other limits.
  public func setLimits(_ limits: Limits) { unsafe lh_set_limits(runtime, lh_limits(limits)) }

  /// Stops the run for a limit that the host counts: rows or messages.
  ///
  /// The script ends when the host function returns.
  public func stop(for limit: Limit) {
    unsafe lh_stop(runtime, limit.reason)
  }

  /// Whether a deadline has passed or the run is cancelled: what a progress handler of SQLite asks.
  public var shouldStop: Bool { unsafe lh_should_stop(runtime) }

  /// Whether the run is cancelled.
  public var isCancelled: Bool { unsafe lh_stop_due(runtime) & Int32(LH_STOP_CANCELLED) != 0 }

  /// How the run must end now, where a deadline has passed or it is cancelled; nil while it may go on.
  public var dueStop: ScriptOutcome? {
    let reasons = unsafe lh_stop_due(runtime)
    return reasons == 0 ? nil : Self.outcome(stoppedFor: reasons, at: ScriptFailure(message: ""))
  }

  /// Begins another generation of records, those that are read from now on, and gives its number.
  @discardableResult
  public func beginGeneration() -> UInt32 { unsafe lh_begin_generation(runtime) }

  /// Declares that what records were read from is gone, those of a generation and of all since, and begins another.
  public func dropGenerations(from first: UInt32) { unsafe lh_drop_generations(runtime, first) }

  /// Starts the stream of random numbers anew.
  public func reseed(_ seed: UInt64) { unsafe lh_reseed(runtime, seed) }

  /// Processor time of the run so far, or of the last one.
  public var cpuUsed: Duration { unsafe .nanoseconds(lh_cpu_used(runtime)) }

  /// Instructions of the run so far, where steps are limited.
  public var stepsUsed: Int64 { unsafe lh_steps_used(runtime) }

  /// Bytes that the state holds.
  public var memoryUsed: Int { unsafe Int(clamping: lh_memory_used(runtime)) }

  /// The most bytes that the state held during the run.
  public var memoryPeak: Int { unsafe Int(clamping: lh_memory_peak(runtime)) }

  // MARK: Failures

  private func source(of file: String) -> String? {
    var length = 0
    // The text lives as long as the runtime; it is copied here.
    guard let text = unsafe lh_source_of(runtime, file, &length) else { return nil }
    return unsafe String(decoding: UnsafeRawBufferPointer(start: text, count: length), as: UTF8.self)
  }

  /// A failure that the host has found at a place of a script, with its line.
  public func failure(_ message: String, code: String, at place: SourcePlace?) -> ScriptFailure {
    var failure = ScriptFailure(message: message, code: code, file: place?.file, line: place?.line)
    if let place, let source = source(of: place.file) {
      failure.sourceLine = Excerpt(of: source, line: place.line, message: "")?.line
    }
    return failure
  }

  private func outcome(_ status: Int32) -> ScriptOutcome {
    var failure = unsafe ScriptFailure(lh_failure_of(runtime).pointee)
    if let file = failure.file, let line = failure.line, let source = source(of: file) {
      if let excerpt = Excerpt(of: source, line: line, message: failure.message) {
        failure.sourceLine = excerpt.line
        failure.column = excerpt.column
        failure.width = excerpt.width
      }
      if let place = failure.field(in: source, calledAt: line) { failure.point(to: place, in: source) }
      if failure.traceback.isEmpty, let mark = FullWidthPunctuation.find(in: source, at: line) {
        failure.hint = mark.hint
        if mark.line == line {
          failure.column = mark.column
          failure.width = 1
        }
      }
    }
    if failure.hint == nil { failure.hint = ConcatenationHint.find(in: failure.message) }
    guard status == LH_STOPPED else { return .failed(failure) }
    failure.message = ""
    return Self.outcome(stoppedFor: unsafe lh_stop_reasons(runtime), at: failure)
  }

  private static func outcome(stoppedFor reasons: Int32, at failure: ScriptFailure) -> ScriptOutcome {
    if reasons & Int32(LH_STOP_CANCELLED) != 0 { return .cancelled(at: failure) }
    let limit = Limit.allCases.first { reasons & $0.reason != 0 } ?? .cpu
    return .limited(limit, at: failure)
  }
}

/// Receives what `print` writes.
@safe private final class Printer {
  let write: (UnsafeRawBufferPointer) -> Void

  init(_ write: @escaping (UnsafeRawBufferPointer) -> Void) { unsafe self.write = unsafe write }
}

extension Limit {
  /// The bit by which C knows the limit.
  fileprivate var reason: Int32 {
    switch self {
    case .memory: Int32(LH_STOP_MEMORY)
    case .cpu: Int32(LH_STOP_CPU)
    case .wall: Int32(LH_STOP_WALL)
    case .steps: Int32(LH_STOP_STEPS)
    case .output: Int32(LH_STOP_OUTPUT)
    case .rows: Int32(LH_STOP_ROWS)
    case .messages: Int32(LH_STOP_MESSAGES)
    }
  }
}

extension lh_limits {
  fileprivate init(_ limits: Limits) {
    self.init(
      memory: limits.memory.map { max(1, $0) } ?? 0,
      cpu_ns: limits.cpu?.positiveNanoseconds ?? 0,
      wall_ns: limits.wall?.positiveNanoseconds ?? 0,
      steps: limits.steps.map { max(1, $0) } ?? 0,
      output: limits.output.map { max(1, $0) } ?? 0)
  }
}

extension ScriptFailure {
  /// The failure that the message handler wrote down.
  fileprivate init(_ failure: lh_failure) {
    func text(_ bytes: UnsafeMutablePointer<CChar>?, _ length: Int) -> String? {
      // The texts live until the next run; they are copied here.
      guard let bytes = unsafe bytes else { return nil }
      return unsafe String(decoding: UnsafeRawBufferPointer(start: bytes, count: length), as: UTF8.self)
    }
    self.init(
      message: unsafe text(failure.message, failure.message_length) ?? "",
      code: unsafe text(failure.code, failure.code_length),
      file: unsafe failure.chunk.map { unsafe String(cString: $0) },
      line: unsafe failure.line > 0 ? Int(failure.line) : nil,
      traceback: unsafe failure.traceback.map { unsafe String(cString: $0).split(separator: "\n").map(String.init) }
        ?? [],
      suggestion: unsafe failure.suggestion.map { unsafe String(cString: $0) })
  }
}

extension Interpreter {
  /// Why a text is no whole chunk of Lua; nil where it is one.
  public static func failure(compiling source: String) -> ScriptFailure? {
    let interpreter = try? unsafe Interpreter(limits: Limits(), seed: 0, output: { _ in })
    return interpreter?.check(source, named: "(source)")
  }
}
