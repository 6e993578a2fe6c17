import LuaSyntax
public import Wording

/// Something that `patron check` has to say about a place in a script.
public struct ScriptFinding: Sendable {
  /// How bad it is.
  public enum Severity: String, Sendable {
    /// The script fails there, or does other than it says.
    case error
    /// It works, and could be better.
    case warning
  }

  /// The file.
  public let file: String
  /// The line, from 1.
  public let line: Int
  /// The column in characters, from 1.
  public let column: Int
  /// How many characters it is about.
  public let width: Int
  /// How bad it is.
  public let severity: Severity
  /// What it is about.
  public let reason: any Refusal
  /// The line of source.
  public let sourceLine: String?

  /// A stable name for what it is about: `unknown-field`.
  public var code: String { reason.code }

  /// `file:line:col: severity CODE: message`, the line of source and a caret.
  public func text(in language: Language) -> String {
    let severity =
      switch severity {
      case .error: Phrase("error", zh: "错误")
      case .warning: Phrase("warning", zh: "警告")
      }
    let head = "\(file):\(line):\(column): \(severity.text(in: language)) \(code): \(reason.message.text(in: language))"
    // A line that nobody wrote by hand would fill the screen.
    guard let sourceLine, sourceLine.utf8.count <= 1000 else {
      return DisplayWidth.visible(head, keeping: ["\n", "\t"])
    }
    let number = String(line)
    let margin = String(repeating: " ", count: number.count)
    let carets = String(repeating: "^", count: max(1, min(width, sourceLine.count - column + 1)))
    let before = Self.blank(DisplayWidth.visible(String(sourceLine.prefix(column - 1)), keeping: ["\t"]))
    let lines = [head, "  \(number) | \(sourceLine)", "  \(margin) | \(before)\(carets)"]
    return DisplayWidth.visible(lines.joined(separator: "\n"), keeping: ["\n", "\t"])
  }

  /// Blanks as wide as a text.
  private static func blank(_ text: some StringProtocol) -> String {
    let measure = DisplayWidth()
    return text.map { $0 == "\t" ? "\t" : String(repeating: " ", count: measure.columns(of: $0)) }.joined()
  }
}

extension ScriptFinding {
  /// A finding about a range of a source.
  init(_ reason: any Refusal, _ severity: Severity, at range: Range<Int>, in lines: SourceLines, of file: String) {
    let place = lines.place(of: range.lowerBound)
    let end = lines.place(of: range.upperBound)
    self.file = file
    (line, column) = (place.line, place.column)
    sourceLine = lines.text(ofLine: place.line)
    width =
      end.line == place.line ? max(1, end.column - place.column) : max(1, (sourceLine?.count ?? 0) - place.column + 1)
    self.severity = severity
    self.reason = reason
  }
}
