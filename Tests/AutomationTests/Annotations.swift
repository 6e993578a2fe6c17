import LuaSyntax

/// A file of annotations for Lua language servers, read by their grammar and nothing besides.
struct Annotations {
  /// A type as annotations write it.
  indirect enum Shape: Hashable {
    case named(String)
    case text(String)
    case list(Shape)
    case optional(Shape)
    case union([Shape])
    case table(Shape, Shape)
    case function([Parameter], returns: [Shape])

    /// The names in it.
    var names: [String] {
      switch self {
      case .named(let name): [name]
      case .text: []
      case .list(let shape), .optional(let shape): shape.names
      case .union(let shapes): shapes.flatMap(\.names)
      case .table(let key, let value): key.names + value.names
      case .function(let parameters, let returns):
        parameters.compactMap(\.shape).flatMap(\.names) + returns.flatMap(\.names)
      }
    }

    /// The names in it but for what functions take and return.
    var heldNames: [String] {
      switch self {
      case .function: []
      case .list(let shape), .optional(let shape), .table(_, let shape): shape.heldNames
      case .union(let shapes): shapes.flatMap(\.heldNames)
      default: names
      }
    }
  }

  /// A parameter of a function or a field of a table.
  struct Parameter: Hashable {
    var name: String
    var mayLack: Bool
    var shape: Shape?
  }

  struct Class {
    var isExact = false
    var base: Shape?
    var fields: [Parameter] = []
    /// Of fields with other names.
    var others: Shape?
    var operators: [Shape] = []
  }

  struct Function {
    var parameters: [Parameter] = []
    var returns: [Shape] = []
  }

  /// What is against the grammar, or declared twice.
  struct Fault: Error {
    let line: Int
    let reason: String
  }

  private(set) var classes: [String: Class] = [:]
  private(set) var aliases: [String: Shape] = [:]
  private(set) var functions: [String: Function] = [:]
  /// Modules that can be called, by name.
  private(set) var overloads: [String: Shape] = [:]
  private(set) var values: [String: Shape] = [:]

  // What stands before the next declaration.
  private var owner: String?
  private var pending = Function()
  private var pendingType: Shape?
  private var line = 0

  init(_ text: String) throws {
    for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      self.line = number + 1
      if number == 0, line != "---@meta _" { throw fault("begins with ---@meta") }
      if number > 0 { try read(line) }
    }
  }

  private func fault(_ reason: String) -> Fault { Fault(line: line, reason: reason) }

  private mutating func read(_ line: Substring) throws {
    if line.isEmpty {
      guard pending.parameters.isEmpty, pending.returns.isEmpty, pendingType == nil else {
        throw fault("annotations of nothing")
      }
      owner = nil
    } else if line.hasPrefix("---@") {
      var text = AnnotationText(line.dropFirst(4), at: self.line)
      try annotate(text.word(), &text)
    } else if !line.hasPrefix("---") {
      try declare(line)
    }
  }

  private mutating func annotate(_ tag: String, _ text: inout AnnotationText) throws {
    switch tag {
    case "class":
      let isExact = text.skip(" (exact)")
      try text.space()
      let name = text.word()
      guard !name.isEmpty, classes[name] == nil, aliases[name] == nil else { throw fault("\(name) again") }
      classes[name] = Class(isExact: isExact, base: try text.skip(": ") ? text.shape() : nil)
      owner = name
      try text.end()
    case "alias":
      try text.space()
      let name = text.word()
      guard !name.isEmpty, classes[name] == nil, aliases[name] == nil else { throw fault("\(name) again") }
      try text.space()
      aliases[name] = try text.shape()
      try text.end()
    case "field":
      try text.space()
      guard let owner, var described = classes[owner] else { throw fault("a field of nothing") }
      if text.skip("[string] ") {
        guard described.others == nil else { throw fault("other fields again") }
        described.others = try text.shape()
        try text.end()
      } else {
        let field = try text.parameter()
        guard !described.fields.contains(where: { $0.name == field.name }) else { throw fault("\(field.name) again") }
        described.fields.append(field)
      }
      classes[owner] = described
    case "operator":
      try text.space()
      guard let owner else { throw fault("an operator of nothing") }
      guard ["add", "sub", "mul", "div", "unm"].contains(text.word()) else { throw fault("no such operator") }
      if text.skip("(") {
        classes[owner]?.operators.append(try text.shape())
        guard text.skip(")") else { throw fault("wants )") }
      }
      guard text.skip(": ") else { throw fault("wants a result") }
      classes[owner]?.operators.append(try text.shape())
      try text.end()
    case "overload":
      try text.space()
      guard let owner else { throw fault("an overload of nothing") }
      overloads[owner] = try text.shape()
      try text.end()
    case "param":
      try text.space()
      pending.parameters.append(try text.parameter())
    case "return":
      try text.space()
      pending.returns.append(try text.shape())
      try text.space()
      guard !text.word().isEmpty else { throw fault("a result without a name") }
      try text.comment()
    case "type":
      try text.space()
      pendingType = try text.shape()
      try text.end()
    default: throw fault("@\(tag)")
    }
  }

  private mutating func declare(_ line: Substring) throws {
    if let match = line.wholeMatch(of: /function ([a-z_.]+)\(([a-z_, ]*)\) end/) {
      let name = String(match.1)
      let parameters = match.2.split(separator: ", ").map(String.init)
      guard parameters == pending.parameters.map(\.name) else { throw fault("other parameters than are described") }
      guard functions.updateValue(pending, forKey: name) == nil else { throw fault("\(name) again") }
      pending = Function()
    } else if let match = line.wholeMatch(of: /([a-z_]+) = \{\}/) {
      guard values.updateValue(.named(owner ?? "table"), forKey: String(match.1)) == nil else {
        throw fault("\(match.1) again")
      }
    } else if let match = line.wholeMatch(of: /([a-z_.]+) = nil/), let type = pendingType {
      guard values.updateValue(type, forKey: String(match.1)) == nil else { throw fault("\(match.1) again") }
      pendingType = nil
    } else {
      throw fault("no declaration: \(line)")
    }
  }
}

/// What is left to be read of an annotation.
private struct AnnotationText {
  private var rest: Substring
  private let line: Int

  init(_ text: Substring, at line: Int) {
    rest = text
    self.line = line
  }

  private func fault(_ reason: String) -> Annotations.Fault { .init(line: line, reason: "\(reason): \(rest)") }

  mutating func skip(_ text: String) -> Bool {
    guard rest.hasPrefix(text) else { return false }
    rest = rest.dropFirst(text.count)
    return true
  }

  mutating func space() throws {
    guard skip(" ") else { throw fault("wants a space") }
  }

  func end() throws {
    guard rest.isEmpty else { throw fault("wants nothing more") }
  }

  /// What is for people; a server would take some beginnings for more of the type.
  func comment() throws {
    guard rest.hasPrefix(" "), let first = rest.dropFirst().first, !"|?[<:,(".contains(first) else {
      throw fault("wants a comment")
    }
  }

  mutating func word() -> String {
    let word = rest.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
    rest = rest.dropFirst(word.count)
    return String(word)
  }

  /// `name? type comment`
  mutating func parameter() throws -> Annotations.Parameter {
    let name = word()
    guard !name.isEmpty else { throw fault("wants a name") }
    let mayLack = skip("?")
    try space()
    let shape = try shape()
    try comment()
    return .init(name: name, mayLack: mayLack, shape: shape)
  }

  mutating func shape() throws -> Annotations.Shape {
    var shapes = [try unit()]
    while skip("|") { shapes.append(try unit()) }
    return shapes.count == 1 ? shapes[0] : .union(shapes)
  }

  private mutating func unit() throws -> Annotations.Shape {
    var shape = try primary()
    while true {
      if skip("[]") {
        shape = .list(shape)
      } else if skip("?") {
        shape = .optional(shape)
      } else {
        return shape
      }
    }
  }

  private mutating func primary() throws -> Annotations.Shape {
    if skip("(") {
      let inner = try shape()
      guard skip(")") else { throw fault("wants )") }
      return inner
    }
    if skip("\"") {
      let text = rest.prefix { $0 != "\"" }
      rest = rest.dropFirst(text.count)
      guard skip("\"") else { throw fault("wants a quote") }
      return .text(String(text))
    }
    let name = word()
    if name == "fun" { return try function() }
    if name == "table", skip("<") {
      let key = try shape()
      guard skip(", ") else { throw fault("wants a comma") }
      let value = try shape()
      guard skip(">") else { throw fault("wants >") }
      return .table(key, value)
    }
    guard !name.isEmpty else { throw fault("wants a type") }
    return .named(name)
  }

  private mutating func function() throws -> Annotations.Shape {
    guard skip("(") else { throw fault("wants (") }
    var parameters: [Annotations.Parameter] = []
    while !skip(")") {
      if !parameters.isEmpty, !skip(", ") { throw fault("wants a comma") }
      let name = word()
      guard !name.isEmpty else { throw fault("wants a name") }
      let mayLack = skip("?")
      parameters.append(.init(name: name, mayLack: mayLack, shape: try skip(": ") ? shape() : nil))
    }
    var returns: [Annotations.Shape] = []
    if skip(": ") {
      repeat { returns.append(try shape()) } while skip(", ")
    }
    return .function(parameters, returns: returns)
  }
}
