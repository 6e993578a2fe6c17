/// Randomness that a seed repeats: SplitMix64 (Steele, Lea and Flood 2014).
struct SplitMix: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

/// A Lua program by the grammar, often right, sometimes wrong in what the grammar does not say: labels, constants.
struct RandomProgram {
  private var random: SplitMix
  private var depth = 0

  init(seed: UInt64) { random = SplitMix(seed: seed) }

  mutating func source() -> [UInt8] {
    let text = block(4)
    return Array(text.utf8)
  }

  /// The program with pieces taken out, put in, doubled or cut off.
  mutating func mutated(_ source: [UInt8]) -> [UInt8] {
    var bytes = source
    for _ in 0..<Int.random(in: 1...3, using: &random) where !bytes.isEmpty {
      let place = Int.random(in: 0..<bytes.count, using: &random)
      let end = min(bytes.count, place + Int.random(in: 1...8, using: &random))
      switch Int.random(in: 0..<6, using: &random) {
      case 0: bytes.removeSubrange(place..<end)
      case 1: bytes.insert(contentsOf: Array((" " + piece() + " ").utf8), at: place)
      case 2: bytes.insert(contentsOf: bytes[place..<end], at: place)
      case 3: bytes.removeSubrange(place...)
      case 4: bytes[place] = UInt8.random(in: 0...255, using: &random)
      default: bytes.insert(contentsOf: Array(piece().utf8), at: place)
      }
    }
    return bytes
  }

  private mutating func one(_ choices: [String]) -> String { choices.randomElement(using: &random) ?? "" }

  private mutating func chance(_ share: Int) -> Bool { Int.random(in: 0..<100, using: &random) < share }

  private mutating func piece() -> String {
    one([
      "and", "break", "do", "else", "elseif", "end", "false", "for", "function", "goto", "if", "in", "local", "nil",
      "not", "or", "repeat", "return", "then", "true", "until", "while", "+", "-", "*", "/", "%", "^", "#", "==", "~=",
      "<=", ">=", "<", ">", "=", "(", ")", "{", "}", "[", "]", ";", ":", ",", ".", "..", "...", "//", "&", "|", "~",
      "<<", ">>", "::", "a", "b", "x", "1", "0x1p4", "\"", "'", "[[", "]]", "[=[", "--", "--[[", "\\", "\n", "\r\n",
      "\\z",
      "<const>", "<close>", "::l::", "goto l", "3.", ".5e1", "0xep1", "1e", "\u{FF08}", "中",
    ])
  }

  private mutating func name() -> String {
    one(["a", "b", "c", "x", "y", "_", "_ENV", "self", "goto_", "é"].dropLast())
  }

  private mutating func block(_ size: Int) -> String {
    depth += 1
    defer { depth -= 1 }
    var text = ""
    for _ in 0..<Int.random(in: 0...max(1, size), using: &random) {
      text += statement() + one(["\n", "\n", " ", ";", " -- c\n", " --[[ c ]] "])
    }
    if chance(12) { text += "return " + (chance(70) ? list() : "") + one(["", ";"]) + "\n" }
    return text
  }

  private mutating func inner() -> String { depth > 3 ? "" : block(2) }

  private mutating func statement() -> String {
    switch Int.random(in: 0..<22, using: &random) {
    case 0: return "if \(value()) then \(inner()) elseif \(value()) then \(inner()) else \(inner()) end"
    case 1: return "while \(value()) do \(inner()) \(one(["break", "", "goto l"])) end"
    case 2: return "do \(inner()) end"
    case 3: return "for \(name()) = \(value()), \(value())\(chance(40) ? ", " + value() : "") do \(inner()) end"
    case 4: return "for \(name())\(chance(60) ? ", " + name() : "") in \(list()) do \(inner()) end"
    case 5: return "repeat \(inner()) until \(value())"
    case 6: return "function \(name())\(chance(50) ? "." + name() : "")\(chance(30) ? ":" + name() : "")\(body())"
    case 7: return "local function \(name())\(body())"
    case 8, 9, 10:
      let attribute = one(["", "", "", " <const>", " <close>", "<const>", " <x>"])
      return "local \(name())\(attribute)\(chance(30) ? ", " + name() : "")\(chance(80) ? " = " + list() : "")"
    case 11: return "::\(one(["l", "m", "n"]))::"
    case 12: return "goto \(one(["l", "m", "n"]))"
    case 13: return chance(50) ? "break" : "::l:: ;"
    case 14, 15: return "\(target())\(chance(25) ? ", " + target() : "") = \(list())"
    case 16: return ";"
    default: return call()
    }
  }

  private mutating func body() -> String {
    let parameters = one(["", "a", "a, b", "...", "a, ...", "self, x"])
    return "(\(parameters)) \(inner()) end"
  }

  private mutating func target() -> String {
    chance(50) ? name() : "\(prefix())\(chance(50) ? ".\(name())" : "[\(value())]")"
  }

  private mutating func prefix() -> String {
    if depth > 6 { return name() }
    depth += 1
    defer { depth -= 1 }
    switch Int.random(in: 0..<6, using: &random) {
    case 0: return "(\(value()))"
    case 1: return call()
    case 2: return "\(prefix()).\(name())"
    default: return name()
    }
  }

  private mutating func call() -> String {
    let arguments = one(["()", "(\(list()))", "\"t\"", "[[t]]", "{}", "{ \(value()) }", " 'x'"])
    return "\(prefix())\(chance(25) ? ":" + name() : "")\(arguments)"
  }

  private mutating func list() -> String {
    var text = value()
    while chance(25) { text += ", " + value() }
    return text
  }

  private mutating func value() -> String {
    if depth > 6 { return one(["1", "x", "nil"]) }
    depth += 1
    defer { depth -= 1 }
    switch Int.random(in: 0..<14, using: &random) {
    case 0:
      return one([
        "0", "3", "0xff", "0x.8p-3", "1e10", "1E+2", "3.14", ".5", "5.", "0xA.p1", "9223372036854775808",
        "0x7fffffffffffffffff", "1e400",
      ])
    case 1:
      return one([
        "\"a\"", "'b'", "[[c\n]]", "[==[ ]] ]==]", "\"\\65\\x41\\u{4E0A}\\z \\n\"", "'\\\n'",
        "\"\\a\\b\\f\\n\\r\\t\\v\\\\\\\"\\'\"",
        "\"\\256\"", "\"\\u{7FFFFFFF}\"", "\"\\u{80000000}\"", "\"\\xZ1\"", "\"中\"",
      ])
    case 2: return one(["nil", "true", "false", "..."])
    case 3: return "{ \(value())\(one([",", ";", ""])) }"
    case 4: return "{ \(name()) = \(value()), [\(value())] = \(value()); \(value()), }"
    case 5: return "function\(body())"
    case 6: return "\(one(["-", "not ", "#", "~", "- -"]))\(value())"
    case 7, 8, 9:
      return
        "\(value()) \(one(["+", "-", "*", "/", "//", "%", "^", "..", "<<", ">>", "&", "|", "~", "<", "<=", ">", ">=", "==", "~=", "and", "or"])) \(value())"
    default: return chance(60) ? prefix() : call()
    }
  }
}
