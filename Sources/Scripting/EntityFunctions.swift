import Domain
import ScriptModel
import Wording

/// The functions that every entity has, declared once for all.
struct EntityFunctions {
  /// What goes with writing a record: called with its key, nil for a new one, its values, and what writes it.
  typealias Writing =
    @Sendable (
      _ session: ScriptSession, _ call: Call, _ key: RecordKey?, _ values: [String: FieldValue],
      _ write: () throws -> Int64
    ) throws -> Int64

  private let entity: Entity
  private let record: ScriptType
  private let writing: Writing

  init(_ entity: Entity, writing: @escaping Writing = { try $4() }) {
    self.entity = entity
    self.writing = writing
    record = .record(entity.singular)
  }

  private var key: Phrase {
    entity.hasCode
      ? Phrase("The code of the record, or the record itself.", zh: "记录的编号，或记录本身。")
      : Phrase("The id of the record, or the record itself.", zh: "记录的 id，或记录本身。")
  }

  /// What names a record in a call: its code or id, or the record itself.
  var referenceType: ScriptType {
    .union([entity.hasCode ? .string : .integer, record])
  }

  func get(example: String) -> Function<ScriptSession> {
    Function(
      "\(entity.name).get", Phrase("The record of that key; an error where there is none.", zh: "取出该编号的记录；不存在时报错。"),
      effect: .reads,
      takes: Parameter(entity.hasCode ? "code" : "id", key, as: RecordReference.self, type: referenceType),
      returns: Returned("record", Phrase("A read-only snapshot.", zh: "只读快照。"), as: RecordResult.self, type: record),
      example: example
    ) { [entity] session, reference in
      let entity = try session.book.entity(entity.name)
      guard let rows = try session.book.row(reference.key, of: entity) else {
        throw BookError.notFound(reference.key, entity: entity)
      }
      return RecordResult(rows: rows)
    }
  }

  func find(example: String) -> Function<ScriptSession> {
    Function(
      "\(entity.name).find", Phrase("The record of that key, or nil where there is none.", zh: "取出该编号的记录；不存在时返回 nil。"),
      effect: .reads,
      takes: Parameter(entity.hasCode ? "code" : "id", key, as: RecordReference.self, type: referenceType),
      returns: Returned(
        "record", Phrase("A read-only snapshot, or nil.", zh: "只读快照，或 nil。"), as: RecordResult?.self,
        type: .optional(record)),
      example: example
    ) { [entity] session, reference in
      try session.book.row(reference.key, of: session.book.entity(entity.name)).map { RecordResult(rows: $0) }
    }
  }

  func list(example: String) -> Function<ScriptSession> {
    Function(
      "\(entity.name).list", Phrase("The records that meet a condition, as a list.", zh: "以列表返回符合条件的记录。"),
      effect: .reads, takes: query(),
      returns: Returned(
        "records", Phrase("Read-only snapshots.", zh: "只读快照。"), as: RecordList.self, type: .list(record)),
      example: example
    ) { [entity] session, query in
      RecordList(rows: try session.book.rows(Self.query(query, entity.name, session)))
    }
  }

  func each(example: String) -> Function<ScriptSession> {
    let name = "\(entity.name).each"
    let description = FunctionDescription.part(of: name)
    return Function(
      name,
      Phrase(
        "Goes through the records that meet a condition, one at a time, however many there are. A run that writes fixes them first.",
        zh: "逐条遍历符合条件的记录，数量不限。写入的运行会先固定要遍历的记录。"),
      effect: .reads, takes: query(),
      returns: Returned(
        "iterator", Phrase("For a for loop.", zh: "用于 for 循环。"), as: RecordIteration.self, type: .iterator(record)),
      example: example
    ) { [entity] session, query in
      RecordIteration(rows: try session.book.rows(Self.query(query, entity.name, session)), function: description)
    }
  }

  func count(example: String) -> Function<ScriptSession> {
    Function(
      "\(entity.name).count", Phrase("How many records meet a condition.", zh: "符合条件的记录数量。"), effect: .reads,
      takes: query(), returns: Returned("count", Phrase("How many.", zh: "数量。"), as: Int.self), example: example
    ) { [entity] session, query in
      try session.book.count(Self.query(query, entity.name, session))
    }
  }

  func create(example: String) -> Function<ScriptSession> {
    Function(
      "\(entity.name).create", Phrase("Adds a record.", zh: "新增一条记录。"), effect: .writes,
      takes: fields("fields", Phrase("The fields of the record.", zh: "记录的字段。")),
      returns: Returned(
        "record", Phrase("The record as it was stored.", zh: "存入后的记录。"), as: WrittenRecord.self, type: record),
      example: example
    ) { [entity, writing] session, fields in
      WrittenRecord { call in
        let entity = try session.book.entity(entity.name)
        let id = try writing(session, call, nil, fields.values) {
          try session.book.insert(fields.values, into: entity)
        }
        return try Self.stored(id, entity, session)
      }
    }
  }

  func update(example: String) -> Function<ScriptSession> {
    Function(
      "\(entity.name).update", Phrase("Changes fields of a record; `null` empties one.", zh: "修改记录的字段；`null` 清空字段。"),
      effect: .writes,
      takes: Parameter(entity.hasCode ? "code" : "id", key, as: RecordReference.self, type: referenceType),
      fields("changes", Phrase("The fields to change.", zh: "要修改的字段。")),
      returns: Returned(
        "record", Phrase("The record afterwards.", zh: "修改后的记录。"), as: WrittenRecord.self, type: record),
      example: example
    ) { [entity, writing] session, reference, changes in
      WrittenRecord { call in
        let entity = try session.book.entity(entity.name)
        let id = try writing(session, call, reference.key, changes.values) {
          try session.book.update(reference.key, of: entity, changes.values)
        }
        return try Self.stored(id, entity, session)
      }
    }
  }

  /// The record as editors see it.
  var description: RecordDescription {
    let id = ParameterDescription(
      name: "id", summary: Phrase("The record's number in the book.", zh: "账簿内的记录号。"), type: .integer)
    return RecordDescription(
      name: entity.singular, summary: entity.label,
      fields: [id]
        + entity.fields.map { field in
          let type = field.scriptType
          return ParameterDescription(
            name: field.name, summary: field.label,
            type: field.isRequired || field.name == "currency" ? type : .optional(type))
        }, from: .book)
  }

  /// The fields as `create` and `update` take them.
  var fieldsDescription: RecordDescription {
    RecordDescription(
      name: "\(entity.singular)_fields", summary: entity.label,
      fields: entity.fields.map { field in
        ParameterDescription(name: "\(field.name)?", summary: field.label, type: field.givenType)
      })
  }

  private func query() -> Parameter<QueryTable?> {
    Parameter("query", Phrase("Which records; all where it is left out.", zh: "选取哪些记录；省略时为全部。"))
  }

  private func fields(_ name: String, _ summary: Phrase) -> Parameter<FieldTable> {
    Parameter(name, summary, type: .record("\(entity.singular)_fields"))
  }

  private static func query(_ table: QueryTable?, _ entity: String, _ session: ScriptSession) throws -> Query {
    let entity = try session.book.entity(entity)
    return try table?.query(on: entity, of: session.book) ?? Query(entity)
  }

  /// A record just written, to return.
  static func stored(_ id: Int64, _ entity: Entity, _ session: ScriptSession) throws -> RecordResult {
    guard let rows = try session.book.row(.id(id), of: entity) else {
      throw BookError.notFound(.id(id), entity: entity)
    }
    return RecordResult(rows: rows)
  }
}

/// A record that is written when the call is at hand.
struct WrittenRecord: ScriptResult {
  private let write: (Call) throws -> RecordResult

  init(_ write: @escaping (Call) throws -> RecordResult) {
    self.write = write
  }

  static var scriptType: ScriptType { .table }

  func push(to call: Call) throws -> Int32 { try write(call).push(to: call) }
}

extension Field {
  /// The type of what scripts give for the field.
  var givenType: ScriptType {
    switch kind {
    case .money: AmountArgument.scriptType
    case .reference(let entity): .union([.string] + (Entity.named(entity).map { [.record($0.singular)] } ?? []))
    default: scriptType
    }
  }

  /// The type of the field in scripts.
  var scriptType: ScriptType {
    switch kind {
    case .text, .instant, .reference: .string
    case .integer: .integer
    case .real: .number
    case .boolean: .boolean
    case .date: .date
    case .money: .money
    case .choice(let choices): .choice(choices.map(\.name))
    }
  }
}
