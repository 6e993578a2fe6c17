import Domain
import ScriptModel
import Wording

/// Values as Lua would write them, for people to compare.
enum WrittenValue {
  /// The value in one line; a long one is cut.
  static func line(_ value: ScriptValue, limit: Int = 60) -> String {
    var text = ""
    write(value, to: &text, limit: 4 * limit)
    return DisplayWidth().truncated(DisplayWidth.visible(text), to: limit)
  }

  /// Two values that are not alike, each in one line. Texts that look alike show their bytes.
  static func apart(_ first: ScriptValue, _ second: ScriptValue, limit: Int = 60) -> (String, String) {
    let lines = (line(first, limit: limit), line(second, limit: limit))
    guard lines.0 == lines.1, case .string(let text) = first, case .string(let other) = second else { return lines }
    return (bytes(text.utf8), bytes(other.utf8))
  }

  /// A text as Lua would write it, byte by byte where it is not of ASCII.
  static func bytes(_ bytes: some Sequence<UInt8>) -> String {
    "\""
      + bytes.map { byte in
        switch byte {
        case 34, 92: "\\" + String(UnicodeScalar(byte))
        case 32..<127: String(UnicodeScalar(byte))
        default: "\\x" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }
      }.joined() + "\""
  }

  /// The value over as many lines as it has parts.
  static func lines(_ value: ScriptValue, indent: String = "") -> String {
    guard let (list, fields) = parts(value), !(list.isEmpty && fields.isEmpty) else {
      var text = ""
      write(value, to: &text, limit: .max)
      return text
    }
    let inner = indent + "  "
    let elements = list.map { "\(inner)\(lines($0, indent: inner)),\n" }
    let named = fields.map { "\(inner)\(key($0.name)) = \(lines($0.value, indent: inner)),\n" }
    return "{\n" + (elements + named).joined() + indent + "}"
  }

  /// The elements and the fields that a table or a record has; nil for anything else.
  static func parts(
    _ value: ScriptValue
  ) -> (list: [ScriptValue], fields: [(name: String, value: ScriptValue)])? {
    switch value {
    case .table(let table), .record(_, let table): (table.list, table.fields.filter { $0.value != .null })
    default: nil
    }
  }

  private static func write(_ value: ScriptValue, to text: inout String, limit: Int) {
    guard let (list, fields) = parts(value) else {
      text += scalar(value)
      return
    }
    text += list.isEmpty && fields.isEmpty ? "{" : "{ "
    var isFirst = true
    for (name, value) in list.map({ (nil as String?, $0) }) + fields.map({ ($0.name, $0.value) }) {
      if !isFirst { text += ", " }
      isFirst = false
      if let name { text += "\(key(name)) = " }
      write(value, to: &text, limit: limit)
      if text.utf8.count > limit { break }
    }
    text += isFirst ? "}" : " }"
  }

  private static func key(_ name: String) -> String {
    let isName =
      name.first?.isNumber == false && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
    return isName ? name : "[\(quoted(name))]"
  }

  private static func scalar(_ value: ScriptValue) -> String {
    switch value {
    case .string(let text): quoted(text)
    case .money:
      Money(value).map { "money(\($0.description.split(separator: " ").joined(separator: ", \""))\")" } ?? "money"
    case .function: "function"
    default: value.literal
    }
  }

  private static func quoted(_ text: String) -> String {
    "\""
      + text.map { character in
        switch character {
        case "\"": "\\\""
        case "\\": "\\\\"
        case "\n": "\\n"
        default: String(character)
        }
      }.joined() + "\""
  }
}

extension ScriptValue {
  /// The value as a message shows it in any language: as Lua would write it, cut where it is long.
  var written: String {
    if case .function = self { "function() … end" } else { WrittenValue.line(self) }
  }
}
