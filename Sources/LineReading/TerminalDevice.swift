/// A terminal, or what stands in its place, as a line reader uses it.
///
/// Each part is a closure, so that a test can be a terminal.
public struct TerminalDevice {
  /// What the device can do.
  public enum Kind: Sendable {
    /// Every key is given at once, and escape sequences are understood.
    case full
    /// A person is there, but nothing understands escape sequences: the system edits lines, as well as it can.
    case dumb
    /// Nobody is there: a file or another program.
    case stream
  }

  /// Why a wait ended.
  public enum Wakeup: Hashable, Sendable {
    /// Bytes that came.
    case bytes([UInt8])
    /// The size may have changed.
    case resized
    /// The process was stopped and goes on: the screen is not what it was.
    case resumed
    /// Ctrl-C on a dumb terminal.
    case interrupted
    /// Nothing came in time.
    case timeout
    /// Nothing will come any more.
    case end
  }

  /// What it can do.
  public var kind: Kind
  /// Makes it give its keys to this process.
  public var begin: () throws(TerminalError) -> Void
  /// Takes that back.
  public var end: () -> Void
  /// Waits for something; without end where no milliseconds are given.
  public var next: (_ milliseconds: Int32?) -> Wakeup
  /// Shows text, at once.
  public var write: (String) -> Void
  /// Its columns and rows.
  public var size: () -> (columns: Int, rows: Int)
  /// Stops the process as Ctrl-Z does, until it is continued; between ``end`` and ``begin``.
  public var suspend: () -> Void

  /// A device of those parts.
  public init(
    kind: Kind, begin: @escaping () throws(TerminalError) -> Void = {}, end: @escaping () -> Void = {},
    next: @escaping (_ milliseconds: Int32?) -> Wakeup, write: @escaping (String) -> Void,
    size: @escaping () -> (columns: Int, rows: Int) = { (80, 24) }, suspend: @escaping () -> Void = {}
  ) {
    self.kind = kind
    self.begin = begin
    self.end = end
    self.next = next
    self.write = write
    self.size = size
    self.suspend = suspend
  }
}
