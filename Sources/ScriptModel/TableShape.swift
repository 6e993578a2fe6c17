import CLuaHost
import Synchronization

/// What a table that a script is given may be asked for: a name that it never has is an error, never a silent nil.
public struct TableShape: Sendable {
  /// What the table is called, then each name on a line of its own.
  let text: String
  /// Tells it from every other one: a state makes what belongs to it once.
  let number: Int64

  private static let count = Atomic<Int64>(0)

  /// The shape of a table that messages call by `title`, with those fields.
  public init(_ title: String, _ names: some Sequence<String>) {
    text = ([title] + names).joined(separator: "\n")
    number = Self.count.wrappingAdd(1, ordering: .relaxed).newValue
  }

  /// The shape of a described table.
  public init(_ description: RecordDescription) {
    self.init(description.title, description.names)
  }
}

extension Call {
  /// What the table at an index of the stack may be asked for: what it is called, then the names in the order of their
  /// declaration; nil for a table that may be asked for anything, and for no table.
  public func shape(at index: Int32) -> (title: String, names: [String])? {
    let text = unsafe lh_shape_of(state, index)
    guard let start = unsafe text.start else { return nil }
    // The table's metatable holds the text.
    let lines = unsafe String(decoding: UnsafeRawBufferPointer(start: start, count: text.count), as: UTF8.self)
      .split(separator: "\n").map(String.init)
    return lines.first.map { ($0, Array(lines.dropFirst())) }
  }

  /// Lets the table on top be asked for the names of a shape only.
  public func setShape(_ shape: TableShape) {
    var text = shape.text
    text.withUTF8 { bytes in
      // The bytes are copied before it returns.
      guard let start = unsafe UnsafeRawPointer(bytes.baseAddress) else { return }
      unsafe lh_set_shape(state, shape.number, start.assumingMemoryBound(to: CChar.self), bytes.count)
    }
  }
}
