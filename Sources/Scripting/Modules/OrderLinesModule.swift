import Domain
public import ScriptModel
import Wording

extension Module<ScriptSession> {
  /// The lines of an order.
  public static let orderLines: Module = {
    let entity = EntityFunctions(.orderLines)
    return Module(
      "order_lines",
      Phrase(
        "The lines of an order. The amount of the order is the sum of its goods, without tax.",
        zh: "订单明细。订单金额为其货物金额之和，不含税。"),
      functions: [
        entity.get(
          example: """
            local line = order_lines.list { where = { order = "O1", line = 1 } }[1]
            assert(order_lines.get(line.id).amount == money(1250, "CNY"))
            """),
        entity.find(example: "assert(order_lines.find(999999) == nil)"),
        entity.list(
          example: """
            local goods = order_lines.list { where = { order = "O1", kind = "goods" } }
            assert(#goods == 1 and goods[1].product == "P1")
            """),
        entity.each(
          example: """
            local sold = 0
            for line in order_lines.each { where = { product = "P1" } } do sold = sold + line.quantity end
            assert(sold == 100)
            """),
        entity.count(example: #"assert(order_lines.count { where = { order = "O1" } } == 2)"#),
        entity.create(
          example: """
            local line = order_lines.create { order = "O1", line = 3, product = "P1", quantity = 10, price = 12 }
            assert(line.amount == money(120, "CNY"))
            assert(orders.get("O1").amount == money(1370, "CNY"))
            """),
        entity.update(
          example: """
            local line = order_lines.list { where = { order = "O1", line = 1 } }[1]
            assert(order_lines.update(line, { quantity = 80 }).amount == money(1000, "CNY"))
            assert(orders.get("O1").amount == money(1000, "CNY"))
            """),
      ])
  }()
}
