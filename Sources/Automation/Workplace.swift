public import Domain
import Foundation
public import Storage
public import Wording

/// Where and for whom runs happen: the book, the operator, the clock, the language.
public struct Workplace: Sendable {
  /// The book's path; `:memory:` for an empty one that lasts for a run.
  public var bookPath: String
  /// Who acts.
  public var operatorName: String
  /// The language of messages.
  public var language: Language
  /// What time it is.
  public var now: @Sendable () -> Instant
  /// The business date to take in place of today.
  public var asOf: CivilDate?
  /// How long to wait for another writer.
  public var patience: BookFile.Patience
  /// Changes that are not in the book, and that explanations see as if they were.
  public var preview = GatheredChanges()

  /// A place to work in.
  public init(
    bookPath: String, operatorName: String, language: Language = .english,
    now: @escaping @Sendable () -> Instant,
    asOf: CivilDate? = nil, patience: BookFile.Patience = BookFile.Patience(seconds: 60)
  ) {
    self.bookPath = bookPath
    self.operatorName = operatorName
    self.language = language
    self.now = now
    self.asOf = asOf
    self.patience = patience
  }

  /// Opens the book.
  public func open(for access: BookFile.Access) throws -> BookFile {
    guard bookPath != ":memory:" else {
      return try BookFile.inMemory(profile: BookProfile(name: "", baseCurrency: .cny, timeZone: "UTC"))
    }
    return try BookFile.open(bookPath, for: access, patience: patience)
  }

  /// What records the book holds, with the fields that its operator added; nil where there is no book.
  public func entities() throws -> [Entity]? {
    guard bookPath != ":memory:", FileManager.default.fileExists(atPath: bookPath) else { return nil }
    return try open(for: .read).read { session in try Entity.all.map { try session.entity($0.name) } }
  }

  /// Reads the book, with the preview on top of it.
  ///
  /// - Throws: ``PreviewError`` where somebody else's changes stand in the way of the preview.
  func reading<Result>(_ body: (BookSession) throws -> Result) throws -> Result {
    guard !preview.isEmpty else { return try open(for: .read).read(body) }
    let start = RunStart(title: "preview", operatorName: operatorName, startedAt: now(), asOf: asOf)
    return try open(for: .write).turn(on: preview, start, keeps: false) { session in
      try session.prepare(toWrite: true)
      return (.rollback, try body(session))
    }
  }

  /// The rule of a time zone, from this machine's zone files.
  public static func zone(named name: String) throws -> TimeZoneRule {
    try TimeZoneRule(named: name) { path in
      FileManager.default.contents(atPath: "/usr/share/zoneinfo/\(path)").map { Array($0) }
    }
  }

  /// The business date: the one asked for, else today where the book is.
  public func businessDate(of profile: BookProfile) throws -> CivilDate {
    if let asOf { return asOf }
    return now().civilDate(in: try Self.zone(named: profile.timeZone))
  }
}
