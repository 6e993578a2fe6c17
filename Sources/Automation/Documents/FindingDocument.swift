public import Domain
import Wording

extension Finding: JSONDocument {
  public static let shape = JSONShape<Finding>([
    .init("check", Phrase("What was looked at.", zh: "检查的项目。")) { $0.check },
    .init("verdict", Phrase("ok, warn or fail.", zh: "ok、warn 或 fail。")) { $0.verdict.rawValue },
    .init("fact", Phrase("What was seen, in words.", zh: "所见情况的文字说明。")) { $0.fact.text(in: $1) },
    .init("remedy", Phrase("What to do about it, in words.", zh: "处理办法的文字说明。")) { $0.remedy?.text(in: $1) },
  ])
}
