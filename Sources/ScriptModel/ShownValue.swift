import CLuaHost

/// A Lua value as far as a person is shown it: long lists have their first elements, deep tables their outer ones.
public indirect enum ShownValue: Sendable, Hashable {
  /// What is no table: nil, a boolean, a number, a string, an amount.
  case plain(ScriptValue)
  /// A record: its entity and its columns in their order.
  case record(entity: String, [Field])
  /// A table.
  case table(Table)
  /// A function of Patron's, by its name: `customers.get`.
  case function(String)
  /// A module of Patron's or a library of Lua's, by its name, with the names that it has.
  case module(String, members: [String])
  /// A function, a thread, a table too deep to be shown: in the words that `tostring` has for it.
  case other(String)

  /// A named value.
  public struct Field: Sendable, Hashable {
    /// The name; a key that is no name stands in brackets.
    public let name: String
    /// What is under it.
    public let value: ShownValue
  }

  /// The elements and fields of a table.
  public struct Table: Sendable, Hashable {
    /// The first elements of its list.
    public var list: [ShownValue] = []
    /// How many elements the list has.
    public var count = 0
    /// The first of its other fields: those that are declared in their order, then the others by name.
    public var fields: [Field] = []
    /// The names that it may be asked for, in the order of their declaration; empty where it may be asked for anything.
    public var declared: [String] = []
    /// How many other fields it has.
    public var fieldCount = 0
  }

  /// How much is read of a value.
  public struct Extent: Sendable {
    /// Elements and fields of the value itself; of tables within it at most as many as ``innerElements``.
    public let elements: Int
    /// How deep tables are followed.
    public let depth: Int

    /// An extent.
    public init(elements: Int, depth: Int) {
      self.elements = elements
      self.depth = depth
    }
  }

  /// How many elements and fields are read of tables within a value.
  public static let innerElements = 50

  /// How many bytes are read in all for each element that is, how many of one text, and of one text within a table.
  private static let elementSize = 1 << 11
  private static let textLimit = 1 << 20
  private static let innerTextLimit = 400

  /// Reads the value at an index of the stack.
  public static func read(_ call: Call, at index: Int32, _ extent: Extent) -> ShownValue {
    var room = max(textLimit, extent.elements * elementSize)
    return read(call, at: index, extent, &room, isInner: false)
  }

  private static func read(
    _ call: Call, at index: Int32, _ extent: Extent, _ room: inout Int, isInner: Bool
  ) -> ShownValue {
    if let text = text(call, at: index, &room, isInner: isInner) { return .plain(.string(text)) }
    if let scalar = ScriptValue.scalar(call, at: index) { return .plain(scalar) }
    let state = unsafe call.state
    guard extent.depth > 0, unsafe lh_reserve(state, 8) else { return .other(call.text(at: index)) }
    let absolute = unsafe lh_absolute(state, index)
    // The layout outlives the runtime, and columns stay below its count.
    if let layout = unsafe lh_record_layout(state, absolute) {
      var fields: [Field] = []
      for column in unsafe 0..<layout.pointee.count {
        _ = unsafe lh_push_record_column(state, absolute, column)
        let text = text(call, at: -1, &room, isInner: true)
        let value = text.map { .string($0) } ?? ScriptValue.scalar(call, at: -1) ?? .null
        unsafe lh_pop(state, 1)
        unsafe fields.append(
          Field(name: String(cString: layout.pointee.columns[Int(column)].name), value: .plain(value)))
      }
      return unsafe .record(entity: String(cString: layout.pointee.entity), fields)
    }
    if let function = call.declaredFunction(at: absolute) { return .function(function.name) }
    if let module = call.moduleName(at: absolute) { return .module(module, members: call.members(at: absolute)) }
    guard unsafe lh_type(state, absolute) == LH_TABLE.rawInt else { return .other(call.text(at: absolute)) }
    return .table(table(call, at: absolute, Extent(elements: extent.elements, depth: extent.depth - 1), &room))
  }

  /// A string, cut where it is longer than is shown; nil for anything else.
  private static func text(_ call: Call, at index: Int32, _ room: inout Int, isInner: Bool) -> String? {
    let limit = isInner ? min(innerTextLimit, max(0, room)) : textLimit
    return unsafe call.withBytes(at: index) { bytes in
      let kept = unsafe bytes.prefix(limit)
      // Every value takes some room, so that tables of nothing come to an end as well.
      room -= unsafe kept.count + 16
      let text = unsafe String(decoding: kept, as: UTF8.self)
      return unsafe kept.count < bytes.count ? text + "…" : text
    }
  }

  private static func table(_ call: Call, at place: Int32, _ extent: Extent, _ room: inout Int) -> Table {
    let state = unsafe call.state
    let inner = Extent(elements: min(extent.elements, innerElements), depth: extent.depth)
    var table = Table()
    let length = unsafe max(0, lh_raw_length(state, place))
    table.count = Int(clamping: length)
    for position in stride(from: 1, through: min(length, Int64(extent.elements)), by: 1) where room > 0 {
      _ = unsafe lh_get_index(state, place, position)
      table.list.append(read(call, at: -1, inner, &room, isInner: true))
      room -= 16
      unsafe lh_pop(state, 1)
    }
    unsafe lh_push_nil(state)
    while unsafe lh_next(state, place) {
      defer { unsafe lh_pop(state, 1) }
      let key = ScriptValue.scalar(call, at: -2)
      if case .integer(let position)? = key, position >= 1, position <= length { continue }
      table.fieldCount += 1
      guard table.fields.count < extent.elements, room > 0 else { continue }
      let name = if case .string(let name)? = key { name } else { "[\(key?.literal ?? call.text(at: -2))]" }
      table.fields.append(Field(name: name, value: read(call, at: -1, inner, &room, isInner: true)))
      room -= 16
    }
    table.declared = call.shape(at: place)?.names ?? []
    let places = Dictionary(table.declared.enumerated().map { ($1, $0) }) { first, _ in first }
    table.fields.sort { first, second in
      switch (places[first.name], places[second.name]) {
      case (let one?, let other?): one < other
      case (.some, nil): true
      case (nil, .some): false
      case (nil, nil): first.name.utf8.lexicographicallyPrecedes(second.name.utf8)
      }
    }
    return table
  }
}
