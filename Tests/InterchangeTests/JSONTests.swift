import Interchange
import Testing

struct JSONTests {
  // Cases in the manner of Nicolas Seriot's "Parsing JSON is a Minefield": these must be read.
  @Test(arguments: [
    ("[]", JSON.array([])), ("{}", .object([])), ("  null ", .null),
    ("\t[true,\r\n false ]", .array([.bool(true), .bool(false)])),
    ("0", .integer(0)), ("-1", .integer(-1)), ("9223372036854775807", .integer(.max)),
    ("-9223372036854775808", .integer(.min)),
    ("9223372036854775808", .number(9_223_372_036_854_775_808)), ("-0", .number(-0.0)), ("1.0", .number(1)),
    ("1e3", .number(1000)),
    ("1E-2", .number(0.01)), ("0e+1", .number(0)), ("1e-400", .number(0)), ("123.456e78", .number(123.456e78)),
    ("\"\"", .string("")), ("\"\\u0000\"", .string("\0")),
    ("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", .string("\"\\/\u{8}\u{c}\n\r\t")),
    ("\"\\u4e2d\\uD840\\uDC00\"", .string("中𠀀")), ("\"中𠀀\u{7f}\u{2028}\"", .string("中𠀀\u{7f}\u{2028}")),
    ("\"\\uFFFF\"", .string("\u{ffff}")),
    (
      "{\"\":0,\"b\":1,\"a\":{\"b\":[]}}",
      .object([.init("", .integer(0)), .init("b", .integer(1)), .init("a", .object([.init("b", .array([]))]))])
    ),
    ("[[[[]]]]", .array([.array([.array([.array([])])])])),
  ])
  func `valid texts are read`(text: String, value: JSON) throws {
    #expect(try JSON(parsing: text) == value)
  }

  @Test(arguments: [
    "", " ", "[", "]", "[1,]", "[,1]", "[1 2]", "[1,,2]", "{", "}", "{,}", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{a:1}",
    "{'a':1}",
    "{\"a\":1 \"b\":2}", "{1:1}", "{\"a\" 1}", "[1}", "{\"a\":1]", "nul", "nulll", "True", "tru", "[1]]", "1 2", "01",
    "-01", "1.", ".5", "-.5", "+1",
    "1e", "1e+", "1.e3", "0x1", "-", "--1", "NaN", "Infinity", "-Infinity", "1_000", "１", "\"", "\"a", "\"\\",
    "\"\\x41\"", "\"\\u12\"", "\"\\u12G4\"",
    "\"\\U0041\"", "\"a\nb\"", "\"\t\"", "\"\0\"", "'a'", "\"\\uD800\"", "\"\\uDC00\"", "\"\\uD800\\u0041\"",
    "\"\\uD800\\uD800\"", "\u{feff}1", "[1]//x", "/**/1",
    "[\u{a0}1]", "1\0", "{\"a\":1,\"a\":2}", "{\"a\":1,\"\\u0061\":2}", "1e400", "-1e999", "[\"a\"", "{\"a\":1",
    "undefined", "[\u{b}1]",
  ])
  func `invalid texts are refused`(text: String) {
    #expect(throws: JSONFault.self) { try JSON(parsing: text) }
  }

  @Test(
    arguments: [
      [0x22, 0xff, 0x22], [0x22, 0xc0, 0xaf, 0x22], [0x22, 0xed, 0xa0, 0x80, 0x22], [0x22, 0xe4, 0xb8, 0x22], [0xff],
      [0x5b, 0xe9, 0x5d], [0x22, 0x5c, 0x6e, 0xff, 0x22],
    ] as [[UInt8]])
  func `bytes that are not UTF-8 are refused`(bytes: [UInt8]) {
    #expect(throws: JSONFault.self) { try JSON(parsing: bytes.span) }
  }

  @Test func `faults name line and column`() {
    #expect(throws: JSONFault.unexpected(found: "}", expected: "a value", line: 2, column: 5)) {
      try JSON(parsing: "{\n\"a\":}")
    }
    #expect(throws: JSONFault.unfinished(line: 1, column: 3)) { try JSON(parsing: "[1") }
    #expect(throws: JSONFault.duplicateName("a", line: 1, column: 8)) { try JSON(parsing: "{\"a\":1,\"a\":2}") }
    #expect(throws: JSONFault.unexpected(found: "，", expected: ", or ]", line: 1, column: 3)) {
      try JSON(parsing: "[1，2]")
    }
  }

  @Test func `a name given twice among many is found`() {
    let names = (0..<30).map { "\"k\($0)\":0" }.joined(separator: ",")
    #expect(throws: Never.self) { try JSON(parsing: "{\(names)}") }
    for name in [0, 8, 20] {
      #expect(throws: JSONFault.self) { try JSON(parsing: "{\(names),\"k\(name)\":1}") }
    }
  }

  @Test func `two hundred levels are read, and not one more`() {
    func nested(_ depth: Int) -> String { String(repeating: "[", count: depth) + String(repeating: "]", count: depth) }
    #expect(throws: Never.self) { try JSON(parsing: nested(200)) }
    #expect(throws: JSONFault.tooDeep(limit: 200, line: 1, column: 201)) { try JSON(parsing: nested(201)) }
    #expect(throws: JSONFault.self) { try JSON(parsing: String(repeating: "{\"a\":[", count: 100_000)) }
  }

  @Test func `values are written without blanks, names in their order`() throws {
    let value = JSON.object([
      .init(
        "z", .array([.null, .bool(true), .integer(-5), .number(0.1), .number(1e20), .number(.leastNonzeroMagnitude)])),
      .init("a", .string("\"\\/\u{0}\u{1f}\n中\u{7f}")), .init("e", .object([])), .init("l", .array([])),
    ])
    let text = "{\"z\":[null,true,-5,0.1,1e+20,5e-324],\"a\":\"\\\"\\\\/\\u0000\\u001f\\n中\u{7f}\",\"e\":{},\"l\":[]}"
    #expect(try value.text() == text)
    #expect(try JSON(parsing: text) == value)
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity])
  func `numbers that JSON does not have are refused`(value: Double) {
    #expect(throws: JSONFault.self) { try JSON.array([.number(value)]).text() }
  }

  @Test func `members and elements written one by one have their commas`() throws {
    var writer = JSONWriter()
    var text = ""
    for index in 1...2 {
      try writer.object { writer in
        writer.name("n")
        writer.integer(Int64(index))
        writer.name("list")
        try writer.array { writer in
          writer.string("a")
          try writer.number(0.5)
          writer.object { _ in }
          writer.null()
        }
        writer.name("ok")
        writer.bool(false)
      }
      writer.endLine()
      writer.drain { part in text += part.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) } }
    }
    #expect(
      text
        == "{\"n\":1,\"list\":[\"a\",0.5,{},null],\"ok\":false}\n{\"n\":2,\"list\":[\"a\",0.5,{},null],\"ok\":false}\n")
  }

  @Test func `doubles come back as they were`() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = Seeded(seed)
    for _ in 0..<10_000 {
      let value = Double(bitPattern: random.next())
      guard value.isFinite else { continue }
      let text = try JSON.number(value).text()
      guard case .number(let back) = try JSON(parsing: text) else {
        Issue.record("\(text) is no Double; seed \(seed)")
        return
      }
      #expect(back.bitPattern == value.bitPattern, "seed \(seed)")
    }
  }

  @Test func `numbers are written as Swift describes them`() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = Seeded(seed)
    var values = [
      0, -0.0, 0.0001, -0.0001, 0.00001, 12, -12, 0.1 + 0.2, 99_999_999_999.9999, 1e11, 1e15, 1e16, 1e17, 1.005,
    ]
    for _ in 0..<10_000 {
      let whole = Double(Int64(bitPattern: random.next()) >> Int64(random.next() % 60))
      values += [whole, whole / 10, whole / 100, whole / 1000, whole / 10_000, whole / 100_000]
    }
    for value in values {
      #expect(try JSON.number(value).text() == value.description, "seed \(seed)")
    }
    for value in [0, 7, -7, 10, 1_234_567_890, .max, .min] as [Int64] {
      #expect(try JSON.integer(value).text() == "\(value)")
    }
  }

  @Test(arguments: [1, 3, Int.max])
  func `lines of NDJSON are read in pieces of any size, with their numbers`(size: Int) throws {
    let bytes = Array("{\"a\":1}\n\n[2]\r\n 3".utf8)
    var reader = NDJSONReader()
    var found: [String] = []
    var start = 0
    while start < bytes.count {
      let end = size < bytes.count - start ? start + size : bytes.count
      try reader.read(bytes.span.extracting(start..<end)) { value, line in found.append("\(line):\(try value.text())") }
      start = end
    }
    try reader.finish { value, line in found.append("\(line):\(try value.text())") }
    #expect(found == ["1:{\"a\":1}", "3:[2]", "4:3"])
  }

  @Test func `a bad line of NDJSON is named`() {
    var reader = NDJSONReader()
    #expect(throws: JSONFault.unexpected(found: "]", expected: "a value", line: 2, column: 4)) {
      try reader.read(Array("1\n[1,]\n".utf8).span) { _, _ in }
    }
  }
}
