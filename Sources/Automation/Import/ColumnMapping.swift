import Domain
import Wording

/// Which column of a file holds which field.
struct ColumnMapping {
  /// The field of each column; nil for one that is left out.
  let fields: [Field?]
  /// The headers of columns that are left out.
  let ignored: [String]

  /// Matches headers with fields: as chosen, else by name, by label in either language, or by another name that people
  /// use.
  init(_ headers: [String], _ entity: Entity, choices: [ImportRequest.Choice]) throws {
    var chosen: [Int: ImportRequest.Choice] = [:]
    for choice in choices {
      let column = try Self.column(choice.column, among: headers)
      chosen[column] = choice
    }
    let names = Self.names(of: entity)
    var fields: [Field?] = []
    var unknown: [String] = []
    var ignored: [String] = []
    for (index, header) in headers.enumerated() {
      guard let choice = chosen[index] else {
        let field = names[HeaderKey.of(header)]
        if field == nil { unknown.append(header) }
        fields.append(field)
        continue
      }
      if let name = choice.field {
        guard let field = entity.field(name) ?? names[HeaderKey.of(name)] else {
          throw BookError.unknownField(name, entity: entity)
        }
        fields.append(field)
      } else {
        fields.append(nil)
        ignored.append(header)
      }
    }
    guard unknown.isEmpty else { throw ImportError.unknownColumns(unknown, entity: entity) }
    for (index, field) in fields.enumerated() {
      guard let field, let first = fields.firstIndex(of: field), first < index else { continue }
      throw ImportError.twoColumns(headers[first], headers[index], field: field)
    }
    (self.fields, self.ignored) = (fields, ignored)
  }

  private static func column(_ name: String, among headers: [String]) throws -> Int {
    if name.hasPrefix("#"), let number = Int(name.dropFirst()), headers.indices.contains(number - 1) {
      return number - 1
    }
    let key = HeaderKey.of(name)
    let found = headers.indices.filter { headers[$0] == name }
    let alike = found.isEmpty ? headers.indices.filter { HeaderKey.of(headers[$0]) == key } : found
    switch alike.count {
    case 0: throw ImportError.noColumn(name, among: headers)
    case 1: return alike[0]
    default: throw ImportError.sameHeader(name)
    }
  }

  /// What people call the fields. A field's own name goes before the labels, and these before the aliases, of others.
  private static func names(of entity: Entity) -> [String: Field] {
    var names: [String: Field] = [:]
    let levels: [(Field) -> [String]] = [{ [$0.name] }, { [$0.label.english, $0.label.chinese] }, { $0.aliases }]
    for level in levels {
      for field in entity.fields {
        for name in level(field) where names[HeaderKey.of(name)] == nil { names[HeaderKey.of(name)] = field }
      }
    }
    return names
  }
}
