import Testing
import Wording

struct PhraseTests {
  @Test(arguments: [
    ("必须是", "0 到 1 的数", "必须是 0 到 1 的数"), ("必须是", "数字", "必须是数字"), ("“a” 或 \"b\"", "或数字", "“a” 或 \"b\" 或数字"),
    ("必须是", " orders.stats 之类的函数名", "必须是 orders.stats 之类的函数名"), ("", "0", "0"), ("数字", "", "数字"),
  ])
  func `a blank parts Chinese from what is not Chinese`(_ first: String, _ second: String, _ whole: String) {
    let phrase = Phrase("one ", zh: first).beside(Phrase("other", zh: second))
    #expect(phrase.chinese == whole)
    #expect(phrase.english == "one other")
  }
}
