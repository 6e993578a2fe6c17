import Foundation
import Testing

/// The tutorial, followed command by command.
struct TutorialTests {
  /// A piece of a page: a file to be written, or a command with the lines typed into it and what it prints.
  private enum Step {
    case file(path: String, text: String)
    case command(text: String, typed: [String], printed: String)
  }

  private static let reference = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "scripts/reference")

  @Test(arguments: ["en", "zh"]) func `every command of the tutorial prints what it says`(_ language: String) throws {
    let page = try String(contentsOf: Self.reference.appending(path: "\(language)/tutorial.md"), encoding: .utf8)
    let steps = Self.steps(of: page)
    #expect(steps.count > 30)
    let program = try Program()
    let printed = try Self.follow(steps, in: program)
    for (place, step) in steps.enumerated() {
      guard case .command(let text, _, let expected) = step else { continue }
      #expect(Self.timeless(printed[place] ?? "nothing") == Self.timeless(expected), "\(text)")
    }
  }

  /// Follows all steps in one shell, as a reader does; what each of them printed, by its place.
  private static func follow(_ steps: [Step], in program: Program) throws -> [Int: String] {
    var script = ["exec 2>&1", "patron() { \"$PATRON\" \"$@\"; }"]
    for (place, step) in steps.enumerated() {
      switch step {
      case .file(let path, let text):
        script += ["mkdir -p \"$(dirname \(path))\"", "cat > \(path) <<'@@FILE'", text, "@@FILE"]
      case .command(let text, let typed, _):
        script.append("echo @@\(place)")
        script += typed.isEmpty ? [text] : ["\(text) <<'@@LINES'"] + typed + ["@@LINES"]
      }
    }
    try program.write(script.joined(separator: "\n"), to: "steps.sh")
    let ended = try program.shell("sh steps.sh")
    var printed: [Int: String] = [:]
    for part in ended.output.components(separatedBy: "@@").dropFirst() {
      guard let end = part.firstIndex(of: "\n"), let place = Int(part[..<end]) else { continue }
      printed[place] = String(part[end...].dropFirst())
    }
    return printed
  }

  /// The steps of a page: ```` ```lua FILE ```` blocks are files, `$` begins a command and `patron>` a line of a session.
  private static func steps(of page: String) -> [Step] {
    var steps: [Step] = []
    for block in page.matches(of: #/(?m)^```(console|lua [^\n]+)\n((?:.|\n)*?)^```$/#) {
      let text = String(block.output.2)
      if block.output.1 != "console" {
        steps.append(.file(path: String(block.output.1.dropFirst(4)), text: String(text.dropLast())))
        continue
      }
      var end: String?
      for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
        if line.hasPrefix("$ ") {
          steps.append(.command(text: String(line.dropFirst(2)), typed: [], printed: ""))
          end = line.hasSuffix("<<'END'") ? "END" : nil
          continue
        }
        guard case .command(let command, let typed, let printed) = steps.last else { continue }
        steps.removeLast()
        if end != nil {
          steps.append(.command(text: "\(command)\n\(line)", typed: typed, printed: printed))
          if String(line) == end { end = nil }
        } else if let prompt = line.prefixMatch(of: #/patron(\([^)]*\))?> /#) {
          let typed = typed + [String(line[prompt.range.upperBound...])]
          steps.append(.command(text: command, typed: typed, printed: printed))
        } else {
          steps.append(.command(text: command, typed: typed, printed: "\(printed)\(line)\n"))
        }
      }
    }
    return steps
  }

  /// The text without the times that tests took.
  private static func timeless(_ text: String) -> String {
    text.replacing(/[0-9.]+ m?s\b/, with: "…")
  }
}
