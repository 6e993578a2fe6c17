import CLuaHost
import CRow
import LuaRuntime
import ScriptModel
import Testing

/// A row of fixed values behind the reader that a store would fill.
final class Row {
  enum Value { case integer(Int64), real(Double), text(String), null }
  var values: [Value]
  private var texts: [Int32: UnsafeMutableBufferPointer<UInt8>] = [:]
  let columns: UnsafeMutablePointer<row_column>
  let layout: UnsafeMutablePointer<row_layout>
  let reader = UnsafeMutablePointer<row_reader>.allocate(capacity: 1)
  private var names: [UnsafeMutablePointer<CChar>] = []

  init(entity: String, _ fields: [(name: String, kind: Int, currency: Int32, value: Value)]) {
    values = fields.map(\.value)
    columns = .allocate(capacity: fields.count)
    layout = .allocate(capacity: 1)
    for (index, field) in fields.enumerated() {
      let name = Self.copy(field.name)
      names.append(name)
      columns[index] = row_column(name: name, kind: UInt8(field.kind), currency: field.currency, record: nil)
    }
    let name = Self.copy(entity)
    names.append(name)
    layout.initialize(
      to: row_layout(
        entity: name, count: Int32(fields.count), columns: columns, first: 0, records: 0, read: nil))
    reader.initialize(
      to: row_reader(
        source: Unmanaged.passUnretained(self).toOpaque(),
        read: { source, column in
          var value = row_value()
          switch Row.at(source).values[Int(column)] {
          case .integer(let integer): (value.storage_class, value.integer) = (1, integer)
          case .real(let real): (value.storage_class, value.real) = (2, real)
          case .text:
            let bytes = Row.at(source).bytes(column)
            (value.storage_class, value.text, value.length) = (3, UnsafePointer(bytes.baseAddress), Int32(bytes.count))
          case .null: value.storage_class = 5
          }
          return value
        }))
  }

  private static func copy(_ text: String) -> UnsafeMutablePointer<CChar> {
    let bytes = text.utf8CString
    let copy = UnsafeMutablePointer<CChar>.allocate(capacity: bytes.count)
    for (index, byte) in bytes.enumerated() { copy[index] = byte }
    return copy
  }

  private static func at(_ source: UnsafeMutableRawPointer?) -> Row {
    guard let source else { return .customer() }
    return Unmanaged<Row>.fromOpaque(source).takeUnretainedValue()
  }

  /// They stay where they are until the value changes.
  private func bytes(_ column: Int32) -> UnsafeMutableBufferPointer<UInt8> {
    guard case .text(let text) = values[Int(column)] else { return .init(start: nil, count: 0) }
    if let buffer = texts[column], buffer.elementsEqual(text.utf8) { return buffer }
    texts[column]?.deallocate()
    let buffer = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: text.utf8.count)
    _ = buffer.initialize(from: text.utf8)
    texts[column] = buffer
    return buffer
  }

  deinit {
    for name in names { name.deallocate() }
    for text in texts.values { text.deallocate() }
    columns.deallocate()
    layout.deallocate()
    reader.deallocate()
  }

  static func customer() -> Row {
    Row(
      entity: "customers",
      [
        ("code", Int(ROW_KIND_TEXT), -1, .text("C0042")), ("name", Int(ROW_KIND_TEXT), -1, .text("华东贸易")),
        ("revenue", Int(ROW_KIND_REAL), -1, .real(12.5)), ("orders", Int(ROW_KIND_INTEGER), -1, .integer(3)),
        ("active", Int(ROW_KIND_BOOLEAN), -1, .integer(1)), ("limit", Int(ROW_KIND_MONEY), 6, .integer(1250)),
        ("currency", Int(ROW_KIND_TEXT), -1, .text("CNY")), ("owner", Int(ROW_KIND_TEXT), -1, .null),
      ])
  }
}

@Suite struct RecordTests {
  /// Runs a script that gets the row as a snapshot from `row()`.
  static func run(_ source: String, row: Row = .customer()) throws -> Run {
    let run = try Run(source) { interpreter in
      interpreter.configure { state in
        lh_push_record(state, row.layout, row.reader)
        lh_set_global(state, "c")
      }
    }
    withExtendedLifetime(row) {}
    return run
  }

  @Test func `columns are read by name with their types`() throws {
    let run = try Self.run(
      """
      print(c.code, c.name, c.revenue, c.orders, c.active, c.owner, type(c.limit), math.type(c.orders))
      print(c, c:copy() == c)
      """)
    #expect(
      run.printed == "C0042\t华东贸易\t12.5\t3\ttrue\tnil\tuserdata\tinteger\ncustomers record C0042\ttrue\n")
  }

  @Test func `an unknown field is an error that names the nearest`() throws {
    let failure = try #require(try Self.run("local x = 1\nreturn c.revnue").failure)
    #expect(failure.message == "customers record has no field 'revnue' (did you mean 'revenue'?)")
    #expect(failure.line == 2)
    #expect(try Self.run("return c.zzzzzzzz").failure?.message == "customers record has no field 'zzzzzzzz'")
    #expect(try Self.run("return c[1]").failure?.message == "customers record has no field 1")
  }

  @Test func `a record cannot be changed and says how it can be`() throws {
    #expect(
      try Self.run("customers = { update = print } c.name = 'x'").failure?.message
        == "customers records are read-only: use customers.update")
    #expect(
      try Self.run("c.name = 'x'").failure?.message == "'customers' is read-only: keep what you work out in a local",
      "no module changes it")
    #expect(try Self.run("print(getmetatable(c))").printed == "false\n")
  }

  @Test func `pairs walks a record in the order of its columns, without what is null`() throws {
    let run = try Self.run("for name in pairs(c) do print(name) end")
    #expect(run.printed == "code\nname\nrevenue\norders\nactive\nlimit\ncurrency\n")
  }

  @Test func `money of a record carries the currency of its column`() throws {
    var seen: lh_money?
    let row = Row.customer()
    _ = try Run("see(c.limit)") { interpreter in
      interpreter.configure { state in
        lh_push_record(state, row.layout, row.reader)
        lh_set_global(state, "c")
      }
      interpreter.install("see") { call in
        if case .money(let minor, let currency) = try ScriptValue.read(call, at: 1) {
          var money = lh_money()
          money.minor = minor
          seen = money
          #expect(currency == "CNY")
        }
        return 0
      }
    }
    #expect(seen?.minor == 1250)
  }

  @Test func `a snapshot keeps its values when the row moves on`() throws {
    let row = Row.customer()
    let run = try Run("next_row() print(c.code)") { interpreter in
      interpreter.configure { state in
        lh_push_record(state, row.layout, row.reader)
        lh_set_global(state, "c")
      }
      interpreter.install("next_row") { _ in
        row.values[0] = .text("C0043")
        return 0
      }
    }
    #expect(run.printed == "C0042\n")
  }

  /// Calls the script's `formula` for rows C0042 and C0043, each lent for the call.
  private static func score(_ script: String, then after: String) throws -> Run {
    let row = Row.customer()
    var formula: ScriptFunction?
    return try Run(script + "\ntake(formula)\nlend()\n" + after) { interpreter in
      interpreter.install("take") { call in
        if case .function(let function) = try ScriptValue.read(call, at: 1) { formula = function }
        return 0
      }
      interpreter.configure { state in
        let runtime = lh_runtime_of(state)
        interpreter.install("lend") { call in
          guard let formula else { return 0 }
          for code in ["C0042", "C0043"] {
            row.values[0] = .text(code)
            lh_lend(runtime, row.reader)
            defer { lh_end_loan(runtime) }
            try call.call(
              formula, results: 0,
              arguments: { _ in
                lh_push_borrowed(state, row.layout)
                return 1
              }, read: { _, _ in })
          }
          return 0
        }
      }
    }
  }

  @Test(arguments: [1, 65_534, 65_535, 65_536, 1 << 20])
  func `a record within a lent one is the same each time, however many there are`(count: Int32) throws {
    let inner = Row.customer()
    let outer = Row(entity: "inputs", [("first", Int(ROW_KIND_RECORD), -1, .null)])
    outer.columns[0].record = UnsafePointer(inner.layout)
    outer.layout.pointee.records = count
    let run = try Run("print(i.first == i.first)") { interpreter in
      interpreter.configure { state in
        lh_lend(lh_runtime_of(state), outer.reader)
        lh_push_borrowed(state, outer.layout)
        lh_set_global(state, "i")
      }
    }
    #expect(run.printed == "true\n")
  }

  @Test func `a formula reads the row that is lent to it in place`() throws {
    let run = try Self.score("function formula(c) print(c.code, c.revenue * 2, c) end", then: "")
    #expect(
      run.printed == "C0042\t25.0\tcustomers record C0042\nC0043\t25.0\tcustomers record C0043\n")
  }

  @Test(arguments: ["return kept.code", "return tostring(kept)", "for k in pairs(kept) do end", "return kept:copy()"])
  func `a record kept after the call raises and names the way to keep it`(use: String) throws {
    let run = try Self.score("function formula(c) kept = kept or c end", then: use)
    #expect(run.failure?.message == "this customer is only lent to the formula: keep a copy with c:copy()")
  }

  @Test func `a record lent for one call does not read the row of the next`() throws {
    let run = try Self.score("function formula(c) if kept then print(kept.code) end kept = c end", then: "")
    #expect(run.failure?.message == "this customer is only lent to the formula: keep a copy with c:copy()")
    #expect(run.printed.isEmpty)
  }

  @Test func `a copy of a lent record may be kept`() throws {
    let run = try Self.score("function formula(c) kept = kept or c:copy() end", then: "print(kept.code, kept.name)")
    #expect(run.printed == "C0042\t华东贸易\n")
  }
}
