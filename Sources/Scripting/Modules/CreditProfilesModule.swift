import Domain
public import ScriptModel
import Wording

extension Module<ScriptSession> {
  /// What is agreed with customers on credit; changed by the functions of `credit`.
  public static let creditProfiles: Module = {
    let entity = EntityFunctions(.creditProfiles)
    return Module(
      "credit_profiles",
      Phrase(
        "What is agreed with customers on credit; changed by the functions of `credit`.",
        zh: "与客户的信用约定；由 `credit` 的函数修改。"),
      functions: [
        entity.list(
          example: #"assert(credit_profiles.list { where = { customer = "C0042" } }[1].grade == "B")"#),
        entity.each(
          example: #"for p in credit_profiles.each { where = { hold = "hard" } } do print(p.customer) end"#),
        entity.count(
          example: #"assert(credit_profiles.count { where = { next_review_on = { ["<="] = today() } } } == 0)"#),
      ])
  }()
}
