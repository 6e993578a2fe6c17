import Interchange
public import Storage
import Wording

extension BookView: JSONDocument {
  public static let shape = JSONShape<BookView>([
    .init("view", Phrase("Its name.", zh: "名称。")) { $0.name },
    .init("meaning", Phrase("What its rows are, in words.", zh: "各行的含义。")) { $0.meaning.text(in: $1) },
    .init(
      "columns", type: "array of objects",
      Phrase("Its columns: `name`, `type`, `unit` and `meaning`.", zh: "各列：`name`、`type`、`unit` 与 `meaning`。")
    ) { view, language in
      view.columns.map { column in
        JSON.object([
          .init("name", .string(column.name)), .init("type", .string(column.type)),
          .init("unit", column.unit.map { .string($0.text(in: language)) } ?? .null),
          .init("meaning", .string(column.meaning.text(in: language))),
        ])
      }
    },
  ])
}
