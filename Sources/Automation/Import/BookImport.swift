import Domain
import Glibc
import LuaRuntime
import Storage
import Wording

/// What importing a whole book did.
public struct BookImportSummary: Sendable {
  /// What became of the records of each file.
  public internal(set) var files: [ImportSummary] = []
  /// How many versions of definitions are new in the book.
  public internal(set) var newDefinitions = 0
  /// How many versions of definitions were read.
  public internal(set) var definitions = 0
  /// How many rows of histories and ledgers are new in the book.
  public internal(set) var newHistoryRows = 0
  /// How many of those rows were read.
  public internal(set) var historyRows = 0

  /// Nothing was done.
  public init() {}
}

extension Workplace {
  /// Imports a folder that a whole book was exported to, in one run.
  ///
  /// - Parameter options: How the files are to be read; its kind and path are not looked at.
  public func importBook(
    _ folder: String, options: ImportRequest, mode: RunMode, watch: ImportWatch = ImportWatch(),
    visit: RowVisitor? = nil
  ) throws -> RunReport<BookImportSummary> {
    guard let description = try BookDescription(in: folder) else { throw ImportError.noBook(folder) }
    try description.checkFiles(in: folder)
    let start = RunStart(title: "import all \(folder)", operatorName: operatorName, startedAt: now(), asOf: asOf)
    // Definitions are brought to life, which takes a thread where limits hold.
    return try ScriptThread.run {
      try perform(start, mode: mode, visit: visit) { session in
        try description.apply(to: session)
        try session.lift(description.redirects)
        var summary = BookImportSummary()
        let end = try session.importing {
          try session.stopping(when: watch.isCancelled) {
            try importFiles(of: description, folder, into: session, options: options, watch, &summary)
          }
        }
        guard end else { return (RunEnd(.cancelled, at: now()), summary) }
        try session.redirect(description.redirects)
        if let definitions = try BookDefinitions(in: folder) {
          let rows = definitions.versions.count
          try description.check(rows, of: BookDefinitions.name, in: folder)
          summary.definitions = rows
          summary.newDefinitions = try definitions.apply(to: session, place: self)
        }
        do {
          try importHistories(of: description, folder, into: session, watch, &summary)
        } catch is HistoryCancelled {
          return (RunEnd(.cancelled, at: now()), summary)
        }
        // What the book's own history tells need not be noted again.
        try noteCredit(in: session, reason: start.title)
        return (RunEnd(.succeeded, at: now()), summary)
      }
    }
  }

  /// Imports what the book keeps besides records.
  private func importHistories(
    of description: BookDescription, _ folder: String, into session: BookSession, _ watch: ImportWatch,
    _ summary: inout BookImportSummary
  ) throws {
    let histories = HistoryTable.all.filter { known in description.files.contains { $0.name == known.name } }
    if histories.isEmpty { return }
    try session.adoptingHistories {
      for history in histories {
        let path = "\(folder)/\(description.fileName(of: history.name))"
        let (rows, new) = try BookHistory(table: history).read(path, into: session, isCancelled: watch.isCancelled)
        try description.check(rows, of: history.name, in: folder)
        summary.historyRows += rows
        summary.newHistoryRows += new
      }
    }
  }

  /// Imports one file after the other; false where that was cancelled.
  private func importFiles(
    of description: BookDescription, _ folder: String, into session: BookSession, options: ImportRequest,
    _ watch: ImportWatch, _ summary: inout BookImportSummary
  ) throws -> Bool {
    let files = BookDescription.kinds.filter { known in description.files.contains { $0.name == known.name } }
    let paths = files.map { "\(folder)/\(description.fileName(of: $0.name))" }
    let inputs = try paths.map { try InputFile($0) }
    let total = inputs.reduce(0) { $0 + ($1.size ?? 0) }
    var done = 0
    for ((name, kind), input) in zip(files, inputs) {
      var request = options
      (request.kind, request.path, request.rejects) = (kind, "\(folder)/\(description.fileName(of: name))", nil)
      let run = try FileImport(request, session, place: self)
      let before = done
      let watching = ImportWatch(
        progress: { bytes, _ in watch.progress(before + bytes, total) }, isCancelled: watch.isCancelled)
      do {
        guard try run.execute(input, watching) else { return false }
      } catch ImportError.empty {
        // There was no record of the kind.
      }
      done += input.size ?? 0
      try description.check(run.summary.rows, of: name, in: folder)
      var part = run.summary
      part.name = name
      summary.files.append(part)
    }
    return true
  }
}

extension BookDescription {
  /// Refuses a folder that lacks a file.
  fileprivate func checkFiles(in folder: String) throws {
    for (name, _) in files where access("\(folder)/\(fileName(of: name))", F_OK) != 0 {
      throw ImportError.missingFile(fileName(of: name), of: folder)
    }
  }

  /// Refuses a file with fewer records than were exported.
  fileprivate func check(_ rows: Int, of name: String, in folder: String) throws {
    guard let all = files.first(where: { $0.name == name })?.rows, rows < all else { return }
    throw ImportError.shortFile("\(folder)/\(fileName(of: name))", rows: rows, of: all)
  }
}
