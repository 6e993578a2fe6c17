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

  /// The help of a function, the list of a module, or the list of modules where no topic is named; nil for a topic that
  /// is neither.
  public func text(on topic: String?, meta: Bool) -> String? {
    let catalog = Self.catalog
    if meta { return MetaFile(catalog, in: language).text }
    guard let topic else {
      return catalog.modules.map { "\($0.name)\t\($0.summary.text(in: language))" }.joined(separator: "\n")
    }
    if let function = catalog.function(named: topic) { return HelpText(function, in: language).text }
    guard let module = catalog.modules.first(where: { $0.name == topic }) else { return nil }
    return module.functions.map { "\($0.signature)\n    \($0.summary.text(in: language))" }.joined(separator: "\n")
  }
}
