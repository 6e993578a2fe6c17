/// A control sequence that a key sends: `ESC [` or `ESC O`, parameters, a final byte.
///
/// The sequences are those of xterm (ctlseqs, "PC-Style Function Keys" and "modifyOtherKeys"), rxvt, the Linux console,
/// and the `CSI … u` form in which newer terminals tell keys apart.
struct KeySequence {
  /// The bytes between.
  let parameters: [UInt8]
  let final: UInt8
  /// Whether it began with `ESC O`.
  let isShifted: Bool

  /// The key; nil for sequences that are no key's.
  var key: Key? {
    if parameters.first == 0x5B { return console }
    guard let numbers else { return nil }
    let held = modifiers(numbers.dropFirst().first)
    switch final {
    case UInt8(ascii: "A"): return Key(.up, held)
    case UInt8(ascii: "B"): return Key(.down, held)
    case UInt8(ascii: "C"): return Key(.right, held)
    case UInt8(ascii: "D"): return Key(.left, held)
    case UInt8(ascii: "H"): return Key(.home, held)
    case UInt8(ascii: "F"): return Key(.end, held)
    case UInt8(ascii: "Z"): return Key(.tab, held.union(.shift))
    case UInt8(ascii: "M") where isShifted: return Key(.enter, held)
    case UInt8(ascii: "P")...UInt8(ascii: "S") where numbers.first ?? 1 <= 1:
      return Key(.function(Int(final - UInt8(ascii: "P")) + 1), held)
    case UInt8(ascii: "a")...UInt8(ascii: "d"):
      let arrows: [Key.Code] = [.up, .down, .right, .left]
      return Key(arrows[Int(final - UInt8(ascii: "a"))], isShifted ? .control : .shift)
    case UInt8(ascii: "~"): return numbered(numbers, held)
    case UInt8(ascii: "^"): return numbered(numbers, .control)
    case UInt8(ascii: "$"): return numbered(numbers, .shift)
    case UInt8(ascii: "u"): return coded(numbers.first, held)
    default: return nil
    }
  }

  /// The numbers between semicolons, their sub-parameters left out; nil for what terminals report of themselves.
  private var numbers: [Int]? {
    var numbers: [Int] = []
    for part in parameters.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false) {
      let digits = part.prefix { $0 != UInt8(ascii: ":") }
      guard digits.count <= 7, digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
      numbers.append(digits.reduce(0) { $0 * 10 + Int($1 - 0x30) })
    }
    return numbers
  }

  private func modifiers(_ number: Int?) -> Key.Modifiers {
    Key.Modifiers(rawValue: max(0, (number ?? 1) - 1)).intersection([.shift, .alt, .control])
  }

  private func numbered(_ numbers: [Int], _ held: Key.Modifiers) -> Key? {
    switch numbers.first ?? 0 {
    case 1, 7: Key(.home, held)
    case 2: Key(.insert, held)
    case 3: Key(.delete, held)
    case 4, 8: Key(.end, held)
    case 5: Key(.pageUp, held)
    case 6: Key(.pageDown, held)
    case let number where (11...15).contains(number): Key(.function(number - 10), held)
    case let number where (17...21).contains(number): Key(.function(number - 11), held)
    case let number where (23...24).contains(number): Key(.function(number - 12), held)
    case 27: coded(numbers.dropFirst(2).first, held)
    default: nil
    }
  }

  private func coded(_ code: Int?, _ held: Key.Modifiers) -> Key? {
    switch code ?? 0 {
    case 9: return Key(.tab, held)
    case 10, 13: return Key(.enter, held)
    case 27: return Key(.escape, held)
    case 8, 127: return Key(.backspace, held)
    case let code:
      // Below are control characters; from U+E000 on are the keys that have names only.
      guard code >= 0x20, !(0x7F..<0xA0).contains(code), !(0xE000..<0xF900).contains(code),
        let scalar = UInt32(exactly: code).flatMap(Unicode.Scalar.init)
      else { return nil }
      return Key(.character(scalar), held.contains(.control) ? held : held.subtracting(.shift))
    }
  }

  private var console: Key? {
    guard parameters.count == 1, (0x41...0x45).contains(final) else { return nil }
    return Key(.function(Int(final - 0x40)))
  }
}
