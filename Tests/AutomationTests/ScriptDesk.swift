import Automation
import Domain
import Foundation
import LuaRuntime
import Storage
import Testing
import Wording

/// A book in a folder that goes with it, and scripts that run on it.
final class ScriptDesk {
  let place: Workplace
  private let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "patron-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let path = folder.appending(path: "patron.db").path
    _ = try BookFile.create(at: path, profile: BookProfile(name: "Test", baseCurrency: .cny, timeZone: "Asia/Shanghai"))
    let now = try Instant("2026-11-21T08:00:00Z")
    place = Workplace(bookPath: path, operatorName: "tester", now: { now })
  }

  deinit {
    try? FileManager.default.removeItem(at: folder)
  }

  /// Runs a script and returns what it returned, as text; throws what it failed with.
  @discardableResult
  func run(_ source: String, _ access: ScriptRun.Access = .write(.live)) throws -> [String] {
    let report = try execute(source, access)
    if case .failed(let failure) = report.outcome { throw ScriptError(description: failure.rendering.english) }
    return report.results
  }

  /// Runs a script and returns how it ended.
  func execute(_ source: String, _ access: ScriptRun.Access = .write(.live)) throws -> ScriptRun.Report {
    try ScriptRun(source: source, name: "test.lua", title: "test") { _ in }.execute(access, in: place)
  }

  /// The message that a script fails with; nil where it succeeds.
  func failure(of source: String, _ access: ScriptRun.Access = .write(.live)) throws -> String? {
    do {
      try run(source, access)
      return nil
    } catch let error as ScriptError {
      return error.description
    }
  }
}

/// What a script failed with.
struct ScriptError: Error, CustomStringConvertible {
  let description: String
}
