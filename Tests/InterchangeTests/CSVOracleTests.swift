import Foundation
import Interchange
import Testing

/// Python's csv module, which shares nothing with Patron, reads what Patron writes and writes what Patron reads.
struct CSVOracleTests {
  private static let python = "/usr/bin/python3"
  static let hasPython = FileManager.default.isExecutableFile(atPath: python)

  private func run(_ script: String, input: [UInt8]) throws -> [UInt8] {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Self.python)
    let source = FileManager.default.temporaryDirectory.appendingPathComponent("patron-\(UUID().uuidString).csv")
    try Data(input).write(to: source)
    defer { try? FileManager.default.removeItem(at: source) }
    process.arguments = ["-c", script, source.path]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return Array(bytes)
  }

  /// Fields end with U+001F and rows with U+001E, which occur in no field.
  private func rows(_ bytes: [UInt8]) -> [[String]] {
    bytes.split(separator: 0x1e, omittingEmptySubsequences: true).map { row in
      row.split(separator: 0x1f, omittingEmptySubsequences: false).dropLast().map {
        String(decoding: $0, as: UTF8.self)
      }
    }
  }

  private static let delimiters: [(Delimiter, String)] = [
    (.comma, ","), (.semicolon, ";"), (.tab, "\\t"), (.pipe, "|"),
  ]

  @Test(.enabled(if: hasPython, "needs python3"), arguments: 0..<4)
  func `Patron reads what Python writes`(choice: Int) throws {
    let (delimiter, name) = Self.delimiters[choice]
    let seed = UInt32.random(in: 0...UInt32.max)
    let script = """
      import csv, io, random, sys
      random.seed(\(seed))
      columns = random.randint(1, 6)
      alphabet = 'ab,;|\\t "\\n\\r中é€'
      rows = [[''.join(random.choices(alphabet, k=random.randint(0, 6))) for _ in range(columns)] for _ in range(2000)]
      text = io.StringIO(newline='')
      quoting = random.choice([csv.QUOTE_MINIMAL, csv.QUOTE_ALL])
      csv.writer(text, delimiter='\(name)', quoting=quoting).writerows(rows)
      plain = ''.join(''.join(f + '\\x1f' for f in row) + '\\x1e' for row in rows)
      sys.stdout.buffer.write(plain.encode() + b'\\x1d' + text.getvalue().encode())
      """
    let output = try run(script, input: [])
    let divider = try #require(output.firstIndex(of: 0x1d))
    let table = try Table(Array(output[(divider + 1)...]), delimiter: delimiter)
    #expect(table.faults.isEmpty, "seed \(seed)")
    #expect(table.rows == rows(Array(output[..<divider])), "seed \(seed)")
    #expect(table.rows.count == 2000)
  }

  @Test(.enabled(if: hasPython, "needs python3"), arguments: 0..<4)
  func `Python reads what Patron writes`(choice: Int) throws {
    let (delimiter, name) = Self.delimiters[choice]
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = Seeded(seed)
    let alphabet = Array("ab,;|\t \"\n\r中é€".unicodeScalars)
    let columns = Int.random(in: 1...6, using: &random)
    let table = (0..<2000).map { _ in
      (0..<columns).map { _ in
        var text = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: 0...6, using: &random) {
          text.append(alphabet.randomElement(using: &random) ?? "a")
        }
        return String(text)
      }
    }
    var writer = CSVWriter(delimiter: delimiter, lineEnd: .crlf)
    var bytes: [UInt8] = []
    for row in table { writer.record(row) }
    try writer.drain { part in part.withUnsafeBufferPointer { bytes.append(contentsOf: $0) } }
    let script = """
      import csv, sys
      for row in csv.reader(open(sys.argv[1], newline='', encoding='utf-8'), delimiter='\(name)', strict=True):
        sys.stdout.buffer.write((''.join(f + '\\x1f' for f in row) + '\\x1e').encode())
      """
    let found = rows(try run(script, input: bytes))
    // Compared as bytes: two strings of the same characters may differ in them.
    #expect(found.map { $0.map { Array($0.utf8) } } == table.map { $0.map { Array($0.utf8) } }, "seed \(seed)")
  }

  @Test(.enabled(if: hasPython, "needs python3"))
  func `GB18030 is decoded as Python decodes it, for every character in two bytes and many in four`() throws {
    let script = """
      import sys
      # Characters that the editions of 2000 and 2005 and those after them write differently, and private use.
      skip = {0x1e3f, 0x20087, 0x20089, 0x200cc, 0x215d7, 0x2298f, 0x241fe}
      skip |= {*range(0x9fb4, 0x9fbc), *range(0xfe10, 0xfe1a), *range(0xe000, 0xf900)}
      chars = [chr(c) for c in range(0x80, 0x10000) if not 0xd800 <= c < 0xe000]
      chars += [chr(c) for c in range(0x20000, 0x2a6e0, 7)]
      text = ''.join(c for c in chars if ord(c) not in skip)
      sys.stdout.buffer.write(text.encode() + b'\\xff' + text.encode('gb18030'))
      """
    let output = try run(script, input: [])
    let divider = try #require(output.firstIndex(of: 0xff))
    var decoder = TextDecoder(.gb18030)
    var decoded: [UInt8] = []
    let bytes = Array(output[(divider + 1)...])
    // Pieces of 997 bytes cut characters anywhere.
    for start in stride(from: 0, to: bytes.count, by: 997) {
      try decoder.decode(bytes.span.extracting(start..<min(start + 997, bytes.count))) { part in
        part.withUnsafeBufferPointer { decoded.append(contentsOf: $0) }
      }
    }
    try decoder.finish { part in part.withUnsafeBufferPointer { decoded.append(contentsOf: $0) } }
    let differing = zip(
      String(decoding: decoded, as: UTF8.self).unicodeScalars,
      String(decoding: output[..<divider], as: UTF8.self).unicodeScalars
    )
    .filter { $0 != $1 }
    #expect(
      differing.isEmpty,
      "\(differing.count): \(differing.prefix(20).map { String($0.0.value, radix: 16) + " for " + String($0.1.value, radix: 16) })"
    )
    #expect(decoded.count == divider)
  }
}
