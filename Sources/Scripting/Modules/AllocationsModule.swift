import Domain
public import ScriptModel
import Wording

extension Module<ScriptSession> {
  /// Which payment settled which invoice.
  public static let allocations: Module = {
    let entity = EntityFunctions(.allocations)
    return Module(
      "allocations",
      Phrase(
        "Which payment settled how much of which invoice; payments.allocate adds to them.",
        zh: "哪笔收款核销了哪张发票多少金额；可用 payments.allocate 增加。"),
      functions: [
        entity.get(
          example: """
            local a = allocations.list { where = { payment = "Y1", invoice = "I1" } }[1]
            assert(allocations.get(a.id).amount == money(1000, "CNY"))
            """),
        entity.find(example: "assert(allocations.find(999999) == nil)"),
        entity.list(example: #"assert(#allocations.list { where = { invoice = "I1" } } == 1)"#),
        entity.each(
          example: """
            local settled = money(0, "CNY")
            for a in allocations.each { where = { invoice = "I1" } } do settled = settled + a.amount end
            assert(settled == money(1000, "CNY"))
            """),
        entity.count(example: #"assert(allocations.count { where = { payment = "Y2" } } == 0)"#),
        entity.create(
          example: """
            local a = allocations.create { payment = "Y2", invoice = "I2", amount = 700 }
            assert(a.amount == money(700, "EUR"))
            assert(not pcall(allocations.update, a, { amount = 1300 }), "an allocation exceeds neither payment nor invoice")
            """),
        entity.update(
          example: """
            local a = allocations.list { where = { payment = "Y1" } }[1]
            assert(allocations.update(a, { amount = 900 }).amount == money(900, "CNY"))
            """),
      ])
  }()
}
