import CLuaHost

/// The memory that a host function takes beside what Lua holds: a copy of an argument, a tree that it builds.
///
/// It counts as the script's own until the function returns. Where that is too much, ``Stopped`` says so.
public enum TakenMemory {
  /// Shorter texts are counted by what holds them, where they are many.
  static let longText = 4096

  /// Counts that many bytes.
  public static func count(_ bytes: Int) {
    lh_count(max(0, bytes))
  }

  /// Counts the room of a value in a growing list: a list has twice the room that it needs.
  static func countElement<Value>(_ type: Value.Type) {
    count(2 * MemoryLayout<Value>.stride)
  }
}
