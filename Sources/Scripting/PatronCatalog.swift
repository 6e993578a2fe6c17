import Domain
public import ScriptModel

/// Everything that Patron gives to scripts.
public enum PatronCatalog {
  /// The modules, in the order in which they are documented.
  public static let modules: [Module<ScriptSession>] = [
    .globals, .customers, .groups, .contacts, .documents, .interactions, .statements, .products, .orders, .orderLines,
    .deliveries, .returns, .invoices, .payments, .allocations, .operators, .money, .dates, .text, .json, .csv, .log,
  ]

  /// Their description, with every table that signatures name.
  public static let description = Catalog(
    modules: modules.map(\.description),
    records: [
      MoneyValue.description, QueryTable.description, Period.partsDescription, CSVOptions.description,
      OpenInvoice.description,
    ]
      + Entity.all.flatMap { entity in
        let functions = EntityFunctions(entity)
        return [functions.description, functions.fieldsDescription]
      })
}
