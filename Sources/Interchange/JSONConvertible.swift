/// A value with a form in JSON.
public protocol JSONConvertible: SendableMetatype {
  /// The kind of JSON value: `string`, `integer | null`.
  static var jsonType: String { get }
  /// The value in JSON.
  var json: JSON { get }
}

extension JSON: JSONConvertible {
  public static var jsonType: String { "any" }
  public var json: JSON { self }
}

extension String: JSONConvertible {
  public static var jsonType: String { "string" }
  public var json: JSON { .string(self) }
}

extension Bool: JSONConvertible {
  public static var jsonType: String { "boolean" }
  public var json: JSON { .bool(self) }
}

extension Int64: JSONConvertible {
  public static var jsonType: String { "integer" }
  public var json: JSON { .integer(self) }
}

extension Int: JSONConvertible {
  public static var jsonType: String { "integer" }
  public var json: JSON { .integer(Int64(self)) }
}

extension Double: JSONConvertible {
  public static var jsonType: String { "number" }
  public var json: JSON { .number(self) }
}

extension Optional: JSONConvertible where Wrapped: JSONConvertible {
  public static var jsonType: String { "\(Wrapped.jsonType) | null" }
  public var json: JSON { self?.json ?? .null }
}

extension Array: JSONConvertible where Element: JSONConvertible {
  public static var jsonType: String { Element.self == JSON.self ? "array" : "array of \(Element.jsonType)" }
  public var json: JSON { .array(map(\.json)) }
}
