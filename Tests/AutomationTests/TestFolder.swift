import Automation
import Foundation
import LuaRuntime
import Synchronization
import Wording

/// A folder of Lua files that goes with it, whose tests are run.
final class TestFolder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "patron-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func path(_ name: String) -> String { url.appending(path: name).path }

  func write(_ text: String, to name: String) throws {
    let file = url.appending(path: name)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  func text(of name: String) throws -> String {
    String(decoding: try Data(contentsOf: url.appending(path: name)), as: UTF8.self)
  }

  /// Runs the tests of every file.
  func report(_ change: (inout TestOptions) -> Void = { _ in }) throws -> TestReport {
    var options = TestOptions()
    change(&options)
    return try TestRun(TestFile.find([url.path]), options).execute()
  }

  /// Runs the tests of one text.
  func report(_ source: String, _ change: (inout TestOptions) -> Void = { _ in }) throws -> TestReport {
    try write(source, to: "one_test.lua")
    return try report(change)
  }

  /// What the only test of a text failed with; nil where it passed.
  func failure(of source: String, _ change: (inout TestOptions) -> Void = { _ in }) throws -> ScriptFailure? {
    try report(source, change).results.first?.failure
  }
}

extension TestResult {
  /// What it failed with.
  var failure: ScriptFailure? {
    if case .failed(let failure) = outcome { failure } else { nil }
  }
}
