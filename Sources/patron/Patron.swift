import ArgumentParser
import Commands

@main struct Patron {
  static func main() {
    PatronCommand.launch()
  }
}
