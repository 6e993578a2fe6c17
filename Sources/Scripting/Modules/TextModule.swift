import Domain
public import ScriptModel
import Wording

extension Module<ScriptSession> {
  /// Texts, Chinese ones too.
  public static let text = Module(
    "text",
    Phrase("Texts of any script; positions and widths are those that readers see.", zh: "各种文字的文本处理；位置与宽度按读者所见。"),
    functions: [
      trim, split, startsWith, endsWith, contains, length, lower, upper, width, pad, truncate, normalize, pinyin,
      initials,
      similar, of,
    ])

  private static let of = Function<ScriptSession>(
    "text.of", Phrase("The text in the language of the run, out of one for each.", zh: "从各语言的文本中取本次运行所用语言的一条。"),
    effect: .pure,
    takes: Parameter("texts", Phrase("The text in English and in Chinese.", zh: "英文与中文文本。"), as: TextInLanguages.self),
    returns: returned(Phrase("That of --lang, PATRON_LANG or the environment.", zh: "由 --lang、PATRON_LANG 或环境变量决定。")),
    example: #"print(text.of { en = "3 customers", zh = "3 个客户" })"#
  ) { session, texts in texts.phrase.text(in: session.language) }

  private static let given = Parameter("text", Phrase("The text.", zh: "文本。"), as: String.self)

  private static func returned(_ summary: Phrase) -> Returned<String> { Returned("text", summary) }

  private static func test(
    _ name: String, _ summary: Phrase, example: String, _ holds: @escaping @Sendable (String, String) throws -> Bool
  ) -> Function<ScriptSession> {
    Function(
      "text.\(name)", summary, effect: .pure, takes: given,
      Parameter(
        "part", Phrase("What to look for, letter by letter; at most 1 MiB.", zh: "要查找的内容，逐字比较；至多 1 MiB。"),
        as: String.self),
      returns: Returned("holds", Phrase("Whether it does.", zh: "是否如此。"), as: Bool.self), example: example
    ) { _, text, part in
      try TextSearch.check(part)
      return try part.isEmpty || holds(text, part)
    }
  }

  private static let trim = Function<ScriptSession>(
    "text.trim", Phrase("The text without blanks around it, ideographic ones too.", zh: "去除文本两端的空白，包括全角空格。"),
    effect: .pure,
    takes: given, returns: returned(Phrase("The rest.", zh: "其余文本。")), example: #"assert(text.trim("　上海 \n") == "上海")"#
  ) { _, text in
    var steps = 0
    func isShown(_ scalar: Unicode.Scalar) throws -> Bool {
      steps += 1
      try Stopped.check(at: steps)
      return !scalar.properties.isWhitespace
    }
    let scalars = text.unicodeScalars
    guard let first = try scalars.firstIndex(where: isShown), let last = try scalars.lastIndex(where: isShown) else {
      return ""
    }
    return String(scalars[first...last])
  }

  private static let split = Function<ScriptSession>(
    "text.split", Phrase("The parts of a text between separators.", zh: "按分隔符拆分文本。"), effect: .pure, takes: given,
    Parameter("separator", Phrase("What stands between two parts.", zh: "分隔符。"), as: String.self),
    returns: Returned(
      "parts", Phrase("At least one; parts may be empty.", zh: "至少一个；可以为空文本。"), as: ListInParts<String>.self),
    example: """
      local parts = text.split("华东,华南,", ",")
      assert(#parts == 3 and parts[1] == "华东" and parts[3] == "")
      """
  ) { _, text, separator in
    ListInParts { part in
      if separator.isEmpty {
        return try text.inPieces { piece in
          for character in piece { try part(String(character)) }
          return true
        }
      }
      var end = text.startIndex
      try TextSearch(separator).each(in: text) { place in
        let start = text.utf8.index(text.startIndex, offsetBy: place.lowerBound)
        try part(String(text[end..<start]))
        end = text.utf8.index(start, offsetBy: place.count)
        return true
      }
      try part(String(text[end...]))
    }
  }

  private static let startsWith = test(
    "starts_with", Phrase("Whether a text begins with another.", zh: "文本是否以另一文本开头。"),
    example: #"assert(text.starts_with("上海贸易有限公司", "上海"))"#
  ) { $0.begins(with: $1) }

  private static let endsWith = test(
    "ends_with", Phrase("Whether a text ends with another.", zh: "文本是否以另一文本结尾。"),
    example: #"assert(text.ends_with("Nordwind GmbH", "GmbH"))"#
  ) { $0.ends(with: $1) }

  private static let contains = test(
    "contains", Phrase("Whether a text has another in it.", zh: "文本是否包含另一文本。"),
    example: #"assert(text.contains("上海贸易有限公司", "贸易") and not text.contains("a.c", "abc"))"#
  ) { try TextSearch($1).isFound(in: $0) }

  private static let length = Function<ScriptSession>(
    "text.length", Phrase("How many characters a reader sees.", zh: "读者所见的字符数。"), effect: .pure, takes: given,
    returns: Returned("count", Phrase("Characters.", zh: "字符数。"), as: Int.self),
    example: #"assert(text.length("上海") == 2)"#
  ) { _, text in try text.summingPieces { $0.count } }

  private static let lower = Function<ScriptSession>(
    "text.lower", Phrase("The text in small letters, of any script.", zh: "转为小写，适用于各种文字。"), effect: .pure, takes: given,
    returns: returned(Phrase("The text.", zh: "文本。")), example: #"assert(text.lower("ÄRGER") == "ärger")"#
  ) { _, text in try text.mappingPieces { $0.lowercased() } }

  private static let upper = Function<ScriptSession>(
    "text.upper", Phrase("The text in capitals, of any script.", zh: "转为大写，适用于各种文字。"), effect: .pure, takes: given,
    returns: returned(Phrase("The text.", zh: "文本。")), example: #"assert(text.upper("ärger") == "ÄRGER")"#
  ) { _, text in try text.mappingPieces { $0.uppercased() } }

  private static let width = Function<ScriptSession>(
    "text.width",
    Phrase("How many columns a text takes in a terminal: a Chinese character takes two.", zh: "文本在终端所占的列数：一个汉字占两列。"),
    effect: .pure, takes: given, returns: Returned("columns", Phrase("Columns.", zh: "列数。"), as: Int.self),
    example: #"assert(text.width("上海 A") == 6)"#
  ) { _, text in try text.summingPieces { DisplayWidth().columns(of: $0) } }

  private static let columns = Parameter(
    "columns", Phrase("Columns of the terminal, at most 10,000.", zh: "终端列数，至多 10,000。"), as: ColumnCount.self)

  private static let pad = Function<ScriptSession>(
    "text.pad", Phrase("The text filled with blanks to a number of columns.", zh: "用空格补足到指定列数。"), effect: .pure,
    takes: given, columns,
    Parameter("align", Phrase("Where the text stands; left unless given.", zh: "对齐方式；默认左对齐。"), as: Alignment?.self),
    returns: returned(Phrase("The text; as it was where it is wider.", zh: "文本；已超出时保持原样。")),
    example: """
      assert(text.pad("上海", 6) == "上海  ")
      assert(text.pad("7", 3, "right") == "  7")
      """
  ) { _, text, columns, align in
    try isWider(text, than: columns.count)
      ? text : DisplayWidth().padded(text, to: columns.count, (align ?? .left).alignment)
  }

  private static let truncate = Function<ScriptSession>(
    "text.truncate", Phrase("The text cut to a number of columns, with … at its end.", zh: "截断到指定列数，末尾加 …。"),
    effect: .pure, takes: given,
    columns, returns: returned(Phrase("The text; as it was where it fits.", zh: "文本；未超出时保持原样。")),
    example: #"assert(text.truncate("上海贸易有限公司", 7) == "上海贸…")"#
  ) { _, text, columns in
    guard try isWider(text, than: columns.count) else { return text }
    var kept = ""
    var width = 0
    // One column more than there is room for tells that something was cut.
    try text.inPieces {
      kept += $0
      width += DisplayWidth().columns(of: $0)
      return width <= columns.count
    }
    return DisplayWidth().truncated(kept, to: columns.count)
  }

  private static func isWider(_ text: String, than columns: Int) throws -> Bool {
    var width = 0
    try text.inPieces {
      width += DisplayWidth().columns(of: $0)
      return width <= columns
    }
    return width > columns
  }

  private static let normalize = Function<ScriptSession>(
    "text.normalize",
    Phrase(
      "The text as search compares it: small, half-width, simplified, without accents.", zh: "搜索所用的形式：小写、半角、简体、无重音。"),
    effect: .pure, takes: given, returns: returned(Phrase("The text.", zh: "文本。")),
    example: #"assert(text.normalize("　ＡＢＣ　Café 貿易 ") == "abc cafe 贸易")"#
  ) { _, text in
    var steps = 0
    return try SearchKey.normalized(text) {
      steps += 1
      if steps & 1023 == 0 { TakenMemory.count(8 * 1024) }
      try Stopped.check(at: steps)
    }
  }

  private static let pinyin = Function<ScriptSession>(
    "text.pinyin",
    Phrase("How a Chinese text is read, without tones; nil for a text without Chinese.", zh: "中文文本的拼音，不带声调；无汉字时为 nil。"),
    effect: .pure, takes: given,
    returns: Returned("pinyin", Phrase("The likeliest reading.", zh: "最可能的读音。"), as: String?.self),
    example: #"assert(text.pinyin("上海") == "shanghai" and text.pinyin("Nordwind") == nil)"#
  ) { _, text in Pinyin.joined(text.beginning).first }

  private static let initials = Function<ScriptSession>(
    "text.initials",
    Phrase(
      "The first letters of a Chinese text's syllables; nil for a text without Chinese.", zh: "中文文本的拼音首字母；无汉字时为 nil。"),
    effect: .pure, takes: given,
    returns: Returned("initials", Phrase("Of the likeliest reading.", zh: "按最可能的读音。"), as: String?.self),
    example: #"assert(text.initials("上海贸易有限公司") == "shmyyxgs")"#
  ) { _, text in Pinyin.initials(text.beginning).first }

  private static let similar = Function<ScriptSession>(
    "text.similar",
    Phrase("How alike two texts are, from 0 to 1, as search compares them.", zh: "两个文本的相似程度，0 至 1，按搜索形式比较。"),
    effect: .pure, takes: given, Parameter("other", Phrase("The other text.", zh: "另一文本。"), as: String.self),
    returns: Returned(
      "similarity", Phrase("1 less the edits between them over the longer length.", zh: "1 减去编辑次数与较长文本长度之比。"),
      as: Double.self),
    example: """
      assert(text.similar("Nordwind GmbH", "NORDWIND  GMBH") == 1)
      assert(text.similar("kitten", "sitting") > 0.57 and text.similar("abc", "xyz") == 0)
      """
  ) { _, text, other in Similarity.of(text.beginning, other.beginning) }
}

/// Columns of a terminal.
struct ColumnCount: ScriptArgument {
  let count: Int

  static var scriptType: ScriptType { .integer }

  static func read(_ call: Call, at index: Int32) throws(Mismatch) -> ColumnCount {
    let count = try Int.read(call, at: index)
    guard (0...10_000).contains(count) else {
      throw .value(Phrase("must be from 0 to 10,000, got \(count)", zh: "必须在 0 至 10,000 之间，收到的是 \(count)"))
    }
    return ColumnCount(count: count)
  }
}

/// Where a text stands in a wider column.
enum Alignment: String, ScriptArgument, CaseIterable {
  case left, right, center

  static var scriptType: ScriptType { .choice(allCases.map(\.rawValue)) }

  static func read(_ call: Call, at index: Int32) throws(Mismatch) -> Alignment {
    guard let alignment = call.string(at: index).flatMap({ Alignment(rawValue: $0) }) else {
      throw call.mismatch(at: index, expected: scriptType)
    }
    return alignment
  }

  var alignment: DisplayWidth.Alignment {
    switch self {
    case .left: .left
    case .right: .right
    case .center: .center
    }
  }
}
