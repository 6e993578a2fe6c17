import LuaSyntax

/// The tables that a script writes out, held against what annotations say of them.
struct WrittenTables {
  /// A table of a class.
  struct Found {
    let name: String
    let range: Range<Int>
    let items: [TableItem]
  }

  private let annotations: Annotations
  private let tree: SyntaxTree
  /// What does not fit.
  private(set) var faults: [String] = []
  /// Tables of classes.
  private(set) var tables: [Found] = []

  /// Holds the definition that a file returns against the class of its kind.
  init(returnedBy source: String, _ annotations: Annotations) {
    self.annotations = annotations
    tree = SyntaxTree(source)
    guard tree.faults.isEmpty, case .return(let values)? = tree.block.statements.last?.kind, let value = values.first,
      case .suffixed(let first, let suffixes) = value.kind, case .name(let function) = first.kind,
      case .call(let arguments)? = suffixes.first?.kind, let table = arguments.first,
      let shape = annotations.functions[function.text]?.parameters.first?.shape
    else {
      faults = ["no definition"]
      return
    }
    faults = judge(table, shape, function.text)
  }

  private mutating func judge(_ value: Expression, _ wanted: Annotations.Shape, _ path: String) -> [String] {
    switch wanted {
    case .named("any"): return []
    case .named(let name):
      if let alias = annotations.aliases[name] { return judge(value, alias, path) }
      if let described = annotations.classes[name], case .table(let items) = value.kind {
        return judge(items, of: value, name, described, path)
      }
      return isPlain(value, name) ? [] : ["\(path) is no \(name)"]
    case .text(let text):
      guard case .string(let bytes) = value.kind else { return ["\(path) is no text"] }
      return String(decoding: bytes, as: UTF8.self) == text ? [] : ["\(path) is not \(text)"]
    case .optional(let shape): return judge(value, shape, path)
    case .union(let shapes):
      let before = tables
      for shape in shapes {
        if judge(value, shape, path).isEmpty { return [] }
        tables = before
      }
      return ["\(path) is none of \(shapes)"]
    case .list(let element):
      guard case .table(let items) = value.kind else { return isUnknown(value) ? [] : ["\(path) is no list"] }
      return items.enumerated().flatMap { offset, item in
        guard case .position = item.key else { return ["\(path) has names"] }
        return judge(item.value, element, "\(path)[\(offset + 1)]")
      }
    case .table(_, let element):
      guard case .table(let items) = value.kind else { return isUnknown(value) ? [] : ["\(path) is no table"] }
      return items.flatMap { item in
        guard let name = item.name?.text else { return ["\(path) has positions"] }
        return judge(item.value, element, "\(path).\(name)")
      }
    case .function(let parameters, _):
      guard case .function(let body) = value.kind else { return isUnknown(value) ? [] : ["\(path) is no function"] }
      return body.parameters.count <= parameters.count ? [] : ["\(path) takes more than it is given"]
    }
  }

  private mutating func judge(
    _ items: [TableItem], of table: Expression, _ name: String, _ described: Annotations.Class, _ path: String
  ) -> [String] {
    tables.append(Found(name: name, range: table.range, items: items))
    var faults: [String] = []
    for item in items {
      guard let key = item.name?.text else { return ["\(path) has positions"] }
      if let field = described.fields.first(where: { $0.name == key }), let shape = field.shape {
        faults += judge(item.value, shape, "\(path).\(key)")
      } else if let others = described.others, others != .named("no_such_field") {
        faults += judge(item.value, others, "\(path).\(key)")
      } else {
        faults.append("\(name) has no \(key)")
      }
    }
    for field in described.fields where field.isRequired && !items.contains(where: { $0.name?.text == field.name }) {
      faults.append("\(path) lacks \(field.name)")
    }
    return faults
  }

  private func isPlain(_ value: Expression, _ name: String) -> Bool {
    switch value.kind {
    case .string: name == "string"
    case .true, .false: name == "boolean"
    case .number(.integer): name == "integer" || name == "number"
    case .number(.float): name == "number"
    case .unary(.minus, let number): isPlain(number, name)
    case .table: name == "table"
    case .function: false
    default: isUnknown(value)
    }
  }

  /// Whether only running tells what it is.
  private func isUnknown(_ value: Expression) -> Bool {
    switch value.kind {
    case .name, .suffixed, .chain, .parenthesized: true
    default: false
    }
  }
}

extension Annotations.Parameter {
  var isRequired: Bool {
    if case .optional? = shape { return false }
    return !mayLack
  }
}
