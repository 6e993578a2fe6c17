import Foundation
import LuaSyntax
import ScriptModel
import Wording

/// The linter `luacheck` of this machine, which looks at style besides.
struct Luacheck {
  private let path: String

  /// Nil where there is none in the folders of a search path.
  init?(searching folders: String) {
    let places = folders.split(separator: ":").map { "\($0)/luacheck" }
    guard let path = places.first(where: FileManager.default.isExecutableFile) else { return nil }
    self.path = path
  }

  /// What it says of files that are Lua, besides what Patron's own checks look at.
  func findings(in files: [String], _ catalog: Catalog) -> [ScriptFinding] {
    let settings = FileManager.default.temporaryDirectory.appending(path: "patron-luacheck-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: settings) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments =
      ["--config", settings.path, "--formatter", "plain", "--codes", "--ranges", "--no-color", "--"] + files
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    do {
      try Data(Self.settings(catalog).utf8).write(to: settings)
      try process.run()
    } catch {
      return []
    }
    let printed = (try? output.fileHandleForReading.readToEnd()) ?? Data()
    process.waitUntilExit()
    var lines: [String: SourceLines] = [:]
    return String(decoding: printed, as: UTF8.self).split(separator: "\n").compactMap { line in
      guard let match = line.wholeMatch(of: /(.+):([0-9]+):([0-9]+)-([0-9]+): \(([EW][0-9]+)\) (.*)/),
        let row = Int(match.output.2), let first = Int(match.output.3), let last = Int(match.output.4)
      else { return nil }
      let file = String(match.output.1)
      let source = lines[file] ?? SourceLines(Array((try? SourceText.read(file))?.utf8 ?? "".utf8))
      lines[file] = source
      let text = source.text(ofLine: row) ?? ""
      guard let bytes = source.range(ofLine: row) else { return nil }
      let start = bytes.lowerBound + text.prefix(first - 1).utf8.count
      let end = bytes.lowerBound + text.prefix(last).utf8.count
      let fault = CheckFault.luacheck(code: String(match.output.5), String(match.output.6))
      return ScriptFinding(
        fault, fault.isError ? .error : .warning, at: start..<max(start, end), in: source, of: file)
    }
  }

  /// Its settings: what scripts find, and what it is not to say because Patron does.
  static func settings(_ catalog: Catalog) -> String {
    var globals: [String: [String]] = [:]
    for name in LuaLibrary.globals { globals[name] = [] }
    for (module, members) in LuaLibrary.modules { globals[module] = members.sorted() }
    for module in catalog.modules {
      if module.name.isEmpty {
        for name in module.functions.map(\.name) + module.constants.map(\.name) { globals[name] = [] }
      } else {
        globals[module.name] = module.functions.filter { $0.name != module.name }.map(\.member)
      }
    }
    let rows = globals.sorted { $0.key < $1.key }.map { name, members in
      members.isEmpty
        ? "    [\"\(name)\"] = {},"
        : "    [\"\(name)\"] = { fields = { \(members.map { "[\"\($0)\"] = {}" }.joined(separator: ", ")) } },"
    }
    return """
      stds.patron = {
        read_globals = {
      \(rows.joined(separator: "\n"))
        },
      }
      std = "patron"
      ignore = { "0..", "1..", "211", "511" }
      unused_args = false
      max_line_length = false

      """
  }
}
