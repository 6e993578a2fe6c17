import Analytics
import Domain
import Scripting
import Storage

/// What definitions ask for that the book knows only as it is today.
enum Undated {
  /// The inputs without a date and the fields of customers that a definition's text names, all of which somebody must have
  /// allowed.
  static func fields(
    of loaded: LoadedDefinition, _ inputs: [ScoreInput], allowed: Set<String>, in session: BookSession
  ) throws -> [String] {
    let customers = try session.entity(Entity.customers.name)
    var fields = Set(inputs.filter { $0.source == .figures }.map(\.name))
    for text in [loaded.file.source] + loaded.modules.map(\.source) {
      for match in text.matches(of: /\bc\.([a-z_0-9]+)\b/) {
        let name = String(match.output.1)
        if name != "code", customers.field(name) != nil { fields.insert(name) }
      }
    }
    let refused = fields.subtracting(allowed).sorted()
    guard refused.isEmpty else { throw SimulationError.undated(loaded.declared.name, refused) }
    return fields.sorted()
  }
}
