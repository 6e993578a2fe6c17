import Automation
import Foundation
import Testing

struct ShippedScriptTests {
  private static let scripts = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("scripts")

  @Test func `the program carries the scripts of the repository`() throws {
    var stored: Set<ShippedScript> = []
    for folder in ["cookbook", "credit", "jobs", "loyalty", "scoring", "tiers"] {
      for name in try FileManager.default.contentsOfDirectory(atPath: Self.scripts.appendingPathComponent(folder).path)
      where name.hasSuffix(".lua") {
        let file = Self.scripts.appendingPathComponent("\(folder)/\(name)")
        stored.insert(
          ShippedScript(path: "\(folder)/\(name)", text: try String(contentsOf: file, encoding: .utf8)))
      }
    }
    #expect(stored.count > 4)
    let isCurrent = Set(ShippedScript.all) == stored && ShippedScript.all.count == stored.count
    #expect(isCurrent, "Sources/Automation/ShippedScripts.swift is stale: run scripts/renew")
  }

  private struct Stop: Error {}

  private func folder() -> URL {
    FileManager.default.temporaryDirectory.appendingPathComponent("patron-\(UUID().uuidString)")
  }

  @Test func `scripts are written once, and again where they say the same`() throws {
    let folder = folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    for _ in 1...2 { try ShippedScript.write(into: folder.path) {} }
    let quality = try String(contentsOf: folder.appendingPathComponent("scoring/quality.lua"), encoding: .utf8)
    #expect(quality.contains("return score {"))
    #expect(try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".lua") }.count > 4)
  }

  @Test func `a file that differs is named and nothing is written`() throws {
    let folder = folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let mine = folder.appendingPathComponent("scoring/rfm.lua")
    try FileManager.default.createDirectory(at: mine.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data("-- mine\n".utf8).write(to: mine)
    var isDone = false
    let error = #expect(throws: ShippedScriptError.self) {
      try ShippedScript.write(into: folder.path) { isDone = true }
    }
    #expect(error == .differs(mine.path) && !isDone)
    #expect(
      try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted() == ["scoring", "scoring/rfm.lua"])
    #expect(try String(contentsOf: mine, encoding: .utf8) == "-- mine\n")
  }

  @Test func `what follows takes the scripts back where it fails`() throws {
    let folder = folder()
    #expect(throws: Stop.self) { try ShippedScript.write(into: folder.path) { throw Stop() } }
    #expect(!FileManager.default.fileExists(atPath: folder.path))
  }
}
