import Interchange

/// The options of an import as a book keeps them under a name: one JSON object.
struct ImportProfile {
  let text: String

  init(_ request: ImportRequest) throws {
    var members: [JSON.Member] = []
    func add(_ name: String, _ value: JSON?) {
      if let value { members.append(JSON.Member(name, value)) }
    }
    add("map", .object(request.choices.map { JSON.Member($0.column, $0.field.map { .string($0) } ?? .null) }))
    add("set", .object(request.constants.map { JSON.Member($0.field, .string($0.value)) }))
    switch request.key {
    case .fields(let names): add("key", .array(names.map { .string($0) }))
    case .row: add("key", .string("row"))
    case nil: break
    }
    add("encoding", request.encoding.map { .string($0.rawValue) })
    add("delimiter", request.delimiter.map { .string($0.rawValue) })
    add("date_format", request.dateFormat.map { .string($0.description) })
    add("create_references", request.createsReferences ? .bool(true) : nil)
    text = try JSON.object(members).text()
  }

  init(text: String) {
    self.text = text
  }

  /// The request with this profile's options where it has none of its own.
  func completing(_ request: ImportRequest) throws -> ImportRequest {
    var request = request
    guard case .object(let members) = try JSON(parsing: text.utf8.span) else { return request }
    for member in members {
      switch (member.name, member.value) {
      case ("map", .object(let pairs)):
        let given = Set(request.choices.map { HeaderKey.of($0.column) })
        request.choices += pairs.filter { !given.contains(HeaderKey.of($0.name)) }.map {
          ImportRequest.Choice(column: $0.name, field: $0.value.string)
        }
      case ("set", .object(let pairs)):
        let given = Set(request.constants.map(\.field))
        request.constants += pairs.filter { !given.contains($0.name) }.map {
          ImportRequest.Constant(field: $0.name, value: $0.value.string ?? "")
        }
      case ("key", .array(let names)): request.key = request.key ?? .fields(names.compactMap(\.string))
      case ("key", _): request.key = request.key ?? .row
      case ("encoding", .string(let name)): request.encoding = request.encoding ?? TextEncoding(rawValue: name)
      case ("delimiter", .string(let name)): request.delimiter = request.delimiter ?? Delimiter(rawValue: name)
      case ("date_format", .string(let format)): request.dateFormat = try request.dateFormat ?? DateFormat(format)
      case ("create_references", .bool(true)): request.createsReferences = true
      default: break
      }
    }
    return request
  }
}
