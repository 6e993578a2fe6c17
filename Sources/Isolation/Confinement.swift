import CConfine
import Glibc

/// What the process may use and open from a moment on, whatever a script does to it.
///
/// The interpreter's own limits come first, with errors that say where; these hold where it would be broken.
public struct Confinement: Sendable {
  /// Bytes that each Lua state may hold; nil for no limit.
  public var memory: Int?
  /// How many Lua states are at work at once.
  public var states = 1
  /// Processor time that the scripts of the process may use, one after the other; nil for no limit.
  public var processorTime: Duration?
  /// Files to read and write.
  public var files: [String] = []
  /// Files and folders to read.
  public var readable: [String] = []
  /// A folder for temporary files.
  public var scratch: String?

  /// A confinement that opens nothing but what the program needs of the system.
  public init() {}

  /// What the program reads of the system: which processes and processors there are, time zones, random numbers.
  private static let system = [
    "/proc", "/sys/devices/system/cpu", "/usr/share/zoneinfo", "/etc/localtime", "/dev/urandom",
  ]

  /// A script's memory is resident four times at most, as the interpreter promises, and its thread has 256 MiB for stack
  /// and arenas; what else grows with a run (the book's pages, for one) has a gibibyte. What the program has already is
  /// not counted.
  var addressSpace: UInt64 {
    guard let memory, memory < 1 << 48, states < 1 << 12 else { return .max }
    return UInt64(clamping: (4 * memory + 256 << 20) * states) + confine_address_space() + 1 << 30
  }

  /// Half as much again and ten seconds, since a run goes on after its script: changes are counted, shown and kept.
  /// What the process has used already is not counted.
  var processorSeconds: UInt64 {
    guard let processorTime else { return .max }
    let seconds = UInt64(clamping: processorTime.components.seconds)
    let (sum, overflow) = (seconds + seconds / 2).addingReportingOverflow(confine_cpu_seconds() + 10)
    return overflow ? .max : sum
  }

  /// Confines the process, which must have one thread, and ties its life to that of its parent. Nothing takes it back.
  ///
  /// - Parameter parent: The process that started this one.
  /// - Throws: ``IsolationError`` where something of it cannot be had. Without Landlock, any file can be opened.
  public func apply(startedBy parent: Int32) throws(IsolationError) {
    try Self.check(.parent, confine_tie(parent))
    try Self.check(.privileges, confine_privileges())
    try Self.check(.limits, confine_descriptors())
    let limits = confine_limits(
      address_space: addressSpace, cpu_seconds: processorSeconds, files: 256, processes: 8192)
    try Self.check(.limits, confine_resources(limits))
    if Safeguards.ofMachine.landlock > 0 { try Self.check(.files, confineFiles()) }
    try Self.check(.calls, confine_system_calls())
  }

  private func confineFiles() -> Int32 {
    var paths = (Self.system + readable).map { ($0, CONFINE_READ) } + files.map { ($0, CONFINE_WRITE) }
    paths.append(("/dev/null", CONFINE_WRITE))
    if let scratch { paths.append((scratch, CONFINE_MAKE)) }
    // The copies live until the call is over.
    let copies = unsafe paths.compactMap { unsafe strdup($0.0) }
    defer { unsafe copies.forEach { unsafe free($0) } }
    guard unsafe copies.count == paths.count else { return ENOMEM }
    let rules = unsafe zip(copies, paths).map { unsafe confine_path(path: $0, access: Int32($1.1)) }
    return unsafe confine_files(rules, rules.count)
  }

  private static func check(_ safeguard: Safeguard, _ error: Int32) throws(IsolationError) {
    guard error == 0 else { throw .unavailable(safeguard, errorNumber: error) }
  }
}
