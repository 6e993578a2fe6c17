public import Wording

/// How the characters of a file are written as bytes.
public enum TextEncoding: String, Sendable, CaseIterable {
  /// UTF-8, with or without a byte order mark.
  case utf8 = "utf-8"
  /// The Chinese national standard, of which GBK and GB 2312 are parts.
  case gb18030
  /// UTF-16, low byte first: Excel's "Unicode Text".
  case utf16LittleEndian = "utf-16le"
  /// UTF-16, high byte first.
  case utf16BigEndian = "utf-16be"

  /// The encoding that a byte order mark at the start of a file names, and the mark's length; nil without one.
  public static func marked(_ prefix: Span<UInt8>) -> (encoding: TextEncoding, length: Int)? {
    func starts(with mark: [UInt8]) -> Bool {
      prefix.count >= mark.count && mark.indices.allSatisfy { prefix[$0] == mark[$0] }
    }
    if starts(with: [0xef, 0xbb, 0xbf]) { return (.utf8, 3) }
    if starts(with: [0x84, 0x31, 0x95, 0x33]) { return (.gb18030, 4) }
    if starts(with: [0xff, 0xfe]) { return (.utf16LittleEndian, 2) }
    if starts(with: [0xfe, 0xff]) { return (.utf16BigEndian, 2) }
    return nil
  }
}

/// Why bytes could not be read as text.
public enum TextFault: Refusal, Hashable {
  /// Bytes that the encoding does not have; `offset` counts bytes from 0, `line` line feeds from 1.
  case invalid(encoding: TextEncoding, offset: Int, line: Int, bytes: [UInt8], isDetected: Bool)
  /// Bytes that are neither UTF-8 nor GB18030.
  case unknownEncoding(offset: Int, line: Int, bytes: [UInt8])
  /// The file's byte order mark names another encoding than was asked for.
  case contradictoryMark(asked: TextEncoding, marked: TextEncoding)
  /// The system's C library cannot convert the encoding.
  case converterMissing(encoding: TextEncoding)

  /// A stable name in kebab case.
  public var code: String {
    switch self {
    case .invalid: "text-invalid"
    case .unknownEncoding: "text-encoding-unknown"
    case .contradictoryMark: "text-mark-contradicts"
    case .converterMissing: "text-converter-missing"
    }
  }

  /// Where, what, and the way out.
  public var message: Phrase {
    switch self {
    case .invalid(let encoding, let offset, let line, let bytes, let isDetected):
      Phrase(
        "line \(line), byte \(offset): \(Self.hexadecimal(bytes)) is not \(encoding.rawValue)"
          + (isDetected ? ", which the file is up to here" : "")
          + "; save the file again as CSV UTF-8, or name its encoding with --encoding",
        zh: "第 \(line) 行，字节 \(offset)：\(Self.hexadecimal(bytes)) 不是 \(encoding.rawValue)"
          + (isDetected ? "（此前的内容均为该编码）" : "") + "；请将文件另存为 CSV UTF-8，或用 --encoding 指明编码")
    case .unknownEncoding(let offset, let line, let bytes):
      Phrase(
        "line \(line), byte \(offset): \(Self.hexadecimal(bytes)) is neither UTF-8 nor GB18030; save the file again as CSV UTF-8",
        zh: "第 \(line) 行，字节 \(offset)：\(Self.hexadecimal(bytes)) 既不是 UTF-8 也不是 GB18030；请将文件另存为 CSV UTF-8")
    case .contradictoryMark(let asked, let marked):
      Phrase(
        "the file's byte order mark says \(marked.rawValue), not \(asked.rawValue); leave --encoding at auto",
        zh: "文件的字节序标记表明编码为 \(marked.rawValue)，而非 \(asked.rawValue)；请将 --encoding 保留为 auto")
    case .converterMissing(let encoding):
      Phrase(
        "this system cannot convert \(encoding.rawValue); install the converters of the C library (Debian: apt install --reinstall libc6, or libc-gconv-modules-extra where it exists), or use UTF-8",
        zh:
          "本系统无法转换 \(encoding.rawValue)；请安装 C 库的转换模块（Debian：apt install --reinstall libc6，或 libc-gconv-modules-extra），或使用 UTF-8"
      )
    }
  }

  private static func hexadecimal(_ bytes: [UInt8]) -> String {
    bytes.map { "0x" + ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined(separator: " ")
  }
}
