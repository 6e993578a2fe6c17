import Domain
public import ScriptModel
import Wording

extension Module<ScriptSession> {
  /// Financial statements by year.
  public static let statements: Module = {
    let entity = EntityFunctions(.statements)
    return Module(
      "statements", Phrase("A customer's financial statements, one a year.", zh: "客户的财务报表，每年一份。"),
      functions: [
        StatsFunctions.statements,
        entity.get(
          example: """
            local last = statements.list { where = { customer = "C0042", year = 2025 } }[1]
            assert(statements.get(last.id).revenue == money(2500000, "CNY"))
            """),
        entity.find(example: "assert(statements.find(999999) == nil)"),
        entity.list(
          example: """
            local years = statements.list { where = { customer = "C0042" }, order = "-year" }
            assert(years[1].year == 2025 and years[1].total_assets == money(1800000, "CNY"))
            """),
        entity.each(
          example: """
            for s in statements.each { where = { audited = true } } do
              assert(s.total_liabilities / s.total_assets < 0.6)
            end
            """),
        entity.count(example: #"assert(statements.count { where = { year = { ["in"] = { 2024, 2025 } } } } == 1)"#),
        entity.create(
          example: """
            local s = statements.create { customer = "C0043", year = 2025, currency = "EUR", revenue = 800000, equity = 210000 }
            assert(s.revenue == money(800000, "EUR"))
            """),
        entity.update(
          example: """
            local s = statements.list { where = { customer = "C0042", year = 2025 } }[1]
            assert(statements.update(s, { ebit = 150000 }).ebit == money(150000, "CNY"))
            """),
      ])
  }()
}
