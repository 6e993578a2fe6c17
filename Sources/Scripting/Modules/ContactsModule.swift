import Domain
public import ScriptModel
import Wording

extension Module<ScriptSession> {
  /// People at a customer.
  public static let contacts: Module = {
    let entity = EntityFunctions(.contacts)
    return Module(
      "contacts",
      Phrase(
        "People at a customer; a change of job closes one record and opens another.", zh: "客户方的联系人；职务变动时结束一条记录并新建一条。"),
      functions: [
        entity.get(
          example: """
            local buyer = contacts.list { where = { customer = "C0042" } }[1]
            assert(contacts.get(buyer.id).name == "王芳")
            """),
        entity.find(example: "assert(contacts.find(999999) == nil)"),
        entity.list(
          example: """
            local there = contacts.list { where = { customer = "C0042", until_on = null }, order = "name" }
            assert(#there == 1 and there[1].post == "采购经理")
            """),
        entity.each(
          example: """
            for c in contacts.each { where = { customer = "C0043" } } do
              assert(c.email == "keller@nordwind.example")
            end
            """),
        entity.count(example: #"assert(contacts.count { where = { language = "zh" } } == 1)"#),
        entity.create(
          example: """
            local c = contacts.create { customer = "C0043", name = "Jonas Weber", post = "Quality", from_on = "2026-11-01" }
            assert(c.customer == "C0043" and c.until_on == nil)
            """),
        entity.update(
          example: """
            local c = contacts.list { where = { name = "王芳" } }[1]
            assert(contacts.update(c, { until_on = "2026-10-31" }).until_on == "2026-10-31")
            """),
      ])
  }()
}
