import Testing
import Wording

struct LineDiffTests {
  @Test func `lines before and after a change are shown, those far away are dots`() {
    let lines = (1...20).map(String.init)
    var other = lines
    other[9] = "ten"
    let diff = LineDiff(lines.joined(separator: "\n"), other.joined(separator: "\n"))
    #expect(diff.text == "…\n  7\n  8\n  9\n- 10\n+ ten\n  11\n  12\n  13\n…")
    #expect(LineDiff("a\nb", "a\nb").text == "")
  }

  @Test func `a line that ends in another way is another line, and so is another spelling of a letter`() {
    #expect(LineDiff("a\r\nb", "a\nb").text == "- a\r\n+ a\n  b")
    #expect(LineDiff("caf\u{E9}", "cafe\u{301}").text == "- caf\u{E9}\n+ cafe\u{301}")
  }

  @Test func `long texts without a line in common are told at once, and what they share at their ends stays`() {
    let old = (["head"] + (1...20_000).map { "old \($0)" } + ["tail"]).joined(separator: "\n")
    let new = (["head"] + (1...20_000).map { "new \($0)" } + ["tail"]).joined(separator: "\n")
    let start = ContinuousClock.now
    let lines = LineDiff(old, new).text.split(separator: "\n")
    #expect(ContinuousClock.now - start < .seconds(2))
    #expect(lines.count == 40_002 && lines.first == "  head" && lines[1] == "- old 1" && lines[20_001] == "+ new 1")
    #expect(lines.last == "  tail")
  }
}
