import ArgumentParser

/// Arguments of the plain kind, read into a command without the argument parser, whose reflection takes a third of a
/// short run.
///
/// Plain are `--option value`, `--option=value`, `--flag` and values by their place, for options that may be left out and
/// are called as their properties are. Whatever else there is (help, an abbreviation, a mistake, a property of another
/// kind) is left to the parser: nothing is read then. So the commands' declarations are the only ones: a command says by
/// the way it is decoded which properties it has.
final class PlainArguments {
  /// These arguments, or this command, are not plain.
  struct NotPlain: Error {}

  private let arguments: [String]
  /// Which of them belong to a property.
  private var isTaken: [Bool]

  init(_ arguments: some Sequence<String>) {
    self.arguments = Array(arguments)
    isTaken = self.arguments.map { _ in false }
  }

  /// The command with all that the arguments say, each of which belongs to one property.
  func read(_ command: any ParsableCommand.Type) throws -> any ParsableCommand {
    guard command.configuration.subcommands.isEmpty else { throw NotPlain() }
    guard arguments.allSatisfy({ !$0.hasPrefix("-") || $0.hasPrefix("--") }) else { throw NotPlain() }
    var read = try command.init(from: PlainDecoder(arguments: self))
    guard isTaken.allSatisfy(\.self) else { throw NotPlain() }
    try read.validate()
    return read
  }

  /// Whether the flag is there.
  fileprivate func flag(_ property: any CodingKey) -> Flag<Bool> {
    let option = Self.option(property)
    let index = arguments.firstIndex(of: option)
    if let index { isTaken[index] = true }
    var flag = Flag(wrappedValue: false, name: [])
    flag.wrappedValue = index != nil
    return flag
  }

  /// The value behind an option, or behind its equals sign. What is there twice is not plain: one stays untaken.
  fileprivate func option<Value: ExpressibleByArgument>(_ property: any CodingKey) throws -> Option<Value?> {
    let option = Self.option(property)
    var read = Option<Value?>(name: [])
    read.wrappedValue = nil
    guard let index = arguments.firstIndex(where: { $0 == option || $0.hasPrefix(option + "=") }) else { return read }
    isTaken[index] = true
    if arguments[index] != option {
      read.wrappedValue = try Self.value(arguments[index].dropFirst(option.count + 1))
    } else {
      guard arguments.indices.contains(index + 1), !isTaken[index + 1] else { throw NotPlain() }
      isTaken[index + 1] = true
      read.wrappedValue = try Self.value(arguments[index + 1])
    }
    return read
  }

  /// The next value that has its meaning by its place.
  fileprivate func argument<Value: ExpressibleByArgument>() throws -> Argument<Value> {
    guard let next = next() else { throw NotPlain() }
    var read = Argument<Value>(help: nil)
    read.wrappedValue = try Self.value(next)
    return read
  }

  /// All further values.
  fileprivate func remaining() throws -> Argument<[String]> {
    var read = Argument<[String]>(help: nil)
    read.wrappedValue = []
    while let next = next() { read.wrappedValue.append(try Self.value(next)) }
    return read
  }

  /// The next argument that belongs to no option. What stands behind an option is taken for its value.
  private func next() -> String? {
    for (index, argument) in arguments.enumerated() where !isTaken[index] && !argument.hasPrefix("--") {
      if index > 0, arguments[index - 1].hasPrefix("--"), !arguments[index - 1].contains("=") { continue }
      isTaken[index] = true
      return argument
    }
    return nil
  }

  /// What an argument says as a value of some type.
  private static func value<Value: ExpressibleByArgument>(_ argument: some StringProtocol) throws -> Value {
    guard !argument.isEmpty, !argument.hasPrefix("-"), let value = Value(argument: String(argument)) else {
      throw NotPlain()
    }
    return value
  }

  /// `--dry-run` for `dryRun`.
  private static func option(_ property: any CodingKey) -> String {
    let capitals = UInt8(ascii: "A")...UInt8(ascii: "Z")
    let name = property.stringValue.utf8.reduce(into: Array("--".utf8)) { name, letter in
      if capitals.contains(letter) { name.append(UInt8(ascii: "-")) }
      name.append(capitals.contains(letter) ? letter | 0x20 : letter)
    }
    return String(decoding: name, as: UTF8.self)
  }
}

/// Gives a command, or a group of options, its properties. No class: what a class might be takes Swift long to find out.
private struct PlainDecoder: Decoder {
  let arguments: PlainArguments
  let codingPath: [any CodingKey] = []
  let userInfo: [CodingUserInfoKey: Any] = [:]

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedDecodingContainer<Key> {
    KeyedDecodingContainer(PlainProperties(arguments: arguments))
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer { throw PlainArguments.NotPlain() }

  func singleValueContainer() throws -> any SingleValueDecodingContainer { throw PlainArguments.NotPlain() }
}

/// The properties, as decoding asks for them, one after the other.
private struct PlainProperties<Key: CodingKey>: KeyedDecodingContainerProtocol {
  let arguments: PlainArguments
  let codingPath: [any CodingKey] = []
  let allKeys: [Key] = []

  func decode<Property: Decodable>(_ type: Property.Type, forKey key: Key) throws -> Property {
    // Types are compared, not asked what they conform to: that takes Swift longer than all the rest.
    let read: Any =
      switch type {
      case is Flag<Bool>.Type: arguments.flag(key)
      case is Option<String?>.Type: try arguments.option(key) as Option<String?>
      case is Option<Int?>.Type: try arguments.option(key) as Option<Int?>
      case is Option<Int32?>.Type: try arguments.option(key) as Option<Int32?>
      case is Option<Int64?>.Type: try arguments.option(key) as Option<Int64?>
      case is Option<Double?>.Type: try arguments.option(key) as Option<Double?>
      case is Argument<String>.Type: try arguments.argument() as Argument<String>
      case is Argument<Int64>.Type: try arguments.argument() as Argument<Int64>
      case is Argument<[String]>.Type: try arguments.remaining()
      // A group of options reads itself; the parser's other properties refuse to.
      default: try type.init(from: PlainDecoder(arguments: arguments))
      }
    guard let property = read as? Property else { throw PlainArguments.NotPlain() }
    return property
  }

  func contains(_ key: Key) -> Bool { true }

  func decodeNil(forKey key: Key) -> Bool { false }

  func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type, forKey key: Key) throws
    -> KeyedDecodingContainer<Nested>
  { throw PlainArguments.NotPlain() }

  func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
    throw PlainArguments.NotPlain()
  }

  func superDecoder() throws -> any Decoder { throw PlainArguments.NotPlain() }

  func superDecoder(forKey key: Key) throws -> any Decoder { throw PlainArguments.NotPlain() }
}
