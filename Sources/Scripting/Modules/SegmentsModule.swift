import Domain
public import ScriptModel
import Wording

extension Module<ScriptSession> {
  /// Customers by a condition, by a test, or both.
  public static let segments: Module = Module(
    "segments",
    Phrase(
      "Customers by a condition, by a test written in Lua, or both: `{ where = { … }, test = function(c) … end }`.",
      zh: "按条件、Lua 测试函数或两者划分客户：`{ where = { … }, test = function(c) … end }`。"),
    functions: [.listSegment, .eachInSegment, .countSegment, .isInSegment])
}

extension Function<ScriptSession> {
  private static let segment = Parameter(
    "segment",
    Phrase("A query, and a test that is asked for each customer that the query finds.", zh: "查询，以及对查询到的每个客户调用的测试函数。"),
    as: SegmentTable.self)

  /// `segments.list`
  static let listSegment = Function(
    "segments.list", Phrase("The customers of a segment, as a list.", zh: "以列表返回细分中的客户。"), effect: .reads,
    takes: segment,
    returns: Returned(
      "customers", Phrase("Read-only snapshots.", zh: "只读快照。"), as: SegmentList.self, type: .list(.record("customer"))),
    example: """
      local big = { where = { region = "华东" }, test = function(c) return #c.name > 12 end }
      assert(segments.list(big)[1].code == "C0042")
      """
  ) { session, segment in
    SegmentList(members: try SegmentMembers(segment, session))
  }

  /// `segments.each`
  static let eachInSegment: Function<ScriptSession> = {
    let turn = FunctionDescription.part(of: "segments.each")
    return Function(
      "segments.each", Phrase("Goes through the customers of a segment, one at a time.", zh: "逐个遍历细分中的客户。"),
      effect: .reads,
      takes: segment,
      returns: Returned(
        "iterator", Phrase("For a for loop.", zh: "用于 for 循环。"), as: SegmentIteration.self,
        type: .iterator(.record("customer"))),
      example: """
        for c in segments.each { test = function(c) return c.owner == nil end } do print(c.code, c.name) end
        """
    ) { session, segment in
      SegmentIteration(members: try SegmentMembers(segment, session), function: turn)
    }
  }()

  /// `segments.count`
  static let countSegment = Function(
    "segments.count", Phrase("How many customers a segment has.", zh: "细分中的客户数量。"), effect: .reads, takes: segment,
    returns: Returned("count", Phrase("How many.", zh: "数量。"), as: SegmentCount.self, type: .integer),
    example:
      #"assert(segments.count { where = { region = "华东" }, test = function(c) return c.tier == "gold" end } == 1)"#
  ) { session, segment in
    SegmentCount(members: try SegmentMembers(segment, session))
  }

  /// `segments.contains`
  static let isInSegment = Function(
    "segments.contains", Phrase("Whether a customer belongs to a segment.", zh: "客户是否属于某细分。"), effect: .reads,
    takes: segment,
    Parameter(
      "customer", Phrase("The code of the customer, or the record.", zh: "客户编号或记录。"), as: RecordReference.self,
      type: EntityFunctions(.customers).referenceType),
    returns: Returned("belongs", Phrase("Whether it does.", zh: "是否属于。"), as: SegmentMembership.self, type: .boolean),
    example: #"assert(segments.contains({ where = { tier = "gold" } }, "C0042"))"#
  ) { session, segment, customer in
    let entity = try session.book.entity(Entity.customers.name)
    guard let row = try session.book.row(customer.key, of: entity) else {
      throw BookError.notFound(customer.key, entity: entity)
    }
    defer { row.close() }
    return SegmentMembership(members: try SegmentMembers(segment, session, only: row.id))
  }
}

/// What the functions of `segments` take: a query with a test.
struct SegmentTable: ScriptArgument {
  let query: QueryTable
  let test: ScriptFunction?

  static var scriptType: ScriptType { .record("segment") }

  static let description = RecordDescription(
    name: "segment", summary: Phrase("Which customers.", zh: "选取哪些客户。"),
    fields: QueryTable.description.fields + [
      .init(
        name: "test?",
        summary: Phrase(
          "Asked for each customer that meets the condition; true keeps it. A limit counts what is kept.",
          zh: "对每个符合条件的客户调用；返回真则保留。limit 按保留的数量计。"),
        type: .function(takes: ["c: customer"], returns: [.boolean]))
    ])

  static func read(_ call: Call, at index: Int32) throws(Mismatch) -> SegmentTable {
    let fields = try FieldReader(call, at: index, of: description)
    let query = QueryTable.description.fields.compactMap { field -> (name: String, value: ScriptValue)? in
      fields[field.plainName].map { (field.plainName, $0) }
    }
    return SegmentTable(query: try QueryTable(ScriptTable(fields: query)), test: try fields.function("test"))
  }
}

/// The customers of a segment, one at a time. Leaving a loop early closes it.
final class SegmentMembers {
  private let rows: any RowStream
  private let test: ScriptFunction?
  private var left: Int

  init(_ segment: SegmentTable, _ session: ScriptSession, only id: Int64? = nil) throws {
    var query = try segment.query.query(on: session.book.entity(Entity.customers.name), of: session.book)
    if let id {
      let one = Filter.id(.equal, id)
      query.filter = query.filter.map { .all([one, $0]) } ?? one
      query.limit = nil
    }
    left = query.limit ?? .max
    if segment.test != nil { query.limit = nil }
    test = segment.test
    rows = try session.book.rows(query)
  }

  deinit { rows.close() }

  /// Moves on to the next customer that passes the test; false at the end.
  func next(_ call: Call) throws -> Bool {
    guard left > 0 else { return false }
    while try rows.next() {
      guard try passes(call) else { continue }
      left -= 1
      return true
    }
    return false
  }

  func push(to call: Call) {
    unsafe call.pushRecord(rows.shape.layout, rows.reader)
  }

  private func passes(_ call: Call) throws -> Bool {
    guard let test else { return true }
    return try call.call(
      test, results: 1,
      arguments: { call in
        push(to: call)
        return 1
      },
      read: { call, index in
        guard !call.isAbsent(index) else { return false }
        guard case .boolean(let passes) = try ScriptValue.read(call, at: index) else {
          throw SegmentError.notBoolean(call.typeName(at: index))
        }
        return passes
      })
  }
}

/// The customers of a segment, as a list.
struct SegmentList: ScriptResult {
  let members: SegmentMembers

  static var scriptType: ScriptType { .list(.record("customer")) }

  func push(to call: Call) throws -> Int32 {
    let list = call.beginList(count: 0)
    var count = 0
    while try members.next(call) {
      members.push(to: call)
      count += 1
      call.setElement(count, of: list)
    }
    return 1
  }
}

/// The customers of a segment, one for each turn of a loop.
struct SegmentIteration: ScriptResult {
  let members: SegmentMembers
  let function: FunctionDescription

  static var scriptType: ScriptType { .iterator(.record("customer")) }

  func push(to call: Call) -> Int32 {
    call.pushIterator(
      HostBody(description: function) { [members] call in
        if try members.next(call) { members.push(to: call) } else { call.pushNil() }
        return 1
      })
  }
}

/// How many customers a segment has.
struct SegmentCount: ScriptResult {
  let members: SegmentMembers

  static var scriptType: ScriptType { .integer }

  func push(to call: Call) throws -> Int32 {
    var count = 0
    while try members.next(call) { count += 1 }
    return count.push(to: call)
  }
}

/// Whether there is anybody in a segment.
struct SegmentMembership: ScriptResult {
  let members: SegmentMembers

  static var scriptType: ScriptType { .boolean }

  func push(to call: Call) throws -> Int32 {
    try members.next(call).push(to: call)
  }
}

/// What a segment's test must not do.
enum SegmentError: Refusal, Hashable {
  case notBoolean(String)

  var code: String { "bad-test" }

  var message: Phrase {
    switch self {
    case .notBoolean(let type):
      Phrase(
        "a segment's test returns true, false or nil, got a \(type)", zh: "细分的 test 须返回 true、false 或 nil，收到的是 \(type)")
    }
  }
}
