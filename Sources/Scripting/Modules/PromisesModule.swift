import Domain
public import ScriptModel
import Wording

extension Module<ScriptSession> {
  /// What customers promised to pay, and by when.
  public static let promises: Module = {
    let entity = EntityFunctions(.promises)
    return Module(
      "promises", Phrase("What customers promised to pay, and by when.", zh: "客户的付款承诺及期限。"),
      functions: [
        entity.get(example: #"assert(promises.get("PR1").due_on == "2026-11-25")"#),
        entity.find(example: #"assert(promises.find("PR9") == nil)"#),
        entity.list(example: #"assert(#promises.list { where = { customer = "C0042" } } == 1)"#),
        entity.each(example: "for p in promises.each { where = { kept = false } } do print(p.customer) end"),
        entity.count(example: #"assert(promises.count { where = { invoice = "I1" } } == 1)"#),
        entity.create(
          example: """
            local p = promises.create { code = "PR2", customer = "C0043", made_on = today(), due_on = "2026-12-01", currency = "EUR", amount = 1200 }
            assert(p.amount == money(1200, "EUR"))
            """),
        entity.update(example: #"assert(promises.update("PR1", { kept = true }).kept)"#),
      ])
  }()
}
