public import Domain
public import ScriptModel
import Scripting
import Storage
public import Wording

/// What scripts can call, for people.
public struct Manual {
  private let language: Language
  private let entities: [Entity]

  /// The manual in one language, for a book with those records.
  public init(in language: Language, of entities: [Entity] = Entity.all) {
    self.language = language
    self.entities = entities
  }

  /// Everything that scripts see.
  public static var catalog: Catalog { PatronCatalog.description }

  /// What a topic is about: a function, a module, a described table, a recipe such as `cookbook.overdue_by_owner`, or one
  /// of `topics`.
  ///
  /// - Throws: `UnknownTopic` for anything else.
  public func text(on name: String) throws -> String {
    if name == "tutorial" { return Tutorial.text(in: language) }
    if let topic = Topic.all.first(where: { $0.name == name }) { return topic.text(in: language) }
    if let recipe = Cookbook.recipe(of: name) { return recipe.text(in: language) }
    let others = Self.topics.map(\.name) + Cookbook.recipes.map { "cookbook.\($0.name)" }
    return try Self.catalog.help(on: name, in: language, besides: others)
  }

  /// The topics that are about no Lua module, with one line on each.
  public static let topics =
    Topic.all.map { (name: $0.name, summary: $0.summary) }
    + [
      (name: "exit-codes", summary: Phrase("How Patron's commands end", zh: "各命令的退出码")),
      (name: "tutorial", summary: Tutorial.summary),
    ]

  /// The list of topics, for people.
  public var overview: String {
    let measure = DisplayWidth()
    let rows = Self.contents.map {
      ($0.topic.isEmpty ? Phrase("(globals)", zh: "（全局）").text(in: language) : $0.topic, $0.summary.text(in: language))
    }
    let width = rows.map { measure.columns(of: $0.0) }.max() ?? 0
    return rows.map { "\(measure.padded($0.0, to: width))  \($0.1)" }.joined(separator: "\n")
  }

  /// Every topic that is no function: the modules, and `topics`.
  public static var contents: [TopicDocument] {
    catalog.modules.map { TopicDocument($0.name, $0.summary) } + topics.map { TopicDocument($0.name, $0.summary) }
  }

  /// What a topic is about, for programs: an object for each function, table, view, kind of object, recipe or section.
  ///
  /// - Throws: `UnknownTopic` for a topic that is none of them.
  public func lines(on name: String) throws -> [String] {
    if name == "views" { return try BookView.all(Entity.all).map { try $0.jsonText(in: language) } }
    if name == "tutorial" { return try Tutorial.sections(in: language).map { try $0.jsonText(in: language) } }
    if let topic = Topic.all.first(where: { $0.name == name }) {
      return try topic.sections.map { try $0.jsonText(in: language) }
    }
    if let recipe = Cookbook.recipe(of: name) { return [try recipe.jsonText(in: language)] }
    let functions = Self.catalog.functions.filter { $0.name == name || $0.module == name }
    if functions.isEmpty, let record = Self.catalog.records.first(where: { $0.name == name }) {
      return [try record.jsonText(in: language)]
    }
    if functions.isEmpty { _ = try text(on: name) }
    return try functions.map { try $0.jsonText(in: language) }
  }

  /// The annotations for Lua language servers.
  public var metaFile: String { MetaFile(PatronCatalog.description(of: entities), in: language).text }

  /// The files that are made from the declarations, by their path within the reference's folder.
  public static var files: [(path: String, text: String)] {
    Language.allCases.flatMap { language in
      let meta = language == .english ? "patron.lua" : "\(language.rawValue)/patron.lua"
      let pages = catalog.modules.map { module -> (path: String, text: String) in
        let page = ReferencePage(module, records: catalog.records, in: language)
        return ("\(language.rawValue)/\(page.fileName)", page.text)
      }
      let tables = Topic.all.filter { $0.name != Cookbook.topic.name }
      let topics = tables.map { (path: "\(language.rawValue)/\($0.name).md", text: $0.markdown(in: language)) }
      let guides = [
        (path: "\(language.rawValue)/cookbook.md", text: Cookbook.markdown(in: language)),
        (path: "\(language.rawValue)/tutorial.md", text: Tutorial.markdown(in: language)),
      ]
      return [(path: meta, text: Manual(in: language).metaFile)] + pages + topics + guides
    }
  }
}
