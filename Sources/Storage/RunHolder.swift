import Glibc

/// The process that a run belongs to while parts of it are kept and it has not ended. It is told from a later process of
/// the same number by when it started, and from other runs of the process by a token.
struct RunHolder: Hashable {
  let process: Int32
  let start: Int64
  private let token: UInt64

  /// A run of this process.
  init() {
    process = getpid()
    start = Self.start(of: process) ?? 0
    token = UInt64.random(in: .min ... .max)
  }

  /// What a book says of a holder; nil for nothing that it could have written.
  init?(_ text: String) {
    let parts = text.split(separator: " ")
    guard parts.count == 3, let process = Int32(parts[0]), let start = Int64(parts[1]), let token = UInt64(parts[2])
    else { return nil }
    (self.process, self.start, self.token) = (process, start, token)
  }

  /// The holder as the book keeps it.
  var text: String { "\(process) \(start) \(token)" }

  /// Whether the process is still there.
  var isAlive: Bool { Self.start(of: process) == start }

  /// When a process started, in ticks since the machine did; nil for one that is gone.
  static func start(of process: Int32) -> Int64? {
    guard let file = unsafe fopen("/proc/\(process)/stat", "r") else { return nil }
    defer { unsafe fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 1024)
    let count = unsafe fread(&bytes, 1, bytes.count, file)
    // The name in parentheses may hold anything, so fields are counted from its end: the 20th is the start.
    let text = String(decoding: bytes[..<count], as: UTF8.self)
    guard let end = text.lastIndex(of: ")") else { return nil }
    let fields = text[end...].split(separator: " ")
    return fields.count > 20 ? Int64(fields[20]) : nil
  }
}
