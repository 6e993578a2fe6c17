import Automation
import LuaRuntime
import Testing

/// What tests compare with what was kept.
struct SnapshotTests {
  private let folder: TestFolder

  init() throws { folder = try TestFolder() }

  private func source(_ value: String) -> String {
    """
    describe("评级", function()
      it("standing", function()
        expect(\(value)):to_match_snapshot()
        expect("a\\n\\n# b"):to_match_snapshot()
      end)
    end)
    """
  }

  @Test func `a snapshot is kept when it is accepted, and compared from then on`() throws {
    let missing = try #require(try folder.failure(of: source("{ grade = 'A' }")))
    #expect(missing.message.hasPrefix("nothing was kept to compare with"))
    #expect(try folder.failure(of: source("{ grade = 'A' }")) { $0.accepts = true } == nil)
    #expect(
      try folder.text(of: "one_test.snapshots") == """
        # 评级 › standing

            {
              grade = "A",
            }

        # 评级 › standing \\ 2

            a

            # b

        """)
    #expect(try folder.failure(of: source("{ grade = 'A' }")) == nil)
    let other = try #require(try folder.failure(of: source("{ grade = 'B' }")))
    #expect(other.message.contains("-   grade = \"A\",\n+   grade = \"B\","))
  }

  @Test func `snapshots that no test asks for any more go when all tests are accepted`() throws {
    _ = try folder.report(source("1")) { $0.accepts = true }
    _ = try folder.report("it('x', function() expect(1):to_match_snapshot() end)") {
      $0.accepts = true
    }
    #expect(try folder.text(of: "one_test.snapshots") == "# x\n\n    1\n")
  }

  @Test func `what tests that fail would have asked for stays`() throws {
    let accept = { (options: inout TestOptions) in options.accepts = true }
    let source = "it('x', function() BEFORE expect(1):to_match_snapshot() end)"
    _ = try folder.report(source.replacing("BEFORE", with: ""), accept)
    _ = try folder.report(source.replacing("BEFORE", with: "error('no')"), accept)
    #expect(try folder.text(of: "one_test.snapshots") == "# x\n\n    1\n")
  }

  @Test func `tests of one name have snapshots of their own`() throws {
    let source = "for i = 1, 2 do it('x', function() expect(i):to_match_snapshot() end) end"
    _ = try folder.report(source) { $0.accepts = true }
    #expect(try folder.text(of: "one_test.snapshots") == "# x\n\n    1\n\n# x \\ 2\n\n    2\n")
    #expect(try folder.report(source).results.compactMap(\.failure) == [])
  }

  @Test(arguments: [#""a\r\nb\n""#, #""\n\n a""#, #""""#, #""\n""#, ##""# x\n    y""##])
  func `any text and any name is found again`(_ text: String) throws {
    let source =
      #"it("one\ntwo \\n\r", function() expect(\#(text)):to_match_snapshot() expect(1):to_match_snapshot() end)"#
    _ = try folder.report(source) { $0.accepts = true }
    #expect(try folder.report(source).results.compactMap(\.failure) == [])
    // Editors take blanks from the ends of lines.
    let kept = try folder.text(of: "one_test.snapshots")
    let lines = kept.utf8.split(separator: 10, omittingEmptySubsequences: false).map { Substring($0) }
    #expect(!lines.contains { $0.hasSuffix(" ") })
  }

  @Test func `a spelling of a letter that looks the same is another text`() throws {
    _ = try folder.report(#"it("x", function() expect("caf\u{e9}"):to_match_snapshot() end)"#) { $0.accepts = true }
    #expect(try folder.failure(of: #"it("x", function() expect("cafe\u{301}"):to_match_snapshot() end)"#) != nil)
  }
}
