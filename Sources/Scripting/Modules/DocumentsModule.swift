import Domain
public import ScriptModel
import Wording

extension Module<ScriptSession> {
  /// Papers of a customer.
  public static let documents: Module = {
    let entity = EntityFunctions(.documents)
    return Module(
      "documents",
      Phrase(
        "Licences, statements and reports that a customer handed in, and when they expire.", zh: "客户提交的执照、报表与报告，及其有效期。"),
      functions: [
        entity.get(
          example: """
            local licence = documents.list { where = { customer = "C0042", kind = "licence" } }[1]
            assert(documents.get(licence.id).number == "91310000MA1K")
            """),
        entity.find(example: "assert(documents.find(999999) == nil)"),
        entity.list(
          example: """
            local expiring = documents.list { where = { expires_on = { ["<"] = "2027-06-30" } }, order = "expires_on" }
            assert(#expiring == 1 and expiring[1].customer == "C0042")
            """),
        entity.each(
          example: """
            for d in documents.each { where = { kind = "licence" } } do
              if dates.diff(d.expires_on, today()) < 90 then log.warn("licence expires", { customer = d.customer }) end
            end
            """),
        entity.count(example: "assert(documents.count() == 1)"),
        entity.create(
          example: """
            local d = documents.create { customer = "C0043", kind = "report", number = "CR-2026-11", issued_on = "2026-11-02" }
            assert(d.kind == "report")
            """),
        entity.update(
          example: """
            local d = documents.list { where = { number = "91310000MA1K" } }[1]
            assert(documents.update(d, { expires_on = "2037-01-31" }).expires_on == "2037-01-31")
            """),
      ])
  }()
}
