import Domain

/// The fields that an import writes, and where each comes from.
struct ImportPlan {
  /// The fields, in the order of a row.
  let fields: [Field]
  /// What is read of each record.
  let inputs: [RowReader.Input]
  /// What tells records apart.
  let key: [Field]
  /// What a row's number is put behind to make its code; nil where codes are in the file.
  let codePrefix: String?

  init(_ mapping: ColumnMapping, _ headers: [String], _ entity: Entity, _ request: ImportRequest) throws {
    let constants = try Self.constants(request, entity, mapping)
    var written = Set(mapping.fields.compactMap { $0?.name }).union(constants.map(\.field.name))
    if entity.hasCurrency { written.insert("currency") }
    // The amount of a line follows from these two.
    if entity.name == Entity.orderLines.name, written.isSuperset(of: ["quantity", "price"]) {
      written.insert("amount")
    }
    (key, codePrefix) = try Self.key(request, entity, &written)
    let fields = entity.fields.filter { written.contains($0.name) }
    var inputs: [RowReader.Input] = []
    for (slot, field) in fields.enumerated() {
      if let column = mapping.fields.firstIndex(of: field) {
        inputs.append(
          RowReader.Input(slot: slot, field: field, column: column, header: headers[column], constant: []))
      } else if let constant = constants.first(where: { $0.field == field }) {
        inputs.append(
          RowReader.Input(
            slot: slot, field: field, column: nil, header: field.name, constant: Array(constant.value.utf8)))
      }
    }
    (self.fields, self.inputs) = (fields, inputs)
  }

  private static func constants(
    _ request: ImportRequest, _ entity: Entity, _ mapping: ColumnMapping
  ) throws -> [(field: Field, value: String)] {
    try request.constants.map { constant in
      guard let field = entity.field(constant.field) else {
        throw BookError.unknownField(constant.field, entity: entity)
      }
      guard !mapping.fields.contains(field) else { throw ImportError.constantColumn(field: field.name) }
      return (field, constant.value)
    }
  }

  private static func key(
    _ request: ImportRequest, _ entity: Entity, _ written: inout Set<String>
  ) throws -> ([Field], String?) {
    let names: [String]
    var codePrefix: String?
    switch request.key {
    case .fields(let given): names = given
    case nil: names = entity.naturalKey
    case .row where entity.name == Entity.orderLines.name:
      names = entity.naturalKey
      written.insert("line")
    case .row:
      guard entity.hasCode else { throw ImportError.noRowKey(entity) }
      names = entity.naturalKey
      if !written.contains("code") {
        codePrefix = request.profile ?? request.savedProfile ?? InputFile.stem(request.path)
      }
      written.insert("code")
    }
    let key = try names.map { name in
      guard let field = entity.field(name) else { throw BookError.unknownField(name, entity: entity) }
      return field
    }
    let missing = names.filter { !written.contains($0) }
    guard missing.isEmpty else { throw ImportError.noKey(missing, entity: entity) }
    return (key, codePrefix)
  }
}
