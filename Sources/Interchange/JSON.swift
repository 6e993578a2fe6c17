/// A JSON value (RFC 8259).
///
/// Objects keep the order of their members.
public enum JSON: Sendable, Hashable {
  /// `null`
  case null
  /// `true` or `false`
  case bool(Bool)
  /// A number without fraction and exponent that fits 64 bits.
  case integer(Int64)
  /// Any other number.
  case number(Double)
  /// A text.
  case string(String)
  /// A list of values.
  case array([JSON])
  /// Names with their values; no name occurs twice in what was read.
  case object([Member])

  /// A name in an object, with its value.
  public struct Member: Sendable, Hashable {
    /// The name.
    public let name: String
    /// The value.
    public let value: JSON

    /// A name with its value.
    public init(_ name: String, _ value: JSON) {
      self.name = name
      self.value = value
    }
  }

  /// Reads one value, which must be all there is but blanks.
  ///
  /// - Parameter isStopped: Whether to stop, which is asked every few kilobytes.
  /// - Throws: `JSONFault`.
  public init(parsing text: Span<UInt8>, isStopped: @escaping () -> Bool = { false }) throws(JSONFault) {
    self = try Self.read(text, into: JSONTree(), isStopped: isStopped)
  }

  /// Reads one value, which must be all there is but blanks.
  ///
  /// - Parameter isStopped: Whether to stop, which is asked every few kilobytes.
  /// - Throws: `JSONFault`.
  public init(parsing text: String, isStopped: @escaping () -> Bool = { false }) throws(JSONFault) {
    try self.init(parsing: text.utf8.span, isStopped: isStopped)
  }

  /// Reads one value, which must be all there is but blanks, into whatever a builder makes.
  ///
  /// - Parameter isStopped: Whether to stop, which is asked every few kilobytes.
  /// - Throws: `JSONFault`.
  public static func read<Builder: JSONBuilder>(
    _ text: Span<UInt8>, into builder: Builder, isStopped: @escaping () -> Bool = { false }
  ) throws(JSONFault) -> Builder.Value {
    var reader = JSONReader(text, builder, isStopped: isStopped)
    return try reader.document()
  }

  /// The value of an object's member; nil where there is none, or this is no object.
  public subscript(name: String) -> JSON? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.name == name }?.value
  }
}
