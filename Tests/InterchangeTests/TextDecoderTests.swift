import Interchange
import Testing
import Wording

struct TextDecoderTests {
  private func decode(
    _ bytes: [UInt8], as encoding: TextEncoding? = nil, by size: Int = .max
  ) throws -> (text: String, decoder: TextDecoder) {
    var decoder = TextDecoder(encoding)
    var decoded: [UInt8] = []
    var start = 0
    while start < bytes.count {
      let end = size < bytes.count - start ? start + size : bytes.count
      try decoder.decode(bytes.span.extracting(start..<end)) { part in
        part.withUnsafeBufferPointer { decoded.append(contentsOf: $0) }
      }
      start = end
    }
    try decoder.finish { part in part.withUnsafeBufferPointer { decoded.append(contentsOf: $0) } }
    return (String(decoding: decoded, as: UTF8.self), decoder)
  }

  // python3: '编号,中,€,𠀀\n'.encode('gb18030')
  private let chinese: [UInt8] = [
    0xb1, 0xe0, 0xba, 0xc5, 0x2c, 0xd6, 0xd0, 0x2c, 0xa2, 0xe3, 0x2c, 0x95, 0x32, 0x82, 0x36, 0x0a,
  ]

  @Test(arguments: [1, 2, 3, 5, 7, Int.max])
  func `GB18030 is found, and decoded in pieces of any size`(size: Int) throws {
    let (text, decoder) = try decode(chinese, by: size)
    #expect(text == "编号,中,€,𠀀\n")
    #expect(decoder.encoding == .gb18030)
  }

  @Test(arguments: [1, 2, 3, 5, 7, Int.max])
  func `UTF-8 is found, and passes in pieces of any size`(size: Int) throws {
    let (text, decoder) = try decode(Array("编号,中,€,𠀀,é\n".utf8), by: size)
    #expect(text == "编号,中,€,𠀀,é\n")
    #expect(decoder.encoding == .utf8 && !decoder.hasMark)
  }

  @Test func `plain ASCII is both, and nothing is claimed`() throws {
    let (text, decoder) = try decode(Array("code,name\n".utf8), by: 3)
    #expect(text == "code,name\n")
    #expect(decoder.encoding == nil)
  }

  @Test func `Chinese that begins after a megabyte of ASCII is found`() throws {
    let ascii = [UInt8](repeating: UInt8(ascii: "x"), count: 1 << 20)
    let (text, decoder) = try decode(ascii + chinese, by: 65_521)
    #expect(text.hasSuffix("编号,中,€,𠀀\n") && text.utf8.count == (1 << 20) + 20)
    #expect(decoder.encoding == .gb18030)
  }

  @Test func `byte order marks name the encoding and are left out`() throws {
    #expect(try decode([0xef, 0xbb, 0xbf] + Array("é".utf8)).text == "é")
    #expect(try decode([0xff, 0xfe, 0x2d, 0x4e, 0x40, 0xd8, 0x00, 0xdc, 0x0a, 0x00], by: 1).text == "中𠀀\n")
    #expect(try decode([0xfe, 0xff, 0x4e, 0x2d]).text == "中")
    #expect(try decode([0x84, 0x31, 0x95, 0x33, 0xd6, 0xd0]).text == "中")
    #expect(try decode([0xef, 0xbb, 0xbf]).decoder.hasMark)
  }

  @Test func `a mark against the encoding asked for is refused`() {
    #expect(throws: TextFault.contradictoryMark(asked: .gb18030, marked: .utf8)) {
      try decode([0xef, 0xbb, 0xbf, 0x61], as: .gb18030)
    }
  }

  // The Unicode Standard 15, table 3-8 and section 3.9: ill-formed sequences.
  @Test(
    arguments: [
      [0xc0, 0xaf], [0xe0, 0x9f, 0x80], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0xf5, 0x80, 0x80, 0x80], [0x80],
      [0xc3, 0x28], [0xe4, 0xb8], [0xff], [0xf0, 0x80, 0x80, 0x80], [0xf1, 0x80, 0x80],
    ] as [[UInt8]])
  func `ill-formed UTF-8 is refused with its place`(bad: [UInt8]) {
    let head = Array("中\nab".utf8)
    for size in [1, 2, 3, Int.max] {
      let fault = #expect(throws: TextFault.self) { try decode(head + bad, as: .utf8, by: size) }
      guard case .invalid(.utf8, let offset, let line, _, let isDetected) = fault else {
        Issue.record("another fault: \(String(describing: fault))")
        continue
      }
      #expect(offset == head.count && line == 2 && !isDetected)
    }
  }

  @Test func `the borders of UTF-8 are valid`() throws {
    let text = "\u{7f}\u{80}\u{7ff}\u{800}\u{d7ff}\u{e000}\u{ffff}\u{10000}\u{10ffff}"
    #expect(try decode(Array(text.utf8), as: .utf8, by: 1).text == text)
  }

  @Test func `bad bytes in GB18030 are refused with their place`() {
    let fault = TextFault.invalid(
      encoding: .gb18030, offset: 17, line: 2, bytes: [0xff, 0x61], isDetected: false)
    for size in [1, 4, Int.max] {
      let found = #expect(throws: TextFault.self) { try decode(chinese + [0x62, 0xff, 0x61], as: .gb18030, by: size) }
      guard case .invalid(.gb18030, 17, 2, _, false) = found else {
        Issue.record("not \(fault) but \(String(describing: found)) in pieces of \(size)")
        continue
      }
    }
    #expect(throws: TextFault.invalid(encoding: .gb18030, offset: 16, line: 2, bytes: [0xd6], isDetected: false)) {
      try decode(chinese + [0xd6], as: .gb18030)
    }
  }

  @Test func `bytes of neither encoding are refused with their place`() {
    #expect(throws: TextFault.unknownEncoding(offset: 3, line: 2, bytes: [0xff])) {
      try decode([0x61, 0x62, 0x0a, 0xff])
    }
  }

  @Test(
    arguments: [
      ([0x50, 0x4b, 0x03, 0x04, 0x14, 0x00] + [UInt8](repeating: 0, count: 40), FileSignature.zip),
      ([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1], .oldWorkbook), ([0x1f, 0x8b, 0x08, 0x00], .gzip),
      (Array("SQLite format 3\0".utf8) + [0x10, 0x00], .sqlite), (Array("%PDF-1.7\n".utf8), .pdf),
      (Array("<HTML><table>".utf8), .markup), ([0xef, 0xbb, 0xbf] + Array("<?xml version".utf8), .markup),
    ] as [([UInt8], FileSignature)])
  func `a file that is no text is named, whatever its pieces`(bytes: [UInt8], signature: FileSignature) {
    for size in [1, 7, Int.max] {
      #expect(throws: signature) { try decode(bytes, by: size) }
      #expect(throws: signature) { try decode(bytes, as: .gb18030, by: size) }
    }
  }

  @Test func `a workbook's refusal says how to save it`() {
    #expect(FileSignature.zip.message.english.contains("Save As, CSV UTF-8"))
    #expect(FileSignature.zip.message.chinese.contains("另存为"))
  }
}
