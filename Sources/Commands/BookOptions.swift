import ArgumentParser
import Automation
import Domain
import Foundation
import Storage
import Wording

/// The options of every command that works on a book.
struct BookOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The book; else $PATRON_BOOK, else patron.db here.", valueName: "path"))
  var book: String?

  @Option(name: .customLong("operator"), help: ArgumentHelp("Who acts; else $PATRON_OPERATOR, else the login name.", valueName: "name"))
  var operatorName: String?

  @Option(help: ArgumentHelp("The business date in place of today.", valueName: "date"))
  var asOf: String?

  @Option(help: ArgumentHelp("The language of messages, en or zh.", valueName: "language"))
  var lang: String?

  @Option(help: ArgumentHelp("How long to wait for another writer.", valueName: "seconds"))
  var wait: Double = 60

  var language: Language { Self.language(lang) }

  /// The language asked for, else the environment's.
  static func language(_ asked: String?) -> Language {
    asked.flatMap { Language(locale: $0) } ?? Language(environment: ProcessInfo.processInfo.environment)
  }

  /// The place that the options name.
  func workplace() throws -> Workplace {
    let environment = ProcessInfo.processInfo.environment
    let path = book ?? environment["PATRON_BOOK"].flatMap { $0.isEmpty ? nil : $0 } ?? "patron.db"
    let person = operatorName ?? environment["PATRON_OPERATOR"].flatMap { $0.isEmpty ? nil : $0 } ?? NSUserName()
    let language = language
    return Workplace(
      bookPath: path, operatorName: person, language: language,
      now: { Instant(secondsSinceEpoch: Int64(Date().timeIntervalSince1970)) }, asOf: try asOf.map { try CivilDate($0) },
      patience: BookFile.Patience(seconds: wait) {
        Terminal.note(
          Phrase("waiting: somebody else is writing to \(path)", zh: "等待中：其他程序正在写入 \(path)").text(in: language))
      })
  }
}

/// What was asked for does not go together.
enum UsageError: Refusal {
  case unreadable(String)
  case value(option: String, given: String, expected: Phrase)

  var code: String { "usage" }

  var message: Phrase {
    switch self {
    case .unreadable(let path): Phrase("cannot read \(path)", zh: "无法读取 \(path)")
    case .value(let option, let given, let expected):
      Phrase("\(option) takes ", zh: "\(option) 需要") + expected + Phrase(", got '\(given)'", zh: "，收到的是 '\(given)'")
    }
  }
}
