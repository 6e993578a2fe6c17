import Domain
public import ScriptModel

/// Everything that Patron gives to scripts.
public enum PatronCatalog {
  /// The modules, in the order in which they are documented.
  public static let modules: [Module<ScriptSession>] = [.customers, .scores, .scoreGlobals, .scoreInputs]

  /// Their description, with every table that signatures name.
  public static let description = Catalog(
    modules: modules.map(\.description),
    records: [QueryTable.description] + [Entity.customers].flatMap { entity in
      let functions = EntityFunctions(entity)
      return [functions.description, functions.fieldsDescription]
    })
}
