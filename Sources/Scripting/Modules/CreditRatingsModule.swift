import Domain
public import ScriptModel
import Wording

extension Module<ScriptSession> {
  /// What rating agencies say of customers.
  public static let creditRatings: Module = {
    let entity = EntityFunctions(.creditRatings)
    return Module(
      "credit_ratings", Phrase("What rating agencies say of customers.", zh: "评级机构对客户的评级。"),
      functions: [
        entity.get(
          example: #"assert(credit_ratings.get(credit_ratings.list()[1].id).agency == "Dagong")"#),
        entity.find(example: "assert(credit_ratings.find(99) == nil)"),
        entity.list(
          example: #"assert(credit_ratings.list { where = { customer = "C0042" }, order = "-as_of" }[1].grade == "AA")"#
        ),
        entity.each(example: "for r in credit_ratings.each() do print(r.customer, r.grade) end"),
        entity.count(example: "assert(credit_ratings.count() == 1)"),
        entity.create(
          example: """
            local r = credit_ratings.create { customer = "C0043", agency = "Creditreform", as_of = today(), grade = "2+" }
            assert(r.grade == "2+")
            """),
        entity.update(
          example: #"assert(credit_ratings.update(credit_ratings.list()[1], { grade = "AA-" }).grade == "AA-")"#),
      ])
  }()
}
