import Domain
import Testing

@testable import Automation

@Suite struct ExaminationTests {
  private static let mebibyte: Int64 = 1_048_576
  private static let cases: [(free: Int64, size: Int64, verdict: Finding.Verdict)] = [
    (100 * mebibyte, 50 * mebibyte, .ok), (100 * mebibyte, 200 * mebibyte, .warn), (16 * mebibyte, mebibyte, .ok),
    (16 * mebibyte - 1, mebibyte, .fail), (0, 0, .fail),
  ]

  /// A run may need as much room again as the book has; below 16 MiB nothing works for long.
  @Test(arguments: cases)
  func `free space is judged by the book's size`(free: Int64, size: Int64, verdict: Finding.Verdict) {
    #expect(Workplace.judge(freeBytes: free, bookBytes: size).verdict == verdict)
  }
}
