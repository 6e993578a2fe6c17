import Analytics
import Testing
import Wording

@Suite struct ScoreModelTests {
  private var model: ScoreModel {
    var model = ScoreModel(name: "m", description: Phrase(verbatim: ""))
    model.bands = [.init(from: 80, "A"), .init(from: 40, "B")]
    return model
  }

  @Test func `parts are rounded to two decimals more, added, held within the range and rounded`() {
    // 12 11/32 = 12.34375, which binary holds exactly, → 12.3438 and 30.00004 → 30.0000; the sum 42.3438 → 42.34.
    let result = model.assess(.parts([ScorePart("a", 12.34375), ScorePart("b", 30.00004)]), coverage: 1)
    #expect(result.parts.map(\.value) == [12.3438, 30])
    #expect(result.value == 42.34)
    #expect(result.band == "B")
    #expect(model.assess(.number(130), coverage: 1).value == 100)
    #expect(model.assess(.number(-1), coverage: 1).value == 0)
  }

  @Test func `halves go away from zero as they are written, not as they are stored`() {
    // Stored, 1.005 and 12.34565 lie below the half, 2.675 too; 0.49999999999999994 is no half, though adding one is.
    let cases: [(Double, Int, Double)] = [
      (1.005, 2, 1.01), (12.34565, 4, 12.3457), (2.675, 2, 2.68), (-1.005, 2, -1.01), (0.125, 2, 0.13), (2.5, 0, 3),
      (-0.004, 2, 0), (0.49999999999999994, 0, 0), (1.0049999999999999, 2, 1.01), (1.0049999, 2, 1), (1e300, 2, 1e300),
    ]
    for (value, decimals, rounded) in cases { #expect(value.rounded(decimals: decimals) == rounded) }
  }

  @Test func `a group adds no more than its cap`() {
    let group = ScorePart("fit", cap: 40, [ScorePart("size", 30), ScorePart("years", 20)])
    #expect(model.assess(.parts([group, ScorePart("other", 1)]), coverage: 1).value == 41)
  }

  @Test func `below the floor of coverage there is a value and no band`() {
    let result = model.assess(.number(90), coverage: 0.49)
    #expect(result.value == 90)
    #expect(result.band == nil)
    #expect(model.assess(.number(90), coverage: 0.5).band == "A")
  }

  @Test func `a value at the boundary is in the band and one below it is not`() {
    #expect(model.assess(.number(80), coverage: 1).band == "A")
    #expect(model.assess(.number(79.99), coverage: 1).band == "B")
    #expect(model.assess(.number(39.99), coverage: 1).band == nil)
  }

  @Test func `insufficient data has no value`() {
    let result = model.assess(.insufficient("too new"), coverage: 0.2)
    #expect(result.value == nil)
    #expect(result.band == nil)
    #expect(result.reason == "too new")
  }
}
