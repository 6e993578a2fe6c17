/// Where a field of a table stands that a call is given, in source.
struct TableField: Hashable {
  /// The line, from 1.
  let line: Int
  /// The column in characters, from 1.
  let column: Int
  /// How many characters its key has.
  let width: Int

  /// The field at a path, such as `inputs.orders.window` or `bands[2]`; the nearest one around it where the last parts
  /// are not written out. Nil where the call is not given such a table on the spot.
  ///
  /// - Parameters:
  ///   - path: The path from the table down.
  ///   - function: The function's name, as the call writes it.
  ///   - line: The line of the call.
  static func find(_ path: Substring, inCallOf function: Substring, at line: Int, of source: String) -> TableField? {
    let keys = path.split { ".[]".contains($0) }
    guard !keys.isEmpty else { return nil }
    var scan = Scan(SourceCursor(Array(source)))
    guard scan.moveToCall(of: Array(function), on: line) else { return nil }
    return scan.fieldOfArguments(keys[...])
  }
}

/// Reads as much of Lua's grammar as tells the fields of a table apart.
private struct Scan {
  private var cursor: SourceCursor

  init(_ cursor: SourceCursor) { self.cursor = cursor }

  /// Moves behind the function's name on that line.
  mutating func moveToCall(of function: [Character], on line: Int) -> Bool {
    var isInWord = false
    while let character = cursor.current, cursor.line <= line {
      if cursor.skipComment() || cursor.skipString() { continue }
      if cursor.line == line, !isInWord, function.indices.allSatisfy({ cursor.peek($0) == function[$0] }),
        cursor.peek(function.count).map(Self.isInWord) != true
      {
        for _ in function { cursor.advance() }
        return true
      }
      isInWord = Self.isInWord(character)
      cursor.advance()
    }
    return false
  }

  /// The field in the first table among the arguments that has it.
  mutating func fieldOfArguments(_ path: ArraySlice<Substring>) -> TableField? {
    skipBlanks()
    if cursor.current == "{" { return field(path) }
    guard cursor.current == "(" else { return nil }
    repeat {
      cursor.advance()
      skipBlanks()
      if cursor.current == "{", let found = field(path) { return found }
      skipItem()
    } while cursor.current == ","
    return nil
  }

  /// The field in the table that starts here, which is moved over.
  private mutating func field(_ path: ArraySlice<Substring>) -> TableField? {
    guard let wanted = path.first else { return nil }
    var position = 0
    repeat {
      cursor.advance()
      skipBlanks()
      let (line, column) = (cursor.line, cursor.column)
      let key = key()
      if key == nil { position += 1 }
      if key ?? "\(position)" == wanted {
        let place = TableField(line: line, column: column, width: key?.count ?? 1)
        skipBlanks()
        let rest = path.dropFirst()
        return rest.isEmpty || cursor.current != "{" ? place : field(rest) ?? place
      }
      skipItem()
    } while cursor.current == "," || cursor.current == ";"
    cursor.advance()
    return nil
  }

  /// The key before an equals sign, which is moved over; nil, having moved nowhere, for an item of a list.
  private mutating func key() -> String? {
    let start = cursor
    var key = word()
    if key.isEmpty, cursor.current == "[" {
      cursor.advance()
      skipBlanks()
      let before = cursor
      if cursor.skipString() {
        key = before.text(upTo: cursor)
        key = String(key.dropFirst().dropLast())
      } else {
        key = word()
      }
      skipBlanks()
      if cursor.current == "]" { cursor.advance() }
    }
    skipBlanks()
    guard !key.isEmpty, cursor.current == "=", cursor.peek(1) != "=" else {
      cursor = start
      return nil
    }
    cursor.advance()
    return key
  }

  private static func isInWord(_ character: Character) -> Bool {
    character == "_" || character.isLetter || character.isNumber
  }

  private mutating func word() -> String {
    var word = ""
    while let character = cursor.current, Self.isInWord(character) {
      word.append(character)
      cursor.advance()
    }
    return word
  }

  /// Moves to the comma or bracket that ends an item, over brackets and blocks within it.
  private mutating func skipItem() {
    var depth = 0
    while let character = cursor.current {
      if cursor.skipComment() || cursor.skipString() { continue }
      switch character {
      case "(", "{", "[": depth += 1
      case ")", "}", "]":
        if depth == 0 { return }
        depth -= 1
      case ",", ";":
        if depth == 0 { return }
      default:
        switch word() {
        case "": break
        case "function", "if", "do", "repeat":
          depth += 1
          continue
        case "end", "until":
          depth -= 1
          continue
        default: continue
        }
      }
      cursor.advance()
    }
  }

  private mutating func skipBlanks() {
    while let character = cursor.current {
      if cursor.skipComment() { continue }
      guard character.isWhitespace else { return }
      cursor.advance()
    }
  }
}
