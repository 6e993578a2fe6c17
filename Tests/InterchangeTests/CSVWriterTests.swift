import Interchange
import Testing

struct CSVWriterTests {
  private func written(
    _ rows: [[String]], delimiter: Delimiter = .comma, lineEnd: CSVWriter.LineEnd = .lf,
    encoding: TextEncoder.Encoding = .utf8
  ) throws -> [UInt8] {
    var writer = CSVWriter(delimiter: delimiter, lineEnd: lineEnd, encoding: encoding)
    var bytes: [UInt8] = []
    for row in rows {
      writer.record(row)
      try writer.drain { part in part.withUnsafeBufferPointer { bytes.append(contentsOf: $0) } }
    }
    return bytes
  }

  @Test func `only fields that need quotes have them`() throws {
    let rows = [["a b", "c,d", "e\"f", "g\nh", "i\rj", ""], [";|\t", "=1+1", "'x", " y ", "0", "é"]]
    #expect(
      try written(rows) == Array("a b,\"c,d\",\"e\"\"f\",\"g\nh\",\"i\rj\",\n;|\t,=1+1,'x, y ,0,é\n".utf8))
  }

  @Test func `a lone empty field is in quotes, so that the line counts`() throws {
    #expect(try written([[""], ["x"]]) == Array("\"\"\nx\n".utf8))
  }

  @Test func `a field can be put in quotes that does not need them`() throws {
    var writer = CSVWriter()
    writer.field("", quoted: true)
    writer.field("")
    writer.endRecord()
    try writer.drain { part in #expect(part.withUnsafeBufferPointer { Array($0) } == Array("\"\",\n".utf8)) }
  }

  @Test func `for Excel a mark stands once, before the first record`() throws {
    let bytes = try written([["名"], ["b"]], lineEnd: .crlf, encoding: .utf8WithMark)
    #expect(bytes == [0xef, 0xbb, 0xbf] + Array("名\r\nb\r\n".utf8))
  }

  // python3: '中,€,𠀀'.encode('gb18030').hex() == 'd6d02ca2e32c95328236'
  @Test func `GB18030 comes out as the standard has it`() throws {
    #expect(
      try written([["中", "€", "𠀀"]], encoding: .gb18030)
        == [0xd6, 0xd0, 0x2c, 0xa2, 0xe3, 0x2c, 0x95, 0x32, 0x82, 0x36, 0x0a])
  }

  @Test func `what is written is read back, whatever it is`() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = Seeded(seed)
    let alphabet = Array("ab,;|\t \"\n\r中=")
    for round in 0..<1000 {
      let columns = Int.random(in: 1...5, using: &random)
      let rows = (0..<Int.random(in: 1...5, using: &random)).map { _ in
        (0..<columns).map { _ in
          String((0..<Int.random(in: 0...4, using: &random)).map { _ in alphabet.randomElement(using: &random) ?? "a" })
        }
      }
      for delimiter in Delimiter.allCases {
        let bytes = try written(rows, delimiter: delimiter, lineEnd: round % 2 == 0 ? .lf : .crlf)
        let table = try Table(bytes, delimiter: delimiter)
        #expect(table.rows == rows && table.faults.isEmpty, "seed \(seed) round \(round) \(delimiter)")
      }
    }
  }
}
