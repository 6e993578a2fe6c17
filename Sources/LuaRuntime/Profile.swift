import CLuaHost

/// Where the processor time of a run went, by samples of its stack.
public struct Profile: Sendable {
  /// What a sample found at work.
  public enum Kind: String, Sendable, CaseIterable {
    case lua
    case host
    case sql
  }

  /// A function on the stack, and the line of it that ran.
  public struct Frame: Sendable, Hashable {
    /// The name that it was called by, `customers.get` for one of the host; empty for a file itself.
    public var name: String
    /// The file; nil for what is not written in Lua.
    public var file: String?
    /// The line where it begins; 0 for a file itself.
    public var start: Int
    /// The line that ran.
    public var line: Int

    /// A frame.
    public init(name: String, file: String?, start: Int, line: Int) {
      (self.name, self.file, self.start, self.line) = (name, file, start, line)
    }

    /// The function, as people know it.
    public var function: String {
      guard let file else { return name.isEmpty ? "?" : name }
      return start == 0 ? file : "\(name.isEmpty ? "function" : name) \(file):\(start)"
    }
  }

  /// A stack, and the time that was spent there.
  public struct Stack: Sendable, Hashable {
    /// Its frames, the outermost first.
    public var frames: [Frame]
    /// What was at work.
    public var kind: Kind
    /// Processor time.
    public var time: Duration

    /// A stack.
    public init(frames: [Frame], kind: Kind, time: Duration) {
      (self.frames, self.kind, self.time) = (frames, kind, time)
    }
  }

  /// The stacks that were found, the most expensive first.
  public let stacks: [Stack]

  /// A profile of stacks.
  public init(_ stacks: [Stack]) {
    self.stacks = stacks.sorted { ($0.time, $1.frames.count) > ($1.time, $0.frames.count) }
  }

  /// All processor time that was sampled.
  public var time: Duration { stacks.reduce(.zero) { $0 + $1.time } }

  /// What a kind of work took.
  public func time(in kind: Kind) -> Duration { stacks.filter { $0.kind == kind }.reduce(.zero) { $0 + $1.time } }

  /// A row of a table: a function or a line.
  public struct Row: Sendable, Hashable {
    /// What it is about.
    public let name: String
    /// The time spent in it alone.
    public let own: Duration
    /// The time spent in it and in what it called.
    public let total: Duration
  }

  /// The functions, the most expensive by themselves first.
  public var functions: [Row] { rows { $0.function } }

  /// The lines of Lua, the most expensive by themselves first. What a line calls of the host is its own.
  public var lines: [Row] {
    var own: [String: Duration] = [:]
    var total: [String: Duration] = [:]
    for stack in stacks {
      let lines = stack.frames.compactMap { frame in frame.file.map { "\($0):\(frame.line)" } }
      if let last = lines.last { own[last, default: .zero] += stack.time }
      for line in Set(lines) { total[line, default: .zero] += stack.time }
    }
    return Self.rows(own, total)
  }

  private func rows(_ name: (Frame) -> String) -> [Row] {
    var own: [String: Duration] = [:]
    var total: [String: Duration] = [:]
    for stack in stacks {
      if let last = stack.frames.last { own[name(last), default: .zero] += stack.time }
      for function in Set(stack.frames.map(name)) { total[function, default: .zero] += stack.time }
    }
    return Self.rows(own, total)
  }

  private static func rows(_ own: [String: Duration], _ total: [String: Duration]) -> [Row] {
    total.map { Row(name: $0.key, own: own[$0.key] ?? .zero, total: $0.value) }
      .sorted { ($0.own, $0.total, $1.name) > ($1.own, $1.total, $0.name) }
  }

  /// The stacks as flame graphs are drawn from: frames between semicolons, and microseconds. SQL is a frame of its own.
  public var folded: String {
    var folded: [String: Int64] = [:]
    for stack in stacks {
      let frames = stack.frames.map { $0.function.replacing(";", with: ",") } + (stack.kind == .sql ? ["SQL"] : [])
      let (seconds, attoseconds) = stack.time.components
      folded[frames.joined(separator: ";"), default: 0] += seconds * 1_000_000 + attoseconds / 1_000_000_000_000
    }
    return folded.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)\n" }.joined()
  }
}

extension Interpreter {
  /// Samples from now on where the processor time of runs goes. No hook stays between two samples.
  ///
  /// - Parameter code: The addresses of the code that is told apart as SQL.
  public func startProfile(sql code: Range<UInt>?) {
    unsafe _ = lh_profile_start(
      runtime, unsafe code.flatMap { unsafe UnsafeRawPointer(bitPattern: $0.lowerBound) },
      unsafe code.flatMap { unsafe UnsafeRawPointer(bitPattern: $0.upperBound) })
  }

  /// What was sampled so far.
  public var profile: Profile {
    let collector = ProfileCollector(names: hostNames)
    withExtendedLifetime(collector) {
      // The collector outlives the visit.
      unsafe lh_profile_visit(
        runtime, Unmanaged.passUnretained(collector).toOpaque(),
        { context, stack, length, kind, time, _ in
          guard let context = unsafe context else { return }
          let text = unsafe String(
            decoding: UnsafeRawBufferPointer(start: stack, count: length), as: UTF8.self)
          unsafe Unmanaged<ProfileCollector>.fromOpaque(context).takeUnretainedValue().add(text, kind, time)
        })
    }
    return Profile(collector.stacks)
  }
}

private final class ProfileCollector {
  private let names: [UInt: String]
  private(set) var stacks: [Profile.Stack] = []

  init(names: [UInt: String]) {
    self.names = names
  }

  func add(_ text: String, _ kind: Int32, _ time: Int64) {
    let frames = text.split(separator: "\n").map { frame($0) }
    let kind: Profile.Kind =
      kind == Int32(LH_IN_RANGE) ? .sql : kind == Int32(LH_IN_HOST) ? .host : .lua
    stacks.append(Profile.Stack(frames: frames, kind: kind, time: .nanoseconds(time)))
  }

  /// One line: name, chunk or address, first line, line at work.
  private func frame(_ line: Substring) -> Profile.Frame {
    let parts = line.split(separator: "\t", omittingEmptySubsequences: false)
    guard parts.count == 4 else { return Profile.Frame(name: String(line), file: nil, start: 0, line: 0) }
    var (name, file) = (String(parts[0]), String(parts[1]) as String?)
    if file?.isEmpty == true { file = nil }
    if let address = file, address.hasPrefix("0x"), let number = UInt(address.dropFirst(2), radix: 16) {
      name = names[number] ?? name
      file = nil
    }
    return Profile.Frame(name: name, file: file, start: Int(parts[2]) ?? 0, line: Int(parts[3]) ?? 0)
  }
}
