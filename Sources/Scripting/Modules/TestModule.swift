import Domain
public import ScriptModel
import Wording

extension Module<TestSession> {
  /// What stands outside the modules in test files.
  public static let tests = Module(
    "", Phrase("What stands outside the modules in test files.", zh: "测试文件中不属于任何模块的内容。"),
    functions: [describe, it, beforeEach, given, apply, run, changes])

  private static let name = Parameter("name", Phrase("What it is about, in words.", zh: "用文字说明内容。"), as: String.self)

  private static let describe = Function<TestSession>(
    "describe", Phrase("In tests: groups the tests that the function declares.", zh: "用于测试：把函数中声明的测试归为一组。"),
    effect: .tests, takes: name,
    Parameter("body", Phrase("Declares tests.", zh: "声明测试。"), as: ScriptFunction.self),
    returns: Returned("", Phrase(verbatim: ""), as: Declaring.self),
    example: """
      describe("late customers", function()
        before_each(function() given { customers = { { code = "C1", name = "华东机械" } } } end)
        it("are found by code", function()
          expect(customers.get("C1").name):to_equal("华东机械")
        end)
      end)
      """
  ) { session, name, body in
    Declaring { call in
      try session.describe(name) {
        try call.call(body, results: 0) { _ in
          0
        } read: { _, _ in
        }
      }
    }
  }

  private static let it = Function<TestSession>(
    "it",
    Phrase(
      "In tests: declares a test. It has an empty book of its own, a clock that stands still, limits of its own, and the globals, locals and modules that the file has made as that left them: but not what lies behind more than 5,000 fields of tables, nor what only coroutines hold, or functions that `coroutine.wrap` and `string.gmatch` have returned.",
      zh:
        "用于测试：声明一个测试。每个测试有自己的空账簿、静止的时钟和限额，文件建立的全局变量、局部变量与模块都是最初的样子；但隔着 5000 个以上表字段的内容，以及只由协程或 `coroutine.wrap`、`string.gmatch` 返回的函数持有的内容，不会复原。"
    ),
    effect: .tests, takes: name,
    Parameter(
      "body", Phrase("The test; it fails where it raises an error.", zh: "测试内容；报错即失败。"), as: ScriptFunction.self),
    returns: Returned("", Phrase(verbatim: ""), as: Declaring.self),
    example: """
      it("adds up", function() expect(1 + 1):to_equal(2) end)
      """
  ) { session, name, body in
    Declaring { call in try session.declare(name, body, at: call.place(of: body)) }
  }

  private static let beforeEach = Function<TestSession>(
    "before_each",
    Phrase("In tests: runs before every test of the group, and of the groups within it.", zh: "用于测试：在本组及其子组的每个测试之前运行。"),
    effect: .tests,
    takes: Parameter("body", Phrase("What to do first.", zh: "先做的事。"), as: ScriptFunction.self), returns: .nothing,
    example: """
      before_each(function() clock.set("2026-02-17") end)
      it("knows the day", function() expect(today()):to_equal("2026-02-17") end)
      """
  ) { session, body in
    try session.prepare(body)
    return Nothing()
  }

  private static let given = Function<TestSession>(
    "given",
    Phrase(
      "In tests: adds records, by kind, in an order in which each finds what it refers to, all of them or none. What `changes()` tells counts from here.",
      zh: "用于测试：按种类添加记录，并自动按引用关系排序；要么全部添加，要么都不添加。`changes()` 从此处开始计算。"),
    effect: .writes,
    takes: Parameter(
      "records",
      Phrase(
        "Lists of tables by kind, as X.create takes them; or CSV, as text or as the name of a file below the working folder.",
        zh: "按种类给出的表的列表，写法同 X.create；也可为 CSV 文本，或工作文件夹内的 CSV 文件名。"), as: GivenRecords.self),
    returns: .nothing,
    example: """
      it("finds what was given", function()
        given {
          customers = "code,name,region\\nC1,华东机械,华东\\nC2,Nordwind GmbH,北欧",
          orders = { { code = "O1", customer = "C1", ordered_on = "2026-01-05" } },
        }
        expect(orders.get("O1").customer):to_equal("C1")
        expect(customers.count()):to_equal(2)
      end)
      """
  ) { session, records in
    try records.insert(into: session.script.book, session.desk)
    try session.desk.beginChanges()
    return Nothing()
  }

  private static let apply = Function<TestSession>(
    "apply",
    Phrase(
      "In tests: installs the definition of a file and puts it in force, as `patron apply` does; a score scores everyone, each time.",
      zh: "用于测试：与 `patron apply` 一样安装并启用文件中的定义；评分每次都会给所有客户评分。"),
    effect: .writes,
    takes: Parameter(
      "file", Phrase("The file, seen from the folder of the test.", zh: "文件，相对于测试所在文件夹。"), as: String.self),
    returns: Returned(
      "definition", Phrase("What was put in force.", zh: "启用的定义。"), as: Deferred<TestedDefinition>.self),
    example: """
      it("scores by quality", function()
        given { customers = { { code = "C1", name = "华东机械" } } }
        expect(apply("scoring/quality.lua").kind):to_equal("score")
        expect(scores.of("C1").quality.reason):to_equal("no orders yet")
      end)
      """
  ) { session, file in
    Deferred { call in
      let applied = try session.desk.apply(file)
      session.forgetDefinitions(call)
      return applied
    }
  }

  private static let run = Function<TestSession>(
    "run",
    Phrase(
      "In tests: runs a script of a file from top to bottom, as `patron run` does.",
      zh: "用于测试：与 `patron run` 一样从头到尾运行脚本。"),
    effect: .writes,
    takes: Parameter(
      "file", Phrase("The file, seen from the folder of the test.", zh: "文件，相对于测试所在文件夹。"), as: String.self),
    Parameter("arguments", Phrase("What it finds in `...`.", zh: "脚本在 `...` 中得到的参数。"), as: [ScriptValue]?.self),
    returns: Returned(
      "trace", Phrase("What came of it.", zh: "运行结果。"), as: Deferred<ScriptTrace>.self),
    example: """
      it("prints what is owed", function()
        expect(run("jobs/receivables.lua").output):to_contain("0 customers are over their limit")
      end)
      """
  ) { session, file, arguments in
    Deferred { call in
      let trace = try session.desk.run(file, arguments ?? [])
      session.forgetDefinitions(call)
      return trace
    }
  }

  private static let changes = Function<TestSession>(
    "changes",
    Phrase(
      "In tests: what was changed since the last `given`, or since the test began; one table for each field.",
      zh: "用于测试：自上次 `given`（或测试开始）以来的改动，每个字段一个表。"),
    effect: .reads,
    returns: Returned(
      "changes", Phrase("One for each field.", zh: "每个字段一条。"), as: [FieldChange].self),
    example: """
      it("assigns an owner", function()
        given { customers = { { code = "C1", name = "华东机械" } } }
        customers.update("C1", { owner = "Li Wei" })
        expect(changes()):to_contain { entity = "customers", code = "C1", field = "owner", new = "Li Wei" }
        expect(changes()).never:to_contain { field = "region" }
      end)
      """
  ) { session in
    try session.desk.changes().flatMap { row in
      row.fields.map { change in
        FieldChange(
          entity: row.entity, code: row.label, operation: row.operation.rawValue, field: change.field, old: change.old,
          new: change.new)
      }
    }
  }
}

extension TestedDefinition: TableResult {
  /// What scripts see of it.
  public static let table = ResultTable<TestedDefinition>(
    "applied_definition", from: "apply(…)", Phrase("A definition that was put in force.", zh: "启用的定义。"),
    [
      .init("kind", Phrase("What it defines: score, tier_policy.", zh: "类别，如 score、tier_policy。")) { $0.kind },
      .init("name", Phrase("Its name.", zh: "名称。")) { $0.name },
      .init("scored", Phrase("How many customers a score scored.", zh: "评分的客户数。")) { $0.scored },
    ])
}

extension ScriptTrace: TableResult {
  /// What scripts see of it.
  public static let table = ResultTable<ScriptTrace>(
    "script_trace", from: "run(…)", Phrase("What came of a script.", zh: "脚本的运行结果。"),
    [
      .init("output", Phrase("What it printed.", zh: "打印的内容。")) { $0.output },
      .init("results", Phrase("What it returned, as text.", zh: "返回值，文本形式。")) { $0.results },
    ])
}

/// A field that was changed.
private struct FieldChange: TableResult {
  let entity: String
  let code: String
  let operation: String
  let field: String
  let old: FieldValue
  let new: FieldValue

  static let table = ResultTable<FieldChange>(
    "field_change", from: "changes()", Phrase("A field that was changed.", zh: "一个字段的改动。"),
    [
      .init("entity", Phrase("The kind of record.", zh: "记录类型。")) { $0.entity },
      .init("code", Phrase("The record's code.", zh: "记录编号。")) { $0.code },
      .init(
        "operation", Phrase("What was done.", zh: "操作。"), type: .choice(["insert", "update", "delete"])
      ) { $0.operation },
      .init("field", Phrase("The field.", zh: "字段。")) { $0.field },
      .init("old", Phrase("The value before.", zh: "之前的值。")) { ScriptValue($0.old) },
      .init("new", Phrase("The value after.", zh: "之后的值。")) { ScriptValue($0.new) },
    ])
}

/// A declaration at work. It is made when the call's result is asked for.
struct Declaring: ScriptResult {
  private let declare: (Call) throws -> Void

  init(_ declare: @escaping (Call) throws -> Void) {
    self.declare = declare
  }

  static var scriptType: ScriptType { .nothing }

  func push(to call: Call) throws -> Int32 {
    try declare(call)
    return 0
  }
}
