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

        # 评级 › standing (2)

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
}
