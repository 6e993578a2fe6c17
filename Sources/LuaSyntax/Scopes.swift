/// Which names are known where: kept while a source is parsed.
struct Scopes {
  private struct Function {
    let id: Int
    var isVariadic: Bool
    /// How many locals are registered, those that Lua keeps for loops among them.
    var registered = 0
    /// The locals of functions around it that it uses; -1 is the table of globals.
    var upvalues: Set<Int> = []
  }

  private struct Level {
    let start: Int
    /// How many locals were active where it began.
    let activeCount: Int
    /// How many the function had registered there.
    let registered: Int
    let isLoop: Bool
    let isFunction: Bool
    var labels: [String] = []
  }

  private(set) var locals: [Local] = []
  private(set) var references: [Reference] = []
  private(set) var functionCount = 0
  private var functions: [Function] = []
  private var levels: [Level] = []
  /// The locals that can be named, the innermost last.
  private(set) var active: [Int] = []
  private var visible: [String: [Int]] = [:]

  /// Lua's own limits (llimits.h, lfunc.h of 5.4).
  static let localLimit = 200
  static let upvalueLimit = 255

  var isVariadic: Bool { functions.last?.isVariadic ?? false }
  var depth: Int { levels.count }

  /// Whether `break` has a loop to leave.
  var isInLoop: Bool {
    for level in levels.reversed() {
      if level.isLoop { return true }
      if level.isFunction { return false }
    }
    return false
  }

  mutating func beginFunction(isVariadic: Bool, at start: Int) -> Int {
    let id = functionCount
    functionCount += 1
    functions.append(Function(id: id, isVariadic: isVariadic))
    beginBlock(at: start, isFunction: true)
    return id
  }

  /// The innermost function takes `...`, as its parameters say.
  mutating func makeVariadic() { functions[functions.count - 1].isVariadic = true }

  mutating func endFunction(at end: Int) {
    endBlock(at: end)
    functions.removeLast()
  }

  mutating func beginBlock(at start: Int, isLoop: Bool = false, isFunction: Bool = false) {
    levels.append(
      Level(
        start: start, activeCount: active.count, registered: functions.last?.registered ?? 0, isLoop: isLoop,
        isFunction: isFunction))
  }

  mutating func endBlock(at end: Int) {
    guard let level = levels.popLast() else { return }
    while active.count > level.activeCount, let id = active.popLast() {
      let start = locals[id].scope.lowerBound
      locals[id].scope = start..<max(start, end)
      visible[locals[id].name]?.removeLast()
    }
    if !functions.isEmpty { functions[functions.count - 1].registered = level.registered }
  }

  /// How many locals of the function are active, with those of functions around it.
  var activeCount: Int { active.count }
  /// How many were active where the innermost block began.
  var activeCountOfBlock: Int { levels.last?.activeCount ?? 0 }

  /// Notes that a local is declared; it can be named once it is activated.
  ///
  /// - Returns: its place, and whether the function has more than Lua holds.
  mutating func declare(
    _ name: String, at range: Range<Int>, _ origin: Local.Origin, attribute: Local.Attribute? = nil
  ) -> (id: Int, isTooMany: Bool) {
    locals.append(
      Local(
        name: name, range: range, origin: origin, attribute: attribute, function: functions.last?.id ?? 0,
        scope: range.upperBound..<range.upperBound, shadows: visible[name]?.last))
    return (locals.count - 1, reserve(1))
  }

  /// Takes room for locals that only Lua sees; whether the function has more than Lua holds.
  mutating func reserve(_ count: Int) -> Bool {
    guard !functions.isEmpty else { return false }
    functions[functions.count - 1].registered += count
    return functions[functions.count - 1].registered > Self.localLimit
  }

  mutating func setAttribute(_ attribute: Local.Attribute, of id: Int) { locals[id].attribute = attribute }

  /// From here on the local can be named.
  mutating func activate(_ id: Int, at place: Int) {
    locals[id].scope = place..<place
    active.append(id)
    visible[locals[id].name, default: []].append(id)
  }

  /// What a name stands for, noted as a use of it; and whether the function uses too much of others.
  mutating func use(_ name: String, at range: Range<Int>) -> (Name.Binding, reference: Int, isTooMany: Bool) {
    let id = visible[name]?.last
    let environment = id == nil ? visible["_ENV"]?.last : nil
    if let environment { locals[environment].reads += 1 }
    if let id { locals[id].reads += 1 }
    let home = (id ?? environment).map { locals[$0].function } ?? 0
    let isTooMany = note(id ?? environment ?? -1, of: (id ?? environment) == nil ? -1 : home)
    let binding: Name.Binding
    if let id {
      let isOwn = locals[id].function == functions.last?.id
      if !isOwn { locals[id].isCaptured = true }
      binding = isOwn ? .local(id) : .upvalue(id)
    } else {
      binding = environment == nil ? .global : .environment
    }
    references.append(Reference(name: name, range: range, binding: binding))
    return (binding, references.count - 1, isTooMany)
  }

  /// Notes that functions from the innermost outwards hold a variable that belongs to one further out.
  private mutating func note(_ variable: Int, of home: Int) -> Bool {
    var isTooMany = false
    for index in functions.indices.reversed() {
      if functions[index].id == home || functions[index].upvalues.contains(variable) { break }
      functions[index].upvalues.insert(variable)
      if functions[index].upvalues.count > Self.upvalueLimit { isTooMany = true }
    }
    return isTooMany
  }

  /// What was noted as a use is given a value instead.
  mutating func makeWrite(_ reference: Int) {
    references[reference].isWrite = true
    switch references[reference].binding {
    case .local(let id), .upvalue(let id):
      locals[id].reads -= 1
      locals[id].writes += 1
    case .global, .environment: break
    }
  }
}
