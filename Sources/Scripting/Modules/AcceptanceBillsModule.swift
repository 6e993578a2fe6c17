import Domain
public import ScriptModel
import Wording

extension Module<ScriptSession> {
  /// Bills given instead of money; exposure until they are honoured.
  public static let acceptanceBills: Module = {
    let entity = EntityFunctions(.acceptanceBills)
    return Module(
      "acceptance_bills",
      Phrase("Bills given instead of money; exposure until they are honoured.", zh: "代替现款的承兑汇票；兑付前仍计敞口。"),
      functions: [
        entity.get(example: #"assert(acceptance_bills.get("B1").amount == money(20000, "CNY"))"#),
        entity.find(example: #"assert(acceptance_bills.find("B9") == nil)"#),
        entity.list(
          example: #"assert(#acceptance_bills.list { where = { due_on = { ["<="] = "2027-02-28" } } } == 1)"#),
        entity.each(example: "for b in acceptance_bills.each { where = { honoured_on = null } } do print(b.code) end"),
        entity.count(example: #"assert(acceptance_bills.count { where = { kind = "bank" } } == 1)"#),
        entity.create(
          example: """
            acceptance_bills.create { code = "B2", customer = "C0042", received_on = today(), due_on = "2027-05-21", amount = 900 }
            assert(credit.exposure("C0042").acceptance_bills == money(20900, "CNY"))
            """),
        entity.update(
          example: """
            acceptance_bills.update("B1", { honoured_on = today() })
            assert(credit.exposure("C0042").acceptance_bills == money(0, "CNY"))
            """),
      ])
  }()
}
