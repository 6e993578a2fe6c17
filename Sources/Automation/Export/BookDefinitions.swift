import Analytics
import Domain
import Foundation
import Interchange
import Scripting
import Storage
import Wording

/// The definitions of a book, every version with what it required, as one JSON array.
struct BookDefinitions {
  static let name = "definitions"
  static let fileName = "\(name).json"
  /// The versions, by definition, the oldest first.
  let versions: [(version: DefinitionVersion, modules: [RequiredModule])]

  init(_ session: BookSession) throws {
    let known = try session.definitions().sorted { ($0.kind, $0.name, $0.number) < ($1.kind, $1.name, $1.number) }
    versions = try known.map { ($0, try session.modules(of: $0)) }
  }

  /// Reads the definitions of an exported book; nil where the folder has none.
  init?(in folder: String) throws {
    let path = "\(folder)/\(Self.fileName)"
    guard let data = FileManager.default.contents(atPath: path) else { return nil }
    let damage = ImportError.badDescription(path)
    guard let items = (try? JSON(parsing: Array(data).span))?.elements else { throw damage }
    versions = try items.map { item in
      guard let kind = item.text("kind"), DefinitionKinds.all.contains(where: { $0.kind == kind }),
        let name = item.text("name"),
        ScoreTable.isName(name),
        case .integer(let written)? = item["version"], let number = Int(exactly: written),
        DefinitionVersion.numbers.contains(number),
        let state = item.text("state").flatMap(DefinitionVersion.State.init), let file = item.text("file"),
        let source = item.text("source"), let list = item["modules"]?.elements
      else { throw damage }
      let modules = try list.map { module in
        guard let name = module.text("name"), let file = module.text("file"), let source = module.text("source") else {
          throw damage
        }
        return RequiredModule(name: name, file: file, source: source)
      }
      guard Set(modules.map(\.name)).count == modules.count else { throw damage }
      let version = DefinitionVersion(
        id: 0, definition: 0, kind: kind, name: name, number: number, state: state,
        hash: ModuleLoader.hash(of: source, with: modules), file: file, source: source)
      return (version, modules)
    }
    let keys = Set(versions.map { [$0.version.kind, $0.version.name, "\($0.version.number)"] })
    let active = versions.filter { $0.version.state == .active }.map { [$0.version.kind, $0.version.name] }
    guard keys.count == versions.count, Set(active).count == active.count else { throw damage }
  }

  /// Writes the definitions to a file.
  func write(to path: String) throws {
    let list = versions.map { version, modules in
      JSON.object([
        .init("kind", .string(version.kind)), .init("name", .string(version.name)),
        .init("version", .integer(Int64(version.number))), .init("state", .string(version.state.rawValue)),
        .init("file", .string(version.file)), .init("source", .string(version.source)),
        .init(
          "modules",
          .array(
            modules.map { module in
              .object([
                .init("name", .string(module.name)), .init("file", .string(module.file)),
                .init("source", .string(module.source)),
              ])
            })),
      ])
    }
    try OutputFile.write(try JSON.array(list).text() + "\n", to: path)
  }

  /// Gives a book the versions that it lacks, and every version the state that it has here; how many are new.
  ///
  /// What is to be in force is brought to life first: refused where it is no definition of its name.
  func apply(to session: BookSession, place: Workplace) throws -> Int {
    let added = try versions.count { try session.adopt($0.version, modules: $0.modules) }
    for (version, _) in versions where version.state == .active {
      try check(version, in: session, place)
    }
    return added
  }

  private func check(_ version: DefinitionVersion, in session: BookSession, _ place: Workplace) throws {
    guard let adopted = try session.activeDefinition(named: version.name) else { return }
    let reason: Phrase
    do {
      let name = try LoadedDefinition(adopted, in: session, place: place, ScoringWatch()).declared.name
      if name == version.name { return }
      reason = Phrase("it calls itself '\(name)'", zh: "其自称为 '\(name)'")
    } catch let fault as DefinitionFault {
      reason = fault.message
    }
    throw ImportError.badDefinition(version.name, version: version.number, reason)
  }
}
