import Interchange
import Testing
import Wording

struct CSVReaderTests {
  // The examples of RFC 4180, section 2.
  @Test(arguments: [
    "aaa,bbb,ccc\r\nzzz,yyy,xxx\r\n", "aaa,bbb,ccc\r\nzzz,yyy,xxx", "\"aaa\",\"bbb\",\"ccc\"\r\nzzz,yyy,xxx",
    "aaa,bbb,ccc\nzzz,yyy,xxx\n", "aaa,bbb,ccc\rzzz,yyy,xxx\r", "aaa,bbb,ccc\rzzz,yyy,xxx",
    "\n\naaa,bbb,ccc\r\n\r\nzzz,yyy,xxx\n\n",
  ])
  func `lines end with LF, CR LF, CR or the file`(text: String) throws {
    let table = try Table(text)
    #expect(table.rows == [["aaa", "bbb", "ccc"], ["zzz", "yyy", "xxx"]])
    #expect(table.faults.isEmpty)
  }

  @Test func `quoted fields hold line ends, delimiters and doubled quotes`() throws {
    let table = try Table("\"aaa\",\"b\r\nbb\",\"ccc\"\r\nzzz,\"y,y\",\"x\"\"x\"\n\"\"\"\",\"\",z")
    #expect(table.rows == [["aaa", "b\r\nbb", "ccc"], ["zzz", "y,y", "x\"x"], ["\"", "", "z"]])
    #expect(table.lines == [1, 3, 4])
  }

  @Test func `blanks belong to the field, and a delimiter at the end begins one more`() throws {
    #expect(try Table(" a , b\n,\n").rows == [[" a ", " b"], ["", ""]])
  }

  @Test func `text in Chinese and with emoji passes unchanged`() throws {
    #expect(try Table("上海贸易有限公司,👍\n").rows == [["上海贸易有限公司", "👍"]])
  }

  @Test(arguments: [(Delimiter.semicolon, ";"), (.tab, "\t"), (.pipe, "|"), (.comma, ",")])
  func `every delimiter divides, and the others are text`(delimiter: Delimiter, byte: String) throws {
    let others = Delimiter.allCases.filter { $0 != delimiter }.map { [",", ";", "\t", "|", " "][index(of: $0)] }
      .joined()
    #expect(
      try Table("a\(byte)\(others)\n1\(byte)\"\(byte)\"", delimiter: delimiter).rows == [["a", others], ["1", byte]])
  }

  private func index(of delimiter: Delimiter) -> Int {
    switch delimiter {
    case .comma: 0
    case .semicolon: 1
    case .tab: 2
    case .pipe: 3
    case .whitespace: 4
    }
  }

  @Test func `runs of blanks divide, and blanks around a line count for nothing`() throws {
    // The first lines of the CDNOW file.
    let text = " 00001 19970101  1   11.77\n 00002 19970112  1   12.00  \n\n   \n\t00002\t19970112 \"5\"  \"\"\"7 7\"\n"
    let table = try Table(text, delimiter: .whitespace)
    #expect(
      table.rows == [
        ["00001", "19970101", "1", "11.77"], ["00002", "19970112", "1", "12.00"], ["00002", "19970112", "5", "\"7 7"],
      ])
    #expect(table.lines == [1, 2, 5])
  }

  @Test func `an empty text in quotes is told from nothing`() throws {
    var quoted: [Bool] = []
    var reader = CSVReader(delimiter: .comma)
    let bytes = Array("\"\",,\"a\"\"b\",c\n".utf8)
    try reader.read(bytes.span) { record in quoted = (0..<record.count).map { record.isQuoted($0) } }
    #expect(quoted == [true, false, true, false])
  }

  @Test func `a record of a thousand fields is whole`() throws {
    let line = (0..<1000).map(String.init).joined(separator: ",")
    #expect(try Table(line + "\n" + line).rows == [(0..<1000).map(String.init), (0..<1000).map(String.init)])
  }

  @Test func `a record has as many fields as a table has columns, and a longer one is a fault however it is cut`()
    throws
  {
    for quote in ["", "\""] {
      func line(_ count: Int) -> String { (0..<count).map { "\(quote)\($0)\(quote)" }.joined(separator: ",") + "\n" }
      #expect(try Table(line(2000)).rows.first?.count == 2000)
      for count in [2001, 2040, 2500, 300_000] {
        let bytes = Array((line(2000) + line(count) + line(2000)).utf8)
        for cuts in [[], [bytes.count / 2], [bytes.count - 20_000, bytes.count - 3]] {
          let table = try Table(bytes, cuts: cuts)
          #expect(table.rows.count == 2 && table.lines == [1, 3])
          let place = CSVPlace(recordLine: 2, line: 2, column: 2001)
          #expect(table.faults == [.tooManyFields(at: place, limit: 2000)])
        }
      }
    }
  }

  @Test func `a quote inside an unquoted field is a fault, and the next line is read`() throws {
    let table = try Table("a,b\n1,5\" pipe\n2,x\n")
    let place = CSVPlace(recordLine: 2, line: 2, column: 2)
    #expect(table.faults == [.quoteInsideField(at: place, value: "5\" pipe")])
    #expect(table.bad == ["1,5\" pipe"])
    #expect(table.rows == [["a", "b"], ["2", "x"]])
    #expect(table.lines == [1, 3])
  }

  @Test func `text after a closing quote is a fault with the record's line and its own`() throws {
    let table = try Table("a,b\n\"1\r\n2\",\"x\" y\r\n2,x\r\n")
    let place = CSVPlace(recordLine: 2, line: 3, column: 2)
    #expect(table.faults == [.textAfterQuote(at: place, value: "\"x\" y")])
    #expect(table.bad == ["\"1\r\n2\",\"x\" y"])
    #expect(table.rows == [["a", "b"], ["2", "x"]])
    #expect(table.faults[0].description.hasPrefix("line 3, column 2 of the record that starts on line 2: "))
  }

  @Test func `an unclosed quote is reported where it opens`() throws {
    let table = try Table("a,b\n1,\"x\ny\nz")
    #expect(table.faults == [.unterminatedQuote(at: CSVPlace(recordLine: 2, line: 2, column: 2))])
    #expect(table.bad == ["1,\"x\ny\nz"])
  }

  @Test func `a NUL byte is a fault, in quotes or not`() throws {
    let table = try Table("a,b\n1,\0\n\"\0\",2\n3,4")
    #expect(
      table.faults == [
        .nulByte(at: CSVPlace(recordLine: 2, line: 2, column: 2)),
        .nulByte(at: CSVPlace(recordLine: 3, line: 3, column: 1)),
      ])
    #expect(table.rows == [["a", "b"], ["3", "4"]])
  }

  @Test func `too many and too few fields are faults that name both numbers`() throws {
    let table = try Table("a,b\n1\n1,2,3\n1,2\n")
    #expect(
      table.faults == [
        .fieldCount(at: CSVPlace(recordLine: 2, line: 2, column: 1), found: 1, expected: 2),
        .fieldCount(at: CSVPlace(recordLine: 3, line: 3, column: 3), found: 3, expected: 2),
      ])
    #expect(table.faults[1].message.english.contains("3 fields where the first record has 2"))
    #expect(table.faults[1].message.chinese.contains("3 个字段"))
    #expect(try Table("1,2,3\n1,2", columns: 2).rows == [["1", "2"]])
  }

  @Test func `without a closure for faults the first one is thrown`() {
    #expect(throws: CSVFault.fieldCount(at: CSVPlace(recordLine: 2, line: 2, column: 1), found: 1, expected: 2)) {
      var reader = CSVReader(delimiter: .comma)
      try reader.read(Array("a,b\n1\n".utf8).span) { _ in }
    }
  }

  @Test func `a quote that swallows the file stops at the limit of a record`() {
    var reader = CSVReader(delimiter: .comma)
    let piece = [UInt8](repeating: UInt8(ascii: "x"), count: 1 << 20)
    #expect(throws: CSVFault.self) {
      try reader.read(Array("a,b\n1,\"".utf8).span) { _ in }
      for _ in 0..<20 { try reader.read(piece.span) { _ in } }
    }
  }

  @Test func `any division into pieces gives the same result`() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = Seeded(seed)
    let alphabet = Array("ab,,\"\"\n\r \t|;\0é".utf8)
    for round in 0..<1000 {
      let bytes = (0..<Int.random(in: 0...60, using: &random)).map { _ in alphabet.randomElement(using: &random) ?? 0 }
      let delimiter = Delimiter.allCases.randomElement(using: &random) ?? .comma
      let whole = try Table(bytes, delimiter: delimiter)
      let cuts = (0..<Int.random(in: 0...8, using: &random)).map { _ in Int.random(in: 0...bytes.count, using: &random)
      }
      #expect(try Table(bytes, delimiter: delimiter, cuts: cuts.sorted()) == whole, "seed \(seed) round \(round)")
      #expect(
        try Table(bytes, delimiter: delimiter, cuts: Array(0...bytes.count)) == whole, "seed \(seed) round \(round)")
    }
  }
}
