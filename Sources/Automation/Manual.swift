public import ScriptModel
import Scripting
public import Wording

/// What scripts can call, for people.
public struct Manual {
  private let language: Language

  /// The manual in one language.
  public init(in language: Language) {
    self.language = language
  }

  /// Everything that scripts see.
  public static var catalog: Catalog { PatronCatalog.description }

  /// The help of a function, the list of a module, or the list of modules where no topic is named.
  ///
  /// - Throws: `UnknownTopic` for a topic that is neither.
  public func text(on topic: String?) throws -> String {
    try Self.catalog.help(on: topic, in: language)
  }

  /// The annotations for Lua language servers.
  public var metaFile: String { MetaFile(Self.catalog, in: language).text }

  /// The files that are made from the declarations, by their path within the reference's folder.
  public static var files: [(path: String, text: String)] {
    Language.allCases.flatMap { language in
      let meta = language == .english ? "patron.lua" : "\(language.rawValue)/patron.lua"
      let pages = catalog.modules.map { module -> (path: String, text: String) in
        let page = ReferencePage(module, records: catalog.records, in: language)
        return ("\(language.rawValue)/\(page.fileName)", page.text)
      }
      return [(path: meta, text: Manual(in: language).metaFile)] + pages
    }
  }
}
