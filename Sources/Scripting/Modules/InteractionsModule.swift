import Domain
public import ScriptModel
import Wording

extension Module<ScriptSession> {
  /// What was said.
  public static let interactions: Module = {
    let entity = EntityFunctions(.interactions)
    return Module(
      "interactions", Phrase("What was said, when and by whom.", zh: "与客户沟通的内容、时间与人员。"),
      functions: [
        StatsFunctions.interactions,
        entity.get(
          example: """
            local visit = interactions.list { where = { kind = "visit" } }[1]
            assert(interactions.get(visit.id).topic == "年度框架协议")
            """),
        entity.find(example: "assert(interactions.find(999999) == nil)"),
        entity.list(
          example: """
            local last = interactions.list { where = { customer = "C0042" }, order = "-at", limit = 1 }[1]
            assert(last.who == "li")
            """),
        entity.each(
          example: """
            local minutes = 0
            for i in interactions.each { where = { customer = "C0042" } } do minutes = minutes + (i.minutes or 0) end
            assert(minutes == 90)
            """),
        entity.count(
          example: #"assert(interactions.count { where = { at = { [">="] = "2026-11-01T00:00:00Z" } } } == 1)"#),
        entity.create(
          example: """
            local i = interactions.create { customer = "C0043", kind = "call", at = now(), who = "li", topic = "delivery date" }
            assert(i.at == now())
            """),
        entity.update(
          example: """
            local i = interactions.list { where = { customer = "C0042" } }[1]
            assert(interactions.update(i, { outcome = "agreed" }).outcome == "agreed")
            """),
      ])
  }()
}
