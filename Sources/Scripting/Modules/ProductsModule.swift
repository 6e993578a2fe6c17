import Domain
public import ScriptModel
import Wording

extension Module<ScriptSession> {
  /// What the company sells.
  public static let products: Module = {
    let entity = EntityFunctions(.products)
    return Module(
      "products", Phrase("What the company sells.", zh: "公司销售的产品。"),
      functions: [
        entity.get(example: #"assert(products.get("P1").price == money(12.50, "CNY"))"#),
        entity.find(example: #"assert(products.find("P999") == nil)"#),
        entity.list(
          example: """
            local dear = products.list { where = { price = { [">="] = 10 } } }
            assert(#dear == 1 and dear[1].code == "P1")
            """),
        entity.each(
          example: """
            for p in products.each { where = { category = "fasteners" } } do
              assert(p.price > p.cost)
            end
            """),
        entity.count(example: #"assert(products.count { where = { category = "fasteners" } } == 2)"#),
        entity.create(
          example: #"assert(products.create { code = "P3", name = "垫圈 M8", price = 0.35 }.price == money(0.35, "CNY"))"#
        ),
        entity.update(example: #"assert(products.update("P1", { price = 13 }).price == money(13, "CNY"))"#),
      ])
  }()
}
