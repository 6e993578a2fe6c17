import Domain
public import ScriptModel
import Wording

extension Module<ScriptSession> {
  /// Whom the company sells to, or may.
  public static let customers: Module = {
    let entity = EntityFunctions(.customers) { session, call, key, values, write in
      try CreditApproval(session: session, call: call).writing(key, values, write)
    }
    return Module(
      "customers", Phrase("Whom the company sells to, or may.", zh: "公司的客户与潜在客户。"),
      functions: [
        StatsFunctions.customers,
        entity.get(
          example: """
            local c = customers.get("C0042")
            assert(c.name == "上海贸易有限公司" and c.region == "华东")
            """),
        entity.find(example: #"assert(customers.find("no such code") == nil)"#),
        entity.list(
          example: """
            local gold = customers.list { where = { tier = "gold" }, order = "-annual_revenue", limit = 10 }
            assert(gold[1].code == "C0042")
            """),
        entity.each(
          example: """
            for c in customers.each { where = { region = "华东", any = { { tier = "gold" }, { size = "L" } } } } do
              print(c.code, c.name)
            end
            """),
        entity.count(example: #"assert(customers.count { where = { annual_revenue = { [">"] = 1000000 } } } == 1)"#),
        entity.create(
          example: """
            local c = customers.create { code = "C0099", name = "Nordwind GmbH", currency = "EUR", annual_revenue = 1250000.50 }
            assert(tostring(c.annual_revenue) == "1250000.50 EUR")
            """),
        entity.update(
          example: """
            local c = customers.update("C0042", { owner = "Li Wei", next_review_on = "2026-12-01" })
            assert(c.owner == "Li Wei")
            """),
        .searchCustomers, .assignOwner, .customerTimeline, .mergeCustomers, .unmergeCustomers,
      ])
  }()
}
