import Automation
import ScriptModel
import Scripting

/// Makes scripts that call every declared function with values of every type, right and wrong, from a seed.
struct RandomCalls: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    // SplitMix64.
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }

  private mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &self) < percent }

  private mutating func pick(_ texts: [String]) -> String { texts.randomElement(using: &self) ?? "nil" }

  // MARK: Scripts

  /// What every script begins with: `try` calls, looks at what comes back, and prints `defect` and the number of a call
  /// whose error is none that the host declares.
  private static let start = """
    local function use(result, ...)
      tostring(result)
      if type(result) == "function" then
        local turn = 0
        for value in result, ... do
          tostring(value)
          turn = turn + 1
          if turn == 3 then break end
        end
      elseif type(result) == "userdata" and result.copy then
        for _, value in pairs(result:copy()) do tostring(value) end
      end
    end
    local function try(number, f)
      local ok, err = pcall(function() use(f()) end)
      if ok then return end
      -- A table is what a callback of the script raised.
      local told = type(err) == "table" or type(err) == "string" and #err > 0 or type(err) == "userdata" and #err.message > 0 and #err.code > 0
      if not told or type(err) == "userdata" and err.code == "host-error" then print("defect", number, tostring(err)) end
    end

    """

  /// A script of so many calls, and the calls.
  mutating func script(calls count: Int) -> (source: String, calls: [String]) {
    let functions = PatronCatalog.ofScripts.functions
    let calls = (0..<count).map { _ in functions.randomElement(using: &self).map { call(of: $0) } ?? "" }
    let lines = calls.enumerated().map { "try(\($0.offset), function() return \($0.element) end)\n" }
    return (Self.start + lines.joined(), calls)
  }

  private mutating func call(of function: FunctionDescription) -> String {
    var count = function.parameters.count
    if chance(10) { count = Int.random(in: 0...count + 1, using: &self) }
    let arguments = (0..<count).map { place in
      function.parameters.indices.contains(place) ? value(function.parameters[place].type, depth: 0) : odd(depth: 0)
    }
    return "\(function.name)(\(arguments.joined(separator: ", ")))"
  }

  // MARK: Values

  private static let integers = [
    "0", "1", "-1", "2", "3", "12", "100", "2025", "2026", "9999", "1 << 31", "1 << 53", "math.maxinteger",
    "math.mininteger",
  ]
  private static let numbers = [
    "0.5", "-0.0", "12.345", "1e15", "1e308", "-1e308", "1e-320", "1/0", "-1/0", "0/0", "2^53", "2^63", "1.0",
  ]
  private static let texts = [
    "C0042", "C0043", "G1", "li", "P1", "P2", "O1", "O2", "D1", "R1", "I1", "I2", "I3", "Y1", "Y2", "CNY", "EUR", "XXX",
    "", " ", "%", "_", "'", "a'; DROP TABLE customers; --", "\\0", "a\\0b", "\\xff\\xfe", "上海", "上海贸易", "Nordwind",
    "\\u{202E}x",
    "\\u{1F600}", "NaN", "1e999", "name", "code", "customer", "-annual_revenue", "tier = 'gold'", "a.b.c", "..", "[1,2",
    "{\\\"a\\\":{\\\"b\\\":[null]}}", "a,b\\n1,\\\"2", "yyyy-MM-dd", "2026-11-21", "12.50", "1,234.56", "true",
  ]
  private static let dates = [
    "2026-11-21", "2026-02-29", "2024-02-29", "0000-00-00", "0001-01-01", "9999-12-31", "2026-1-1",
    "2026-11-21T08:30:00Z",
    "2026-13-01", "99999-01-01", "-001-01-01", "today", "2026-W47", "2026-Q4", "2026-11",
  ]
  private static let functions = [
    "function() end", "function(...) return ... end", "function() error('raised') end", "function() error({}) end",
    "function() return 1 end", "function() return 0/0 end", "function() return {} end",
    "function() coroutine.yield() end",
    "function() return 'x' end", "print", "customers.get",
    "coroutine.wrap(function() while true do coroutine.yield(1) end end)",
    "function(c) return c.code, c:copy() end",
  ]
  private static let records = [
    "customers.get('C0042')", "orders.get('O1')", "invoices.get('I1')", "money(12.50, 'CNY')", "money(1, 'EUR')",
    "null",
    "products.get('P2')", "money(-90000000000, 'JPY')",
  ]

  /// A value of that type, mostly.
  private mutating func value(_ type: ScriptType, depth: Int) -> String {
    if chance(12) || depth > 4 { return odd(depth: depth) }
    switch type {
    case .any: return odd(depth: depth)
    case .boolean: return pick(["true", "false"])
    case .integer: return pick(Self.integers)
    case .number: return pick(Self.integers + Self.numbers)
    case .string: return text(pick(Self.texts))
    case .date: return text(pick(Self.dates))
    case .money: return pick(Self.records + Self.numbers)
    case .choice(let names): return text(pick(names))
    case .record(let name): return record(name, depth: depth)
    case .table: return table(depth: depth)
    case .dictionary(let element):
      let count = Int.random(in: 0...2, using: &self)
      return "{ \((0..<count).map { "k\($0) = \(value(element, depth: depth + 1))" }.joined(separator: ", ")) }"
    case .union(let types): return types.randomElement(using: &self).map { value($0, depth: depth) } ?? "nil"
    case .list(let element): return list(of: element, depth: depth)
    case .optional(let wrapped): return chance(40) ? "nil" : value(wrapped, depth: depth)
    case .function, .iterator: return pick(Self.functions)
    case .nothing: return "nil"
    }
  }

  /// A value of any type.
  private mutating func odd(depth: Int) -> String {
    switch Int.random(in: 0...(depth > 4 ? 7 : 10), using: &self) {
    case 0: "nil"
    case 1: pick(["true", "false"])
    case 2: pick(Self.integers)
    case 3: pick(Self.numbers)
    case 4: text(pick(Self.texts + Self.dates))
    case 5: pick(Self.functions)
    case 6: pick(Self.records)
    case 7:
      pick(["string", "_G", "customers", "coroutine.running()", "text(('x'):rep(10000))", "('é'):rep(70000)", "{}"])
    case 8: list(of: .any, depth: depth + 1)
    default: table(depth: depth + 1)
    }
  }

  private func text(_ content: String) -> String { "\"\(content)\"" }

  private mutating func list(of element: ScriptType, depth: Int) -> String {
    let count = Int.random(in: 0...3, using: &self)
    return "{ \((0..<count).map { _ in value(element, depth: depth + 1) }.joined(separator: ", ")) }"
  }

  private mutating func table(depth: Int) -> String {
    let keys = [
      "code", "name", "customer", "amount", "where", "order", "limit", "from", "x", "[1]", "[2.5]", "[true]", "[print]",
    ]
    let count = Int.random(in: 0...4, using: &self)
    return "{ \((0..<count).map { _ in "\(pick(keys)) = \(odd(depth: depth + 1))" }.joined(separator: ", ")) }"
  }

  /// A table as the catalog describes it, most of its fields left out; a record of the book for a name that it has not.
  private mutating func record(_ name: String, depth: Int) -> String {
    guard let described = Manual.catalog.records.first(where: { $0.name == name }), chance(80) else {
      return pick(Self.records)
    }
    var fields: [String] = []
    for field in described.fields {
      let isNeeded = !field.name.hasSuffix("?")
      guard chance(isNeeded ? 85 : 25), let name = field.name.split(separator: "?").first,
        name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" })
      else { continue }
      fields.append("\(name) = \(value(field.type, depth: depth + 1))")
    }
    if chance(5) { fields.append("[\(value(.any, depth: 4)) or 1] = 1") }
    return "{ \(fields.joined(separator: ", ")) }"
  }
}
