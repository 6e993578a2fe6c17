import LuaSyntax
import Wording

/// The line of source that a failure is about, and the place on it.
struct Excerpt {
  let line: String
  /// In characters, from 1.
  var column: Int?
  var width: Int?

  /// In bytes: nobody reads a longer line, and looking for a name in it has no deadline.
  private static let longest = 1000

  /// A line of the source, the name in the message marked; nil where there is no such line, or it is very long.
  init?(of source: String, line number: Int, message: String) {
    guard let text = SourceLines(Array(source.utf8)).text(ofLine: number), text.utf8.count <= Self.longest else {
      return nil
    }
    line = text
    guard let range = Self.mentioned(in: message).lazy.compactMap({ Self.find($0, in: text) }).first else { return }
    column = text.distance(from: text.startIndex, to: range.lowerBound) + 1
    width = text.distance(from: range.lowerBound, to: range.upperBound)
  }

  /// What stands in quotes, the last first: Lua puts the culprit there, `(global 'x')`, `near 'x'`. What was probably meant
  /// instead, at the end of the message, is none.
  private static func mentioned(in message: String) -> [Substring] {
    var names: [Substring] = []
    var rest = message[...]
    while let close = rest.lastIndex(where: { $0 == "'" || $0 == "”" }),
      let open = rest[..<close].lastIndex(of: rest[close] == "'" ? "'" : "“")
    {
      let name = rest[rest.index(after: open)..<close]
      if !name.isEmpty { names.append(name) }
      rest = rest[..<open]
    }
    let suggests = message.hasSuffix("?)") || message.hasSuffix("？）")
    return Array(names.dropFirst(suggests ? 1 : 0))
  }

  /// The first place of the name that is not within a longer name, nor within a string.
  private static func find(_ name: Substring, in line: String) -> Range<String.Index>? {
    func isPartOfName(_ character: Character) -> Bool { character == "_" || character.isLetter || character.isNumber }
    var start = line.startIndex
    var quote: Character?
    var isEscaped = false
    while start < line.endIndex {
      let rest = line[start...]
      if quote == nil, rest.hasPrefix(name) {
        let end = line.index(start, offsetBy: name.count)
        let before = start > line.startIndex ? line[line.index(before: start)] : " "
        let after = end < line.endIndex ? line[end] : " "
        let isName = name.allSatisfy(isPartOfName)
        if !isName || !(isPartOfName(before) || isPartOfName(after)) { return start..<end }
      }
      let character = line[start]
      if isEscaped {
        isEscaped = false
      } else if let open = quote {
        isEscaped = character == "\\"
        if character == open { quote = nil }
      } else if character == "\"" || character == "'" {
        quote = character
      }
      start = line.index(after: start)
    }
    return nil
  }
}
