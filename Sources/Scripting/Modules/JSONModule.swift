import Domain
import Interchange
public import ScriptModel
import Wording

extension Module<ScriptSession> {
  /// Values as JSON text.
  public static let json = Module(
    "json", Phrase("Values as JSON text (RFC 8259).", zh: "值与 JSON 文本（RFC 8259）的互换。"), functions: [encode, decode])

  private static let encode = Function<ScriptSession>(
    "json.encode",
    Phrase(
      "A value as JSON: names sorted, records as objects, money as { amount, currency }; an empty table is an object.",
      zh: "将值写成 JSON：名称排序，记录为对象，金额为 { amount, currency }；空表为对象。"),
    effect: .pure, takes: Parameter("value", Phrase("Anything but functions.", zh: "除函数外的任何值。"), as: JSONArgument.self),
    returns: Returned("text", Phrase("The text, without blanks.", zh: "不含空白的文本。"), as: String.self),
    example: """
      assert(json.encode { b = { 1, 2.5, null }, a = "上海" } == '{"a":"上海","b":[1,2.5,null]}')
      assert(json.encode(money(12.50, "CNY")) == '{"amount":"12.50","currency":"CNY"}')
      """
  ) { _, value in
    var counted = 0
    return try value.json.text { written in
      // The bytes in a list with room for more, and the text that is made of them.
      TakenMemory.count(3 * (written - counted))
      counted = written
      return Stopped.isDue
    }
  }

  private static let decode = Function<ScriptSession>(
    "json.decode",
    Phrase("The value that a JSON text holds; null becomes `null`.", zh: "读出 JSON 文本中的值；null 成为 `null`。"),
    effect: .pure,
    takes: Parameter("text", Phrase("One JSON value.", zh: "一个 JSON 值。"), as: String.self),
    returns: Returned(
      "value", Phrase("Lists and tables of numbers, texts and booleans.", zh: "由数字、文本与布尔值组成的列表和表。"), as: JSONText.self
    ),
    example: """
      local value = json.decode('{"codes": ["C0042", null], "rate": 0.5}')
      assert(value.codes[1] == "C0042" and value.codes[2] == null and value.rate == 0.5)
      """
  ) { _, text in JSONText(text: text) }
}
