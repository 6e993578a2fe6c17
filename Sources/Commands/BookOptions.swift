import ArgumentParser
import Automation
import Domain
import Foundation
import Storage
import Wording

/// The options of every command that works on a book.
struct BookOptions: ParsableArguments {
  @Option(
    help: .text(
      "The book; else $PATRON_BOOK, else patron.db here.", zh: "账簿；默认取 $PATRON_BOOK，再取当前目录的 patron.db。", value: "path"))
  var book: String?

  @Option(
    help: .text(
      "Who acts; else $PATRON_OPERATOR, else the login name.", zh: "操作员；默认取 $PATRON_OPERATOR，再取登录名。", value: "name"))
  var `operator`: String?

  @Option(help: .text("The business date in place of today.", zh: "业务日期，代替今天。", value: "date"))
  var asOf: String?

  @Option(help: .text("The language of messages, en or zh.", zh: "信息的语言：en 或 zh。", value: "language"))
  var lang: String?

  @Option(
    help: .text("How long to wait for another writer; 60 unless given.", zh: "等待其他写入者的时长；默认 60。", value: "seconds"))
  var wait: Double?

  /// What a session gives the commands that are typed in it.
  struct Session {
    /// Changes that are not in the book.
    var preview = GatheredChanges()
    /// The business date in place of today.
    var asOf: CivilDate?
  }
  @TaskLocal static var session = Session()

  /// The language asked for, else the environment's.
  static func language(_ asked: String?) throws(UsageError) -> Language {
    guard let asked else { return .ofProcess }
    guard let language = Language(locale: asked) else {
      throw .value(option: "--lang", given: asked, expected: Phrase("en or zh", zh: " en 或 zh"))
    }
    return language
  }

  /// The place that the options name.
  func workplace() throws -> Workplace {
    let wait = wait ?? 60
    guard wait >= 0 else {
      throw UsageError.value(
        option: "--wait", given: "\(wait)", expected: Phrase("seconds, 0 or more", zh: "不小于 0 的秒数"))
    }
    let path = book ?? Environment.value("PATRON_BOOK") ?? "patron.db"
    let person = `operator` ?? Environment.value("PATRON_OPERATOR") ?? NSUserName()
    let language = try Self.language(lang)
    var place = Workplace(
      bookPath: path, operatorName: person, language: language,
      now: { Instant(secondsSinceEpoch: Int64(Date().timeIntervalSince1970)) },
      asOf: try asOf.map { try CivilDate($0) } ?? Self.session.asOf,
      patience: BookFile.Patience(seconds: wait) {
        Terminal.note((OperationsFile.holder(of: path)?.waiting ?? .waiting(for: path)).text(in: language))
      })
    place.preview = Self.session.preview
    return place
  }
}

extension Phrase {
  /// What a waiting writer says that does not know whom it waits for.
  fileprivate static func waiting(for path: String) -> Phrase {
    Phrase("waiting: somebody else is writing to \(path)", zh: "等待中：其他程序正在写入 \(path)")
  }
}
