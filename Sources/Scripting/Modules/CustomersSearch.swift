import Domain
import ScriptModel
import Wording

extension Function<ScriptSession> {
  /// `customers.search`
  static let searchCustomers = Function(
    "customers.search",
    Phrase(
      "The customers whose code, name, legal name, telephone or contacts hold a text or answer to its pinyin, best first.",
      zh: "按编号、名称、法定名称、电话或联系人查找客户，支持子串、拼音首字母和全拼，最匹配的在前。"),
    effect: .reads,
    takes: Parameter(
      "text",
      Phrase("A part of it, or pinyin: \"上海\", \"shmy\", \"shanghai\".", zh: "其中一部分，或拼音：\"上海\"、\"shmy\"、\"shanghai\"。"),
      as: String.self),
    Parameter("limit", Phrase("How many at the most; 20 where it is left out.", zh: "最多多少条；省略时为 20。"), as: Int?.self),
    returns: Returned(
      "customers", Phrase("Read-only snapshots.", zh: "只读快照。"), as: RecordList.self, type: .list(.record("customer"))),
    example: """
      assert(customers.search("上海")[1].code == "C0042")
      assert(customers.search("shmy")[1].code == "C0042")
      """
  ) { session, text, limit in
    let limit = limit ?? 20
    guard limit >= 0 else { throw SearchError.limit(limit) }
    guard text.utf8.count <= SearchError.longest else { throw SearchError.long(bytes: text.utf8.count) }
    guard let pattern = SearchPattern(text) else { throw SearchError.empty }
    return RecordList(rows: try session.book.search(pattern, limit: limit))
  }

  /// `customers.assign_owner`
  static let assignOwner = Function(
    "customers.assign_owner",
    Phrase("Gives many customers to one owner, all or none.", zh: "把多个客户一次分配给同一负责人，全部成功或全部不变。"), effect: .writes,
    takes: Parameter(
      "which",
      Phrase(
        "A list of codes or records, or a query as `customers.list` takes it, with `where`.",
        zh: "编号或记录的列表，或带 `where` 的查询（与 `customers.list` 相同）。"), as: CustomerSelection.self),
    Parameter("owner", Phrase("The new owner.", zh: "新的负责人。"), as: String.self),
    returns: Returned("count", Phrase("How many had another owner before.", zh: "负责人有变动的客户数。"), as: Int.self),
    example: """
      assert(customers.assign_owner({ "C0042" }, "Zhou Min") == 1)
      assert(customers.assign_owner({ where = { owner = "Zhou Min" } }, "Zhang San") == 1)
      """
  ) { session, which, owner in
    let entity = try session.book.entity(Entity.customers.name)
    let changes: [String: FieldValue] = ["owner": .text(owner)]
    switch which {
    case .keys(let keys): return try session.book.update(keys, of: entity, changes)
    case .query(let query): return try session.book.update(query.query(on: entity, of: session.book), changes)
    }
  }
}

/// Customers by name, or by a query. An empty table is an empty list: nothing is meant by it, never everything.
enum CustomerSelection: ScriptArgument {
  case keys([RecordKey])
  case query(QueryTable)

  static var scriptType: ScriptType { .union([.list(.string), .record("query")]) }

  static func read(_ call: Call, at index: Int32) throws(Mismatch) -> CustomerSelection {
    guard case .table(let table) = try ScriptValue.read(call, at: index) else {
      throw call.mismatch(at: index, expected: scriptType)
    }
    if !table.fields.isEmpty { return .query(try QueryTable.read(call, at: index)) }
    var keys: [RecordKey] = []
    for value in table.list {
      guard let key = RecordKey(value) else {
        throw .value(Phrase("lists \(value.written), which is no code or record", zh: "的列表中 \(value.written) 不是编号或记录"))
      }
      keys.append(key)
    }
    return .keys(keys)
  }
}

/// What cannot be searched for.
enum SearchError: Refusal, Hashable {
  case empty
  case limit(Int)
  case long(bytes: Int)

  /// In bytes; longer texts are in no field that is searched.
  static let longest = 10_000

  var code: String { "bad-search" }

  var message: Phrase {
    switch self {
    case .empty: Phrase("customers.search takes a text that is not blank", zh: "customers.search 需要非空白的文本")
    case .long(let bytes):
      Phrase(
        "customers.search takes at most \(Self.longest) bytes, got \(bytes)",
        zh: "customers.search 的文本不得超过 \(Self.longest) 字节，收到 \(bytes) 字节")
    case .limit(let limit): Phrase("a limit is 0 or more, got \(limit)", zh: "limit 必须不小于 0，收到的是 \(limit)")
    }
  }
}
