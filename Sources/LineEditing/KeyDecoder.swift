/// Turns the bytes that a terminal sends into keys, however they are split.
///
/// It knows UTF-8 (what is malformed becomes U+FFFD, one for each maximal part, as Unicode recommends), the control
/// characters, Alt as a leading Esc, the sequences of ``KeySequence``, and bracketed paste. Sequences that no key has are
/// dropped whole.
public struct KeyDecoder: Sendable {
  private enum State {
    case ground
    /// The bytes of a character so far, and how many it has.
    case character([UInt8], count: Int)
    case escape
    /// After `ESC [`: the parameters so far.
    case sequence([UInt8])
    /// After `ESC O`: the parameters so far.
    case shifted([UInt8])
    case paste([UInt8])
  }

  private var state = State.ground
  private var isAlt = false
  private var keys: [Key] = []

  /// No key has parameters as long as this; what is longer is noise.
  private static let longest = 32
  private static let pasteEnd: [UInt8] = [0x1B, 0x5B, 0x32, 0x30, 0x31, 0x7E]

  /// A decoder that has seen nothing.
  public init() {}

  /// Whether an Esc came that may be a key by itself or begin a sequence: ``flush()`` decides.
  public var isUndecided: Bool {
    switch state {
    case .escape, .sequence, .shifted: true
    case .ground, .character, .paste: false
    }
  }

  /// The keys that more bytes complete.
  public mutating func feed(_ bytes: some Sequence<UInt8>) -> [Key] {
    keys = []
    for byte in bytes { take(byte) }
    return keys
  }

  /// The key that an undecided Esc is, when nothing followed it in time.
  public mutating func flush() -> [Key] {
    keys = []
    switch state {
    case .escape: emit(.escape)
    case .sequence(let parameters) where parameters.isEmpty: emit(.character("["), .alt)
    case .shifted(let parameters) where parameters.isEmpty: emit(.character("O"), .alt)
    case .sequence, .shifted: break
    case .ground, .character, .paste: return []
    }
    isAlt = false
    state = .ground
    return keys
  }

  private mutating func emit(_ code: Key.Code, _ modifiers: Key.Modifiers = []) {
    keys.append(Key(code, isAlt ? modifiers.union(.alt) : modifiers))
    isAlt = false
    state = .ground
  }

  private mutating func take(_ byte: UInt8) {
    switch state {
    case .ground: takeFirst(byte)
    case .character(let bytes, let count): takeContinuation(byte, bytes, count)
    case .escape: takeAfterEscape(byte)
    case .sequence(let parameters): takeParameter(byte, parameters, isShifted: false)
    case .shifted(let parameters): takeParameter(byte, parameters, isShifted: true)
    case .paste(var bytes):
      state = .ground  // the array has one owner while it grows
      bytes.append(byte)
      if byte == 0x7E, bytes.suffix(Self.pasteEnd.count).elementsEqual(Self.pasteEnd) {
        emit(.paste(String(decoding: bytes.dropLast(Self.pasteEnd.count), as: UTF8.self)))
      } else {
        state = .paste(bytes)
      }
    }
  }

  private mutating func takeFirst(_ byte: UInt8) {
    switch byte {
    case 0x1B: state = .escape
    case 0x09: emit(.tab)
    case 0x0A, 0x0D: emit(.enter)
    case 0x08, 0x7F: emit(.backspace)
    case 0x00: emit(.character(" "), .control)
    case 0x01...0x1A: emit(.character(Unicode.Scalar(byte + 0x60)), .control)
    case 0x1C...0x1F: emit(.character(Unicode.Scalar(byte + 0x40)), .control)
    case 0x20..<0x7F: emit(.character(Unicode.Scalar(byte)))
    case 0xC2...0xDF: state = .character([byte], count: 2)
    case 0xE0...0xEF: state = .character([byte], count: 3)
    case 0xF0...0xF4: state = .character([byte], count: 4)
    default: emit(.character("\u{FFFD}"))
    }
  }

  /// Second bytes are bounded so that nothing is overlong, a surrogate or beyond U+10FFFF (Unicode, table 3-7).
  private mutating func takeContinuation(_ byte: UInt8, _ bytes: [UInt8], _ count: Int) {
    let allowed: ClosedRange<UInt8> =
      switch (bytes.count, bytes[0]) {
      case (1, 0xE0): 0xA0...0xBF
      case (1, 0xED): 0x80...0x9F
      case (1, 0xF0): 0x90...0xBF
      case (1, 0xF4): 0x80...0x8F
      default: 0x80...0xBF
      }
    guard allowed.contains(byte) else {
      emit(.character("\u{FFFD}"))
      return take(byte)
    }
    let bytes = bytes + [byte]
    if bytes.count < count {
      state = .character(bytes, count: count)
    } else {
      emit(.character(String(decoding: bytes, as: UTF8.self).unicodeScalars.first ?? "\u{FFFD}"))
    }
  }

  private mutating func takeAfterEscape(_ byte: UInt8) {
    switch byte {
    case 0x5B: state = .sequence([])
    case 0x4F: state = .shifted([])
    case 0x1B where isAlt:
      // A third Esc: the first was a key.
      isAlt = false
      emit(.escape)
      isAlt = true
      state = .escape
    case 0x1B: isAlt = true
    default:
      isAlt = true
      state = .ground
      take(byte)
    }
  }

  private mutating func takeParameter(_ byte: UInt8, _ parameters: [UInt8], isShifted: Bool) {
    // The Linux console sends `ESC [ [ A` for F1.
    let isConsole = !isShifted && parameters.isEmpty && byte == 0x5B
    switch byte {
    case let byte where (0x20...0x3F).contains(byte) || isConsole:
      let longer = parameters + [byte]
      state = isShifted ? .shifted(longer) : .sequence(longer)
      // What goes on without end is no key: the rest is read as text.
      if longer.count > Self.longest { giveUp() }
    case 0x40...0x7E:
      if !isShifted, byte == 0x7E, parameters.elementsEqual([0x32, 0x30, 0x30]) {
        isAlt = false
        state = .paste([])
      } else if let key = KeySequence(parameters: parameters, final: byte, isShifted: isShifted).key {
        emit(key.code, key.modifiers)
      } else {
        giveUp()
      }
    default:
      giveUp()
      take(byte)
    }
  }

  private mutating func giveUp() {
    isAlt = false
    state = .ground
  }
}
