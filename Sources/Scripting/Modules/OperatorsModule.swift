import Domain
public import ScriptModel
import Wording

extension Module<ScriptSession> {
  /// Who acts on the book.
  public static let operators: Module = {
    let entity = EntityFunctions(.operators)
    return Module(
      "operators", Phrase("Who acts on the book.", zh: "操作账簿的人员。"),
      functions: [
        entity.get(example: #"assert(operators.get("li").name == "Li Wei")"#),
        entity.find(example: #"assert(operators.find("nobody") == nil)"#),
        entity.list(example: "assert(#operators.list { where = { active = true } } == 1)"),
        entity.each(example: "for o in operators.each() do assert(o.email) end"),
        entity.count(example: "assert(operators.count() == 1)"),
        entity.create(example: #"assert(operators.create { code = "chen", name = "陈静", active = true }.active)"#),
        entity.update(example: #"assert(operators.update("li", { active = false }).active == false)"#),
      ])
  }()
}
