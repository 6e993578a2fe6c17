/// What a reader of JSON makes values of, from the inside out: a tree, or the values of another language.
public protocol JSONBuilder {
  /// A finished value.
  associatedtype Value
  /// A list under way.
  associatedtype List
  /// An object under way.
  associatedtype Object

  /// Makes a value of anything but an array or an object.
  mutating func scalar(_ value: JSON) -> Value

  /// Starts an array.
  mutating func beginArray() throws(JSONFault) -> List
  /// Adds an element, which was finished just now.
  mutating func append(_ element: Value, to list: inout List)
  /// Ends an array.
  mutating func end(_ list: List) -> Value

  /// Starts an object.
  mutating func beginObject() throws(JSONFault) -> Object
  /// Whether an object has a member of that name.
  mutating func has(_ name: String, _ object: Object) -> Bool
  /// Adds a member, whose value was finished just now and whose name is new.
  mutating func set(_ name: String, to value: Value, in object: inout Object)
  /// Ends an object.
  mutating func end(_ object: Object) -> Value
}

/// Makes a tree.
struct JSONTree: JSONBuilder {
  typealias Value = JSON
  typealias List = [JSON]

  struct Object {
    var members: [JSON.Member] = []
    /// The names, where there are many.
    var names: Set<String> = []
  }

  func scalar(_ value: JSON) -> JSON { value }

  func beginArray() -> [JSON] { [] }

  func append(_ element: JSON, to list: inout [JSON]) { list.append(element) }

  func end(_ list: [JSON]) -> JSON { .array(list) }

  func beginObject() -> Object { Object() }

  func has(_ name: String, _ object: Object) -> Bool {
    // Few names are compared faster than hashed.
    object.members.count < 8 ? object.members.contains { $0.name == name } : object.names.contains(name)
  }

  func set(_ name: String, to value: JSON, in object: inout Object) {
    object.members.append(JSON.Member(name, value))
    if object.members.count == 8 {
      object.names = Set(object.members.map(\.name))
    } else if object.members.count > 8 {
      object.names.insert(name)
    }
  }

  func end(_ object: Object) -> JSON { .object(object.members) }
}
