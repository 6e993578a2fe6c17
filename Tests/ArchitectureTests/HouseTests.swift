import Testing

@Suite struct HouseTests {
  let repository = Repository()

  @Test func `every function that looks like a test is one`() throws {
    var tests = 0
    for (_, files) in Dictionary(grouping: repository.files(under: "Tests", ["swift"]), by: \.target) {
      let text = files.map { $0.lines.joined(separator: "\n") }.joined(separator: "\n")
      for file in files {
        for function in functions(in: file) {
          if function.isTest {
            tests += 1
            continue
          }
          let isSentence = function.name.hasPrefix("`") || function.name.lowercased().hasPrefix("test")
          // A function that expects something and that nobody calls was meant to be a test.
          let isOrphan = function.expects && text.ranges(of: function.name).count < 2
          #expect(!isSentence && !isOrphan, "\(file.place(function.line)): \(function.name) lacks @Test and never runs")
        }
      }
    }
    #expect(tests > 100, "tests are found where there are tests")
  }

  private func functions(in file: Repository.File) -> [(name: String, line: Int, isTest: Bool, expects: Bool)] {
    let declaration = /^(\s*)(.*)\bfunc (`[^`]+`|\w+)/
    var found: [(name: String, line: Int, isTest: Bool, expects: Bool)] = []
    for (index, line) in file.lines.enumerated() {
      guard line.contains("func "), let match = try? declaration.prefixMatch(in: line), !match.output.2.contains("\""),
        !match.output.2.contains("//")
      else { continue }
      let end = "\(match.output.1)}"
      // Attributes may stand on the lines above, up to the end of what comes before.
      let above = file.lines[..<index].reversed().prefix { !$0.isEmpty && $0 != end && !$0.hasSuffix("{") }
      let isTest = match.output.2.contains("@Test") || above.contains { $0.contains("@Test") }
      let body = file.lines[index...].prefix { $0 != end }
      let expects = body.contains { $0.contains("#expect") || $0.contains("#require") || $0.contains("Issue.record") }
      found.append((String(match.output.3), index + 1, isTest, expects))
    }
    return found
  }

  @Test func `every public declaration says what it is`() {
    let files = repository.files(under: "Sources", ["swift"])
    let declaration =
      /\s*(?:@\w+(?:\(\w+\))? )*public (?:(?:static|final|mutating|indirect|convenience) )*(?:let|var|func|init|struct|class|enum|actor|protocol|typealias|subscript)\b\s*(\w+|[=<>]+|).*/
    // What a protocol declares is explained there: ours, and the standard library's.
    var explained: Set<Substring> = ["==", "<", "hash", "description", "configuration", "next", "makeIterator"]
    for file in files {
      var isProtocol = false
      for line in file.lines {
        if line.hasPrefix("public protocol ") { isProtocol = true }
        if line == "}" { isProtocol = false }
        guard isProtocol, let match = line.prefixMatch(of: /\s+(?:static |mutating )?(?:var|func) (\w+)/) else {
          continue
        }
        explained.insert(match.output.1)
      }
    }
    for file in files {
      for (index, line) in file.lines.enumerated() {
        guard line.contains("public "), let match = line.wholeMatch(of: declaration),
          !explained.contains(match.output.1)
        else { continue }
        let above = file.lines[..<index].last { !$0.trimmingPrefix(while: \.isWhitespace).hasPrefix("@") } ?? ""
        #expect(above.contains("///"), "\(file.place(index + 1)): \(match.output.1) has no documentation")
      }
    }
  }

  @Test func `tests use Swift Testing`() {
    for file in repository.files(under: "Tests", ["swift"]) {
      #expect(!file.imports.contains { $0.module == "XCTest" }, "\(file.path)")
    }
  }

  @Test func `every file is named after what it holds`() {
    let vague = /(?:.*[a-z_])?(?:Utils?|Utilities|Helpers?|Managers?|Extensions?|Misc|Common)/
    for file in repository.files(under: "Sources", ["swift", "c", "h"]) + repository.files(under: "Tests", ["swift"]) {
      for part in file.path.split(separator: "/") {
        let name = part.prefix { $0 != "." }
        #expect(name.wholeMatch(of: vague) == nil && !name.contains("+"), "\(file.path): a noun says what it holds")
      }
    }
  }

  @Test func `no file is longer than a reader can hold`() {
    for file in repository.files(under: "Sources", ["swift", "c", "h"]) + repository.files(under: "Tests", ["swift"]) {
      #expect(file.length <= 500, "\(file.path) has \(file.length) lines of code: it holds more than one noun")
    }
  }

  @Test func `the top of the repository holds what everyone looks for and nothing else`() throws {
    let known: Set<String> = ["Package.swift", "README.md", "Sources", "Tests", "scripts"]
    // What builds and runs leave behind, and git ignores.
    let left = /Package\.resolved|.*\.db(?:-\w+)*/
    for entry in try repository.entries() where !entry.hasPrefix(".") {
      #expect(known.contains(entry) || entry.wholeMatch(of: left) != nil, "\(entry)")
    }
  }
}
