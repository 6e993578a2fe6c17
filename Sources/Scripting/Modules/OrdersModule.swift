import Domain
public import ScriptModel
import Wording

extension Module<ScriptSession> {
  /// What customers ordered.
  public static let orders: Module = {
    let entity = EntityFunctions(.orders)
    return Module(
      "orders", Phrase("What customers ordered.", zh: "客户的订单。"),
      functions: [
        StatsFunctions.orders,
        entity.get(
          example: """
            local o = orders.get("O1")
            assert(o.customer == "C0042" and o.amount == money(1250, "CNY"))
            """),
        entity.find(example: #"assert(orders.find("O999") == nil)"#),
        entity.list(
          example: """
            local recent = orders.list { where = { ordered_on = { [">="] = "2026-10-01" } }, order = "-ordered_on" }
            assert(#recent == 1 and recent[1].currency == "EUR")
            """),
        entity.each(
          example: """
            local total = money(0, "CNY")
            for o in orders.each { where = { customer = "C0042", ["not"] = { status = "cancelled" } } } do total = total + o.amount end
            assert(total == money(1250, "CNY"))
            """),
        entity.count(example: #"assert(orders.count { where = { customer = "C0042", status = "shipped" } } == 1)"#),
        entity.create(
          example: """
            local o = orders.create { code = "O3", customer = "C0042", ordered_on = today(), status = "in_process" }
            assert(o.amount == nil, "it has no lines yet")
            """),
        entity.update(
          example:
            #"assert(orders.update("O2", { status = "shipped", shipped_on = "2026-11-05" }).status == "shipped")"#),
        lines,
      ])
  }()

  private static let lines = Function<ScriptSession>(
    "orders.lines", Phrase("The lines of an order, in their order.", zh: "按行号返回订单明细。"), effect: .reads,
    takes: Parameter(
      "order", Phrase("The code of the order, or the order itself.", zh: "订单编号，或订单本身。"), as: RecordReference.self,
      type: EntityFunctions(.orders).referenceType),
    returns: Returned(
      "lines", Phrase("Read-only snapshots.", zh: "只读快照。"), as: RecordList.self, type: .list(.record("order_line"))),
    example: """
      local lines = orders.lines("O1")
      assert(#lines == 2 and lines[1].quantity == 100 and lines[2].kind == "shipping")
      """
  ) { session, reference in
    let orders = try session.book.entity("orders")
    let lines = try session.book.entity("order_lines")
    guard let order = lines.field("order"), let line = lines.field("line") else {
      throw BookError.unknownEntity("orders")
    }
    guard let code = try session.book.code(of: reference.key, in: orders) else {
      throw BookError.notFound(reference.key, entity: orders)
    }
    var query = Query(lines, where: .compare(order, .equal, .text(code)))
    query.order = [Query.Order(line)]
    return RecordList(rows: try session.book.rows(query))
  }
}
