import Domain
import Glibc
import Storage
import Wording

extension Workplace {
  /// Imports a folder that a whole book was exported to, in one run.
  ///
  /// - Parameter options: How the files are to be read; its kind and path are not looked at.
  public func importBook(
    _ folder: String, options: ImportRequest, mode: RunMode, watch: ImportWatch = ImportWatch(),
    visit: RowVisitor? = nil
  ) throws -> RunReport<[ImportSummary]> {
    let files = Self.exportedFiles(folder)
    guard !files.isEmpty else { throw ImportError.noBook(folder) }
    let start = RunStart(title: "import all \(folder)", operatorName: operatorName, startedAt: now(), asOf: asOf)
    return try perform(start, mode: mode, visit: visit) { session in
      try BookDescription(in: folder)?.apply(to: session)
      let zone = try Self.zone(named: session.profile.timeZone)
      var summaries: [ImportSummary] = []
      let end = try session.importing {
        try session.stopping(when: watch.isCancelled) {
          for (kind, path) in files {
            var request = options
            (request.kind, request.path, request.rejects) = (kind, path, nil)
            let run = try FileImport(request, session, zone: zone, language: language)
            guard try run.execute(try InputFile(path), watch) else { return false }
            summaries.append(run.summary)
          }
          return true
        }
      }
      return (RunEnd(end ? .succeeded : .cancelled, at: now()), summaries)
    }
  }

  /// The files of an exported book, referenced records first.
  private static func exportedFiles(_ folder: String) -> [(kind: String, path: String)] {
    var files: [(kind: String, path: String)] = []
    for entity in Entity.all {
      let paths = ExportFormat.allCases.map { "\(folder)/\(entity.name).\($0.rawValue)" }
      if let path = paths.first(where: { access($0, F_OK) == 0 }) { files.append((entity.name, path)) }
    }
    return files
  }
}
