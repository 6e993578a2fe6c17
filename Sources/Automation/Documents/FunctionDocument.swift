import Interchange
public import ScriptModel
import Wording

extension FunctionDescription: JSONDocument {
  public static let shape = JSONShape<FunctionDescription>([
    .init("function", Phrase("Its name.", zh: "名称。")) { $0.name },
    .init("signature", Phrase("How it is called.", zh: "调用方式。")) { $0.signature },
    .init("summary", Phrase("What it does, in words.", zh: "作用的文字说明。")) { $0.summary.text(in: $1) },
    .init(
      "effect",
      Phrase("pure, reads, writes, writes_in_parts or tests.", zh: "pure、reads、writes、writes_in_parts 或 tests。")
    ) { $0.effect.rawValue },
    .init(
      "parameters", type: "array of objects",
      Phrase("What it takes: `name`, `type`, `summary`.", zh: "参数：`name`、`type`、`summary`。")
    ) {
      function, language in
      function.parameters.map { parameter in
        JSON.object([
          .init("name", .string(parameter.name)), .init("type", .string(parameter.type.annotation)),
          .init("summary", .string(parameter.summary.text(in: language))),
        ])
      }
    },
    .init("returns", Phrase("The type of its result.", zh: "返回值的类型。")) {
      $0.result.type == .nothing ? nil : $0.result.type.annotation
    },
    .init(
      "tables", type: "array of objects",
      Phrase(
        "The tables of declared fields that it returns, as `patron docs TABLE`.", zh: "返回的各表及其字段，同 `patron docs TABLE`。"
      )
    ) { function, language in try function.result.tables.map { try $0.json(in: language) } },
    .init("example", Phrase("A script that shows it.", zh: "示例脚本。")) { $0.example },
  ])
}

extension RecordDescription: JSONDocument {
  public static let shape = JSONShape<RecordDescription>([
    .init("table", Phrase("Its name.", zh: "名称。")) { $0.name },
    .init("from", Phrase("Where it comes from, as messages say.", zh: "来源，与报错中的写法相同。")) { $0.title },
    .init("summary", Phrase("What it is, in words.", zh: "文字说明。")) { $0.summary.text(in: $1) },
    .init(
      "fields", type: "array of objects",
      Phrase(
        "Its fields in order: `name`, with a `?` where it may be absent, `type`, `summary`.",
        zh: "各字段，按顺序：`name`（可缺省者带 `?`）、`type`、`summary`。")
    ) { record, language in
      record.fields.map { field in
        JSON.object([
          .init("name", .string(field.name)), .init("type", .string(field.type.annotation)),
          .init("summary", .string(field.summary.text(in: language))),
        ])
      }
    },
  ])
}
