import Interchange
import Testing

struct DelimiterTests {
  private func detect(_ text: String) -> Delimiter? { Delimiter.detect(text.utf8.span) }

  @Test(arguments: [
    ("a,b\n1,2\n", Delimiter.comma), ("a;b\n1,5;2,5\n", .semicolon), ("a\tb c\n1\t2\n", .tab), ("a|b\n1|2\n", .pipe),
    (" 00001 19970101  1   11.77\n 00002 19970112  1   12.00\n", .whitespace),
    ("name,note\nLi,\"a;b\nc;d\"\n", .comma), ("code\nC1\nC2\n", .comma), ("a,b", .comma),
    ("a,b\n1,2\n3,4;5;6;7", .comma), ("a,b\n1,\"2\n3", .comma),
  ])
  func `the first lines tell the delimiter`(text: String, delimiter: Delimiter) {
    #expect(detect(text) == delimiter)
  }

  @Test(arguments: ["1,5;2,5\n3,5;4,5\n", "Li Wei\nZhang San\n", "a,b\n1\n", "", "\n\n", "a,b;c\n"])
  func `where two would do, or none, nothing is guessed`(text: String) {
    #expect(detect(text) == nil)
  }
}
