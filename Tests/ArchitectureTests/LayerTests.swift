import Testing

@Suite struct LayerTests {
  /// Targets from the bottom up. A target may depend on those in lower layers only: so nothing goes round in a circle.
  static let layers: [Set<String>] = [
    ["CConfine", "CLua", "CRow", "CSQLite", "CTerminal"],
    ["CConnection", "CLuaHost", "ConfinedProbe", "CRecorder", "CReference"],
    ["Wording"],
    ["Domain", "Interchange", "LineEditing", "LuaSyntax", "ScriptModel"],
    ["Analytics"],
    ["Isolation", "LineReading", "LuaRuntime", "Scripting", "Storage"],
    ["Automation", "LineEditorProbe"],
    ["Reports"],
    ["Console"],
    ["Commands"],
    ["patron", "PatronBench"],
  ]

  /// What is not ours, and who may import it.
  static let foreign: [String: Set<String>] = [
    "ArgumentParser": ["Commands", "patron"],
    "Crypto": ["Automation"],
    "GRDB": ["Storage"],
    "GRDBSQLite": ["Storage"],
  ]

  /// Targets without input or output.
  static let pure: Set<String> = [
    "Analytics", "Domain", "Interchange", "LineEditing", "LuaSyntax", "ScriptModel", "Wording",
  ]
  /// What they may import of the system all the same: iconv, which turns bytes in memory into others, and logarithms.
  static let harmless: [String: Set<String>] = ["Glibc": ["Analytics", "Interchange"], "Synchronization": pure]
  static let system: Set<String> = ["Dispatch", "Foundation", "FoundationEssentials", "Glibc", "Synchronization"]

  let repository = Repository()

  private func layer(of target: String) -> Int? {
    Self.layers.firstIndex { $0.contains(target) }
  }

  @Test func `every target has a layer and depends on lower layers only`() throws {
    let targets = repository.targets().filter { !$0.isTest }
    #expect(
      Set(targets.map(\.name)) == Self.layers.reduce([]) { $0.union($1) }, "the layers here and the manifest differ")
    for target in targets {
      let own = try #require(layer(of: target.name), "\(target.name) has no layer")
      for dependency in target.dependencies where layer(of: dependency) != nil {
        #expect(
          try #require(layer(of: dependency)) < own, "\(target.name) depends on \(dependency), which is no lower layer")
      }
    }
  }

  @Test func `a file imports only what its target declares`() throws {
    let targets = Dictionary(uniqueKeysWithValues: repository.targets().map { ($0.name, $0) })
    let files = repository.files(under: "Sources", ["swift"])
    #expect(files.count > 50)
    for file in files {
      let target = try #require(targets[file.target], "\(file.path) is in no target")
      for (module, line) in file.imports {
        if let allowed = Self.foreign[module] {
          #expect(allowed.contains(file.target), "\(file.place(line)): \(module) belongs to \(allowed.sorted())")
        } else if Self.system.contains(module) {
          let isAllowed = !Self.pure.contains(file.target) || Self.harmless[module]?.contains(file.target) == true
          #expect(isAllowed, "\(file.place(line)): \(file.target) does no input or output, and \(module) is for that")
        } else {
          #expect(
            target.dependencies.contains(module), "\(file.place(line)): \(file.target) does not declare \(module)")
        }
      }
    }
  }

  /// `CRecorder` is the C half of `Storage`; the references that Patron is measured against are programs of others.
  @Test func `SQL is in Storage only`() throws {
    let statement =
      /"[^"]*\b(?:SELECT\b.*\bFROM\b|(?:INSERT|REPLACE)\s.*INTO\b|UPDATE\s+\S+\s+SET\b|DELETE\s+FROM\b|CREATE\s+(?:TABLE|INDEX|VIEW|TRIGGER)\b|PRAGMA\b)/
    // One of these is in every statement; patterns take long.
    let words = ["SELECT", "INSERT", "REPLACE", "UPDATE", "DELETE", "CREATE", "PRAGMA"]
    var found = 0
    for file in repository.files(under: "Sources", ["swift", "c", "h"])
    where !["CRecorder", "CReference", "CSQLite", "PatronBench"].contains(file.target) {
      for (text, line) in file.code
      where words.contains(where: text.contains)
        && (text.contains(statement) || text.contains(/^\s*(?:SELECT|INSERT INTO|DELETE FROM)\s/))
      {
        if file.target == "Storage" {
          found += 1
        } else {
          Issue.record("\(file.place(line)): SQL belongs to Storage: \(text)")
        }
      }
    }
    #expect(found > 20, "the pattern finds the SQL that there is")
  }
}
