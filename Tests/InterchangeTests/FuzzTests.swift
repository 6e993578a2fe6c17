import Foundation
import Interchange
import Testing

/// Random bytes stop nothing, and what is read obeys its own rules.
struct FuzzTests {
  /// For each of the five tests.
  private static let rounds = ProcessInfo.processInfo.environment["PATRON_SLOW"] == nil ? 8_000 : 2_000_000

  private func inputs(_ alphabet: String, upTo length: Int = 40, _ body: ([UInt8], inout Seeded) throws -> Void)
    rethrows
  {
    let seed = UInt64.random(in: 0...UInt64.max)
    print("seed \(seed)")
    var random = Seeded(seed)
    let likely = Array(alphabet.utf8)
    for round in 0..<Self.rounds {
      let isWild = round % 4 == 0
      let bytes = (0..<Int.random(in: 0...length, using: &random)).map { _ in
        isWild ? UInt8.random(in: 0...255, using: &random) : likely.randomElement(using: &random) ?? 0
      }
      try body(bytes, &random)
    }
  }

  /// Says something only when it fails: a million expectations would take longer than what they expect.
  private func check(_ holds: Bool, _ bytes: [UInt8]) {
    if !holds { Issue.record("fails for \(bytes)") }
  }

  @Test func `records of random bytes account for every line`() throws {
    try inputs("a1,;\t|\"\"\r\n\n ") { bytes, random in
      let table = try Table(bytes, delimiter: Delimiter.allCases.randomElement(using: &random) ?? .comma)
      let widths = Set(table.rows.map(\.count))
      let arePlaced = table.faults.allSatisfy { $0.place.line >= $0.place.recordLine && $0.place.column >= 1 }
      check(widths.count <= 1 && arePlaced && table.lines == table.lines.sorted(), bytes)
    }
  }

  @Test func `whatever is decoded from random bytes is valid UTF-8`() {
    inputs("ab\n中é") { bytes, random in
      let encoding = ([nil] + TextEncoding.allCases).randomElement(using: &random) ?? nil
      let cut = Int.random(in: 0...bytes.count, using: &random)
      var decoder = TextDecoder(encoding)
      var decoded: [UInt8] = []
      do {
        try decoder.decode(bytes.span.extracting(0..<cut)) { $0.withUnsafeBufferPointer { decoded += $0 } }
        try decoder.decode(bytes.span.extracting(cut..<bytes.count)) { $0.withUnsafeBufferPointer { decoded += $0 } }
        try decoder.finish { $0.withUnsafeBufferPointer { decoded += $0 } }
        check(String(validating: decoded, as: UTF8.self) != nil, bytes)
        // Valid UTF-8 without a mark is never taken for anything else.
        if encoding == nil, String(validating: bytes, as: UTF8.self) != nil, !decoder.hasMark {
          check(decoded == bytes, bytes)
        }
      } catch {
        check(error is TextFault || error is FileSignature, bytes)
      }
    }
  }

  @Test func `random fields are a value or a fault`() {
    inputs("0123456789.,-()%$ :/TZ+年月日¥元EUR", upTo: 14) { bytes, _ in
      let field = bytes.span
      if let number = try? FieldNumber(field: field) { check(0...18 ~= number.scale, bytes) }
      _ = try? FieldAmount(field: field).currency(base: "CNY")
      _ = try? FieldNumber(percentField: field)
      _ = try? Int64(field: field)
      _ = try? Bool(field: field)
      if let stamp = try? FieldTimestamp(field: field) {
        let again = FieldDate(year: stamp.date.year, month: stamp.date.month, day: stamp.date.day)
        check(again == stamp.date && 0..<86_400_000 ~= stamp.millisecondOfDay, bytes)
      }
      _ = try? DateFormat(String(decoding: bytes, as: UTF8.self))
    }
  }

  @Test func `a random JSON text that is read is written and read again as the same value`() throws {
    try inputs("[]{},:\"\\u01aD8-.eEtruefalsn ") { bytes, _ in
      guard let value = try? JSON(parsing: bytes.span) else { return }
      let again = try JSON(parsing: try value.text())
      check(again == value, bytes)
    }
  }

  @Test func `the delimiter that is found reads the text without a fault`() throws {
    try inputs("ab,,;;||\t \n\n\n\"") { bytes, _ in
      var bytes = bytes
      bytes.append(UInt8(ascii: "\n"))
      guard !bytes.contains(UInt8(ascii: "\"")), let delimiter = Delimiter.detect(bytes.span) else { return }
      let table = try Table(bytes, delimiter: delimiter)
      check(table.faults.isEmpty, bytes)
    }
  }
}
