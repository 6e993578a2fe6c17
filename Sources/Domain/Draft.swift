/// Values on their way into a record, checked against its entity.
public struct Draft: Sendable {
  /// The fields that are written, in the entity's order, with values as stored.
  public let values: [(field: Field, value: FieldValue)]

  /// A new record. What is required must be there; amounts are in the record's currency, else in `base`.
  public init(new entity: Entity, _ given: [String: FieldValue], base: Currency) throws(BookError) {
    var given = given
    if entity.hasCurrency, given["currency"] ?? .null == .null { given["currency"] = .text(base.code) }
    self = try Draft(changing: entity, given, currency: base)
    for place in entity.required where given[entity.fields[place].name] ?? .null == .null {
      throw .missing(field: entity.fields[place], entity: entity)
    }
  }

  /// Changes of a record whose amounts are in `currency`, unless the changes name another.
  public init(changing entity: Entity, _ given: [String: FieldValue], currency: Currency) throws(BookError) {
    var places: [Int] = []
    var unknown: String?
    for name in given.keys {
      if let place = entity.place(of: name) { places.append(place) } else { unknown = min(unknown ?? name, name) }
    }
    if let unknown { throw .unknownField(unknown, entity: entity) }
    places.sort()
    var currency = currency
    if let field = entity.field("currency"), case .text(let code)? = given["currency"] {
      guard let named = Currency(code) else { throw .currency(code, field: field) }
      currency = named
    }
    var values: [(field: Field, value: FieldValue)] = []
    values.reserveCapacity(places.count)
    for place in places {
      let field = entity.fields[place]
      guard let value = given[field.name] else { continue }
      let isNothing = value == .null || value == .text("")
      if isNothing, field.isRequired || field.name == "currency" { throw .missing(field: field, entity: entity) }
      do throws(FieldError) {
        values.append((field, try field.checked(value, in: currency)))
      } catch {
        throw .field(error)
      }
    }
    self.values = values
  }
}
