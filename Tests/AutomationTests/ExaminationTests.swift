import Domain
import Testing

@testable import Automation

@Suite struct ExaminationTests {
  /// A run may need as much room again as the book has; below 16 MiB nothing works for long.
  @Test(
    arguments: [
      (100 << 20, 50 << 20, Finding.Verdict.ok), (100 << 20, 200 << 20, .warn), (16 << 20, 1 << 20, .ok),
      (16 << 20 - 1, 1 << 20, .fail), (0, 0, .fail),
    ])
  func `free space is judged by the book's size`(free: Int64, size: Int64, verdict: Finding.Verdict) {
    #expect(Workplace.judge(freeBytes: free, bookBytes: size).verdict == verdict)
  }
}
