import Domain
public import ScriptModel
import Wording

extension Module<ScriptSession> {
  /// Related companies.
  public static let groups: Module = {
    let entity = EntityFunctions(.groups) { session, call, key, values, write in
      try CreditApproval(session: session, call: call).writingGroup(key, values, write)
    }
    return Module(
      "groups", Phrase("Related companies, which share a credit limit.", zh: "关联公司组成的集团，共用授信额度。"),
      functions: [
        entity.get(example: #"assert(groups.get("G1").credit_limit == money(5000000, "CNY"))"#),
        entity.find(example: #"assert(groups.find("G9") == nil)"#),
        entity.list(example: #"assert(groups.list { where = { name = { like = "华东%" } } }[1].code == "G1")"#),
        entity.each(
          example: """
            for g in groups.each() do
              print(g.code, g.name, g.credit_limit)
            end
            """),
        entity.count(example: "assert(groups.count() == 1)"),
        entity.create(
          example:
            #"assert(groups.create { code = "G2", name = "Nordwind Gruppe", currency = "EUR" }.currency == "EUR")"#),
        entity.update(
          example: #"assert(groups.update("G1", { credit_limit = 6000000 }).credit_limit == money(6000000, "CNY"))"#),
      ])
  }()
}
