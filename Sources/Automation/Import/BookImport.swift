import Domain
import Glibc
import Storage
import Wording

/// What importing a whole book did.
public struct BookImportSummary: Sendable {
  /// What became of the records of each file.
  public internal(set) var files: [ImportSummary] = []
  /// How many versions of definitions are new in the book.
  public internal(set) var newDefinitions = 0

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
    let files = Self.exportedFiles(folder)
    guard !files.isEmpty else { throw ImportError.noBook(folder) }
    let start = RunStart(title: "import all \(folder)", operatorName: operatorName, startedAt: now(), asOf: asOf)
    return try perform(start, mode: mode, visit: visit) { session in
      let description = try BookDescription(in: folder)
      let redirects = description?.redirects ?? []
      try description?.apply(to: session)
      try session.lift(redirects)
      var summary = BookImportSummary()
      let end = try session.importing {
        try session.stopping(when: watch.isCancelled) {
          try importFiles(files, into: session, options: options, watch, &summary)
        }
      }
      guard end else { return (RunEnd(.cancelled, at: now()), summary) }
      try session.redirect(redirects)
      summary.newDefinitions = try BookDefinitions(in: folder)?.apply(to: session) ?? 0
      return (RunEnd(.succeeded, at: now()), summary)
    }
  }

  /// Imports one file after the other; false where that was cancelled.
  private func importFiles(
    _ files: [(kind: String, path: String)], into session: BookSession, options: ImportRequest, _ watch: ImportWatch,
    _ summary: inout BookImportSummary
  ) throws -> Bool {
    let zone = try Self.zone(named: session.profile.timeZone)
    let inputs = try files.map { try InputFile($0.path) }
    let total = inputs.reduce(0) { $0 + ($1.size ?? 0) }
    var done = 0
    for ((kind, path), input) in zip(files, inputs) {
      var request = options
      (request.kind, request.path, request.rejects) = (kind, path, nil)
      let run = try FileImport(request, session, zone: zone, language: language)
      let before = done
      let part = ImportWatch(
        progress: { bytes, _ in watch.progress(before + bytes, total) }, isCancelled: watch.isCancelled)
      do {
        guard try run.execute(input, part) else { return false }
      } catch ImportError.empty {
        // There was no record of the kind.
      }
      done += input.size ?? 0
      summary.files.append(run.summary)
    }
    return true
  }

  /// The files of an exported book, referenced records first.
  private static func exportedFiles(_ folder: String) -> [(kind: String, path: String)] {
    var files: [(kind: String, path: String)] = []
    for entity in Entity.all {
      let names = entity.name == Entity.customers.name ? [entity.name, mergedCustomers] : [entity.name]
      for name in names {
        let paths = ExportFormat.allCases.map { "\(folder)/\(name).\($0.rawValue)" }
        if let path = paths.first(where: { access($0, F_OK) == 0 }) { files.append((entity.name, path)) }
      }
    }
    return files
  }
}
