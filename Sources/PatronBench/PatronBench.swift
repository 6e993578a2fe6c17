import Foundation

/// Compares Patron with plain C and with the tools people know, in one run, and prints ratios.
@main struct PatronBench {
  static func main() throws {
    try HostCalls().run()
  }
}
