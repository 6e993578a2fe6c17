import Domain
public import ScriptModel
import Wording

extension Module<ScriptSession> {
  /// What left the house.
  public static let deliveries: Module = {
    let entity = EntityFunctions(.deliveries)
    return Module(
      "deliveries", Phrase("What left the house, and when it arrived.", zh: "发出的货物及其签收时间。"),
      functions: [
        entity.get(example: #"assert(deliveries.get("D1").delivered_on == "2026-09-14")"#),
        entity.find(example: #"assert(deliveries.find("D999") == nil)"#),
        entity.list(
          example: """
            local late = {}
            for _, d in ipairs(deliveries.list { where = { order = "O1" } }) do
              if d.delivered_on > d.due_on then table.insert(late, d.code) end
            end
            assert(#late == 0)
            """),
        entity.each(
          example: """
            for d in deliveries.each { where = { delivered_on = null } } do
              error(d.code .. " has not arrived")
            end
            """),
        entity.count(example: #"assert(deliveries.count { where = { carrier = "SF" } } == 1)"#),
        entity.create(
          example: """
            local d = deliveries.create { code = "D2", order = "O2", shipped_on = "2026-11-05", amount = 600 }
            assert(d.amount == money(600, "EUR"))
            """),
        entity.update(example: #"assert(deliveries.update("D1", { carrier = "DHL" }).carrier == "DHL")"#),
      ])
  }()
}
