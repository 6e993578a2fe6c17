public import Domain
public import ScriptModel
import Wording

extension Function<ScriptSession> {
  /// `customers.timeline`
  static let customerTimeline = Function(
    "customers.timeline",
    Phrase(
      "What happened with a customer, the latest first: orders, deliveries, returns, invoices, payments, interactions, documents and their expiry, statements.",
      zh: "客户的全部往来，最新的在前：订单、交货、退货、发票、收款、沟通、资料及其到期、财务报表。"),
    effect: .reads,
    takes: Parameter(
      "customer", Phrase("The code of the customer, or the record.", zh: "客户编号或记录。"), as: RecordReference.self,
      type: EntityFunctions(.customers).referenceType),
    Parameter("page", Phrase("How many, and after which entry.", zh: "取多少条、从哪一条之后开始。"), as: TimelinePage?.self),
    returns: Returned(
      "entries", Phrase("The entries.", zh: "各条记录。"), as: [TimelineEntry].self),
    example: """
      local page = customers.timeline("C0042", { limit = 10 })
      for _, entry in ipairs(page) do print(entry.at, entry.kind, entry.title) end
      print(#customers.timeline("C0042", { limit = 10, before = page[#page] }), "older ones")
      """
  ) { session, customer, page in
    try session.book.timeline(of: customer.key, after: page?.place, limit: page?.limit ?? 50)
  }
}

extension TimelineEntry: TableResult {
  /// What scripts see of it.
  public static let table = ResultTable<TimelineEntry>(
    "timeline_entry", from: "customers.timeline(…)",
    Phrase("Something dated that happened with a customer.", zh: "客户的一条往来记录。"),
    [
      .init("at", Phrase("A day, or an instant in UTC.", zh: "日期，或 UTC 时间。")) { $0.place.at },
      .init("kind", Phrase("What it is.", zh: "类型。")) { $0.place.kind },
      .init("id", Phrase("The record's number in the book.", zh: "账簿内的记录号。")) { $0.place.id },
      .init("title", Phrase("What people know it by.", zh: "标题。")) { $0.title },
      .init("amount", Phrase("What it was worth.", zh: "金额。")) { $0.amount },
    ])
}

/// What `customers.timeline` takes: `{ limit = 50, before = entry }`.
struct TimelinePage: ScriptArgument {
  private(set) var limit = 50
  private(set) var place: TimelineEntry.Place?

  static var scriptType: ScriptType { .record("timeline_page") }

  static let description = RecordDescription(
    name: "timeline_page", summary: Phrase("A page of a timeline.", zh: "时间线的一页。"),
    fields: [
      .init(
        name: "limit?", summary: Phrase("How many entries at the most; 50 where it is left out.", zh: "最多多少条；省略时为 50。"),
        type: .integer),
      .init(
        name: "before?",
        summary: Phrase(
          "The last entry of the page before; a page goes on from there, whatever was added meanwhile.",
          zh: "上一页的最后一条；从该处继续，不受期间新增记录影响。"), type: .record("timeline_entry")),
    ])

  static func read(_ call: Call, at index: Int32) throws(Mismatch) -> TimelinePage {
    let fields = try FieldReader(call, at: index, of: description)
    var page = TimelinePage()
    page.limit = try fields.integer("limit", in: 0...Int64.max) ?? page.limit
    if let value = fields["before"] {
      guard case .table(let entry) = value, case .string(let at)? = entry["at"],
        case .string(let kind)? = entry["kind"],
        case .integer(let id)? = entry["id"]
      else { throw fields.refusal("before") }
      page.place = TimelineEntry.Place(at: at, kind: kind, id: id)
    }
    return page
  }
}
