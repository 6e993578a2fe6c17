import Domain
public import ScriptModel
import Wording

extension Module<ScriptSession> {
  /// Goods that came back.
  public static let returns: Module = {
    let entity = EntityFunctions(.returns)
    return Module(
      "returns", Phrase("Goods that came back.", zh: "客户退回的货物。"),
      functions: [
        StatsFunctions.returns,
        entity.get(example: #"assert(returns.get("R1").amount == money(50, "CNY"))"#),
        entity.find(example: #"assert(returns.find("R999") == nil)"#),
        entity.list(
          example: """
            local back = returns.list { where = { customer = "C0042", returned_on = { [">="] = "2026-10-01" } } }
            assert(#back == 1 and back[1].reason == "thread damaged")
            """),
        entity.each(
          example: """
            local quantity = 0
            for r in returns.each { where = { product = "P1" } } do quantity = quantity + r.quantity end
            assert(quantity == 4)
            """),
        entity.count(example: #"assert(returns.count { where = { customer = "C0043" } } == 0)"#),
        entity.create(
          example: """
            local r = returns.create { code = "R2", customer = "C0043", order = "O2", returned_on = "2026-11-12", amount = 24 }
            assert(r.amount == money(24, "EUR"))
            """),
        entity.update(example: #"assert(returns.update("R1", { reason = "wrong size" }).reason == "wrong size")"#),
      ])
  }()
}
