public import Domain
public import ScriptModel
import Wording

extension Module<ScriptSession> {
  /// The fields of records, and those that the book's operator adds.
  public static let fields: Module = Module(
    "fields", Phrase("The fields that records have, and new ones.", zh: "记录的字段，以及新增自定义字段。"),
    functions: [.defineField, .listFields])
}

extension Function<ScriptSession> {
  /// `fields.define`
  static let defineField = Function(
    "fields.define",
    Phrase(
      "Adds a field to a kind of record. It filters, orders, imports, exports and shows like the others.",
      zh: "为某类记录新增字段。新字段与内置字段一样可筛选、排序、导入、导出和显示。"),
    effect: .writes,
    takes: Parameter(
      "entity", Phrase("The kind of record: \"customers\".", zh: "记录类型，例如 \"customers\"。"), as: String.self),
    Parameter(
      "name", Phrase("Small letters, digits and underscores, 40 at most.", zh: "小写字母、数字和下划线，最多 40 个字符。"),
      as: String.self),
    Parameter(
      "kind", Phrase("What it holds.", zh: "字段类型。"), as: String.self, type: .choice(Field.customKinds)),
    Parameter(
      "options", Phrase("Labels, and the choices of a choice.", zh: "标签，以及 choice 类型的取值。"), as: FieldOptions?.self),
    returns: .nothing,
    example: """
      fields.define("customers", "factory_area", "number", { label = "Factory area (m²)", label_zh = "厂房面积（㎡）" })
      customers.update("C0042", { factory_area = 1200.5 })
      assert(customers.count { where = { factory_area = { [">"] = 1000 } } } == 1)
      """
  ) { session, entity, name, kind, options in
    let entity = try session.book.entity(entity)
    let english = options?.label ?? name
    let label = Phrase(english, zh: options?.chineseLabel ?? english)
    let field = try Field.custom(name, kind: kind, label: label, choices: options?.choices ?? [], in: entity)
    try session.book.define(field, in: entity)
    return Nothing()
  }

  /// `fields.list`
  static let listFields = Function(
    "fields.list", Phrase("The fields of a kind of record, in order.", zh: "按顺序列出某类记录的字段。"), effect: .reads,
    takes: Parameter(
      "entity", Phrase("The kind of record: \"customers\".", zh: "记录类型，例如 \"customers\"。"), as: String.self),
    returns: Returned("fields", Phrase("The fields.", zh: "各字段。"), as: [Field].self),
    example: """
      local first = fields.list("customers")[1]
      assert(first.name == "code" and first.kind == "text" and first.required and not first.custom)
      """
  ) { session, entity in try session.book.entity(entity).fields }
}

extension Field: TableResult {
  /// What scripts see of it.
  public static let table = ResultTable<Field>(
    "field", from: "fields.list(…)", Phrase("A field of a kind of record.", zh: "某类记录的一个字段。"),
    [
      .init("name", Phrase("The name that scripts write.", zh: "脚本中的名称。")) { $0.name },
      .init("kind", Phrase("What it holds.", zh: "字段类型。")) { $0.kind.name },
      .init("label", Phrase("The English label.", zh: "英文标签。")) { $0.label.english },
      .init("label_zh", Phrase("The Chinese label.", zh: "中文标签。")) { $0.label.chinese },
      .init("required", Phrase("Whether it must have a value.", zh: "是否必填。")) { $0.isRequired },
      .init("custom", Phrase("Whether the book's operator added it.", zh: "是否自定义字段。")) { $0.isCustom },
      .init("choices", Phrase("The values of a choice.", zh: "choice 类型的取值。")) { field -> [String]? in
        if case .choice = field.kind { field.kind.choices } else { nil }
      },
      .init("refers_to", Phrase("The kind of record that a reference is to.", zh: "引用的记录类型。")) { field -> String? in
        if case .reference(let target) = field.kind { target } else { nil }
      },
    ])
}

/// What `fields.define` takes: `{ label = "Segment", label_zh = "细分", choices = { "A", "B" } }`.
struct FieldOptions: ScriptArgument {
  let label: String?
  let chineseLabel: String?
  let choices: [String]

  static var scriptType: ScriptType { .record("field_options") }

  static let description = RecordDescription(
    name: "field_options", summary: Phrase("What people call a new field.", zh: "新字段的标签与取值。"),
    fields: [
      .init(
        name: "label?", summary: Phrase("The English label; the name where it is left out.", zh: "英文标签；省略时为字段名。"),
        type: .string),
      .init(name: "label_zh?", summary: Phrase("The Chinese label.", zh: "中文标签。"), type: .string),
      .init(name: "choices?", summary: Phrase("The values of a choice.", zh: "choice 类型的取值。"), type: .list(.string)),
    ])

  static func read(_ call: Call, at index: Int32) throws(Mismatch) -> FieldOptions {
    let fields = try FieldReader(call, at: index, of: description)
    return FieldOptions(
      label: try fields.text("label"), chineseLabel: try fields.text("label_zh"),
      choices: try fields.texts("choices") ?? [])
  }
}
