/// Text brought into one form, so that a search finds it however it was typed.
///
/// Stored keys and what is searched for both go through here; what is shown never does.
public enum SearchKey {
  /// The text in lower case with half-width letters, digits and marks, without accents, with simplified Chinese
  /// characters, one space for any blanks between words, and none around.
  ///
  /// Unlike Unicode's NFKC it folds traditional characters, accents, dashes and quotation marks, and leaves rare
  /// compatibility forms alone. A key is its own key.
  public static func normalized(_ text: some StringProtocol) -> String {
    key(of: text) {}
  }

  /// The same of a text that may be long.
  ///
  /// - Parameter check: Called at every character; what it throws ends the work.
  public static func normalized(_ text: String, check: () throws -> Void) rethrows -> String {
    try key(of: text, check: check)
  }

  @inline(__always)
  private static func key(of text: some StringProtocol, check: () throws -> Void) rethrows -> String {
    var key = String.UnicodeScalarView()
    var isBlank = false
    for scalar in text.unicodeScalars {
      try check()
      fold(scalar) { folded in
        if folded.properties.isWhitespace {
          isBlank = true
          return
        }
        if isBlank && !key.isEmpty { key.append(" ") }
        isBlank = false
        key.append(folded)
      }
    }
    return String(key)
  }

  private static func fold(_ scalar: Unicode.Scalar, _ append: (Unicode.Scalar) -> Void) {
    if scalar.isASCII {
      let isCapital = scalar >= "A" && scalar <= "Z"
      append(isCapital ? Unicode.Scalar(UInt8(scalar.value) + 32) : scalar)
      return
    }
    if scalar.value >= 0x4E00 && scalar.value <= 0x9FFF {
      append(simplified[scalar] ?? scalar)
      return
    }
    if let half = halfWidth(scalar) {
      fold(half, append)
      return
    }
    if isMark(scalar) { return }
    for lower in scalar.properties.lowercaseMapping.unicodeScalars where !isMark(lower) {
      if let plain = plain[lower] {
        plain.unicodeScalars.forEach(append)
      } else {
        append(lower)
      }
    }
  }

  /// The half-width form of a full-width letter, digit, mark or currency sign.
  private static func halfWidth(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    switch scalar.value {
    case 0xFF01...0xFF5E: Unicode.Scalar(scalar.value - 0xFEE0)
    case 0xFFE0: "¢"
    case 0xFFE1: "£"
    case 0xFFE5: "¥"
    default: nil
    }
  }

  /// Whether a scalar only changes the one before, or shows nothing: accents, variation selectors, joiners, byte order
  /// marks, soft hyphens.
  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0300...0x036F, 0xFE00...0xFE0F, 0x200B...0x200F, 0x2060, 0xFEFF, 0x00AD: true
    default: false
    }
  }

  private static let simplified: [Unicode.Scalar: Unicode.Scalar] = {
    var forms: [Unicode.Scalar: Unicode.Scalar] = [:]
    var traditional: Unicode.Scalar?
    for scalar in SimplifiedTable.pairs.unicodeScalars where scalar != "\n" {
      if let written = traditional {
        forms[written] = scalar
        traditional = nil
      } else {
        traditional = scalar
      }
    }
    return forms
  }()

  /// Plain spellings, each before the small letters and signs that it stands for.
  private static let spellings = """
    a àáâãäåāăąǎ, ae æ, c çćĉċč, d ďđð, e èéêëēĕėęě, g ĝğġģ, h ĥħ, i ìíîïĩīĭįıǐ, j ĵ, k ķ, l ĺļľŀł, n ñńņňŋ,
    o òóôõöøōŏőǒ, oe œ, r ŕŗř, s śŝşšșſ, ss ß, t ţťŧț, th þ, u ùúûüũūŭůűųǔǖǘǚǜ, w ŵ, y ýÿŷ, z źżž,
    - ‐‑‒–—―−－, ' ‘’‛′, " “”„″, · •‧∙・･, ... …, tm ™, no №, °c ℃, °f ℉, m2 ㎡, m3 ㎥, kg ㎏, km ㎞, mm ㎜, cm ㎝,
    0 ⁰₀, 1 ①¹₁, 2 ②²₂, 3 ③³₃, 4 ④⁴₄, 5 ⑤⁵₅, 6 ⑥⁶₆, 7 ⑦⁷₇, 8 ⑧⁸₈, 9 ⑨⁹₉, 10 ⑩,
    i ⅰ, ii ⅱ, iii ⅲ, iv ⅳ, v ⅴ, vi ⅵ, vii ⅶ, viii ⅷ, ix ⅸ, x ⅹ, xi ⅺ, xii ⅻ
    """

  private static let plain: [Unicode.Scalar: String] = {
    var plain: [Unicode.Scalar: String] = [:]
    for entry in spellings.split(whereSeparator: { $0 == "," || $0 == "\n" }) {
      let parts = entry.split(separator: " ")
      guard parts.count == 2 else { continue }
      for sign in parts[1].unicodeScalars { plain[sign] = String(parts[0]) }
    }
    return plain
  }()
}
