import Domain
public import ScriptModel
import Wording

extension Module<ScriptSession> {
  /// Long work in parts.
  public static let batch = Module(
    "batch",
    Phrase(
      "Long work cut into parts, each kept as a run of its own, so that others can write in between.",
      zh: "把耗时的工作分成若干部分，每部分各自作为一次运行保存，期间他人也可写入。"),
    functions: [.batch])
}

extension Function<ScriptSession> {
  /// `batch`
  static let batch = Function(
    "batch",
    Phrase(
      "Does the same work for each record, in the order of their ids, and keeps it part by part: what is done stays when a later part fails, `patron run FILE --resume RUN` goes on there, and `patron undo RUN` takes all parts back.",
      zh:
        "按 id 顺序对每条记录做同样的工作，并逐部分保存：后面的部分失败时已完成的保留，`patron run FILE --resume RUN` 从那里继续，`patron undo RUN` 撤销所有部分。"
    ),
    effect: .writesInParts,
    takes: Parameter("batch", Phrase("Which records, and what to do.", zh: "选取哪些记录、做什么。"), as: BatchTable.self),
    returns: Returned(
      "count", Phrase("How many records are done.", zh: "已完成的记录数。"), as: BatchWork.self, type: .integer),
    example: """
      local done = batch {
        of = "customers", where = { region = "华东" }, size = 500,
        work = function(c) customers.update(c, { owner = "Li Wei" }) end,
      }
      assert(done == 1)
      """
  ) { session, table in
    BatchWork(table, session)
  }
}

/// What `batch` takes.
struct BatchTable: ScriptArgument {
  let name: String
  let entity: String
  let condition: QueryTable
  let size: Int
  let work: ScriptFunction

  private static let sizes: ClosedRange<Int64> = 1...100_000

  static var scriptType: ScriptType { .record("batch") }

  static let description = RecordDescription(
    name: "batch", summary: Phrase("Work for many records.", zh: "对许多记录所做的工作。"),
    fields: [
      .init(
        name: "of", summary: Phrase("The kind of record: \"customers\".", zh: "记录类型：\"customers\"。"),
        type: .choice(Entity.all.map(\.name))),
      .init(name: "where?", summary: Phrase("A condition, as in `list`.", zh: "条件，写法同 `list`。"), type: .table),
      .init(
        name: "size?", summary: Phrase("How many records make a part; 1000.", zh: "每部分多少条记录；默认 1000。"), type: .integer),
      .init(
        name: "name?",
        summary: Phrase(
          "What tells it from other batches of the run; the kind of record.", zh: "与同一运行中其他 batch 区分的名称；默认为记录类型。"),
        type: .string),
      .init(
        name: "work", summary: Phrase("Called with each record as it is then.", zh: "对每条记录（当时的内容）调用。"),
        type: .function(takes: ["record"], returns: [])),
    ])

  static func read(_ call: Call, at index: Int32) throws(Mismatch) -> BatchTable {
    let fields = try FieldReader(call, at: index, of: description)
    guard let entity = try fields.text("of") else { throw fields.refusal("of") }
    guard let work = try fields.function("work") else { throw fields.refusal("work") }
    let condition = try fields.table("where").map { ScriptTable(fields: [("where", .table($0))]) }
    return BatchTable(
      name: try fields.text("name") ?? entity, entity: entity,
      condition: try QueryTable(condition ?? ScriptTable()), size: try fields.integer("size", in: sizes) ?? 1000,
      work: work)
  }
}

/// A batch at work. It is done when its result is asked for.
struct BatchWork: ScriptResult {
  private let table: BatchTable
  private let session: ScriptSession

  init(_ table: BatchTable, _ session: ScriptSession) {
    self.table = table
    self.session = session
  }

  static var scriptType: ScriptType { .integer }

  func push(to call: Call) throws -> Int32 {
    try session.beginBatch(table.name)
    do {
      return try work(call).push(to: call)
    } catch {
      session.forgetBatch(table.name)
      throw error
    }
  }

  private func work(_ call: Call) throws -> Int {
    let book = session.book
    var progress = try book.batchProgress(table.name, of: book.entity(table.entity))
    while !progress.isFinished {
      // The numbers of what a part added in vain are given again.
      let generation = call.beginGeneration()
      var isKept = false
      defer { if !isKept { call.dropGenerations(from: generation) } }
      try book.performPart(of: table.name) {
        // The part before may have been followed by somebody who added a field.
        let query = try part(after: progress, of: book.entity(table.entity))
        let rows = try book.rows(query)
        defer { rows.close() }
        var count = 0
        while try rows.next() {
          progress.lastID = rows.id
          count += 1
          try call.call(table.work, results: 0) { call in
            unsafe call.pushRecord(rows.shape.layout, rows.reader)
            return 1
          } read: { _, _ in
          }
        }
        progress.count += count
        progress.isFinished = count < table.size
        return progress
      }
      isKept = true
    }
    return progress.count
  }

  private func part(after progress: BatchProgress, of entity: Entity) throws -> Query {
    var query = try table.condition.query(on: entity, of: session.book)
    let ids = [Filter.id(.greater, progress.lastID), .id(.lessOrEqual, progress.endID)]
    query.filter = .all(ids + (query.filter.map { [$0] } ?? []))
    query.limit = table.size
    return query
  }
}
