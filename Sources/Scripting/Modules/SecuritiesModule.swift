import Domain
public import ScriptModel
import Wording

extension Module<ScriptSession> {
  /// What stands behind debts: guarantees, letters of credit, insured limits, deposits.
  public static let securities: Module = {
    let entity = EntityFunctions(.securities)
    return Module(
      "securities",
      Phrase(
        "What stands behind debts: guarantees, letters of credit, insured limits, deposits.",
        zh: "债权的担保：保函、信用证、信用保险限额、保证金。"),
      functions: [
        entity.get(example: #"assert(securities.get("S1").amount == money(300000, "CNY"))"#),
        entity.find(example: #"assert(securities.find("S9") == nil)"#),
        entity.list(
          example: #"assert(#securities.list { where = { expires_on = { ["<="] = "2026-12-31" } } } == 1)"#),
        entity.each(example: #"for s in securities.each { where = { kind = "guarantee" } } do print(s.issuer) end"#),
        entity.count(example: #"assert(securities.count { where = { customer = "C0042" } } == 1)"#),
        entity.create(
          example: """
            local s = securities.create { code = "S2", customer = "C0043", kind = "letter_of_credit", currency = "EUR", amount = 5000 }
            assert(s.amount == money(5000, "EUR"))
            """),
        entity.update(
          example: #"assert(securities.update("S1", { expires_on = "2027-12-31" }).expires_on == "2027-12-31")"#),
      ])
  }()
}
