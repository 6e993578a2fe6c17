import Foundation
import Glibc
import Interchange
public import Wording

/// The text of a Lua source. It is UTF-8 and nothing else: what another encoding means would become other words in the
/// book.
public enum SourceText {
  /// In bytes; nobody writes a longer script.
  private static let longest = 64 << 20

  /// The text of a file; `-` is standard input.
  public static func read(_ path: String) throws(SourceFault) -> String {
    // A pipe that nobody writes to would be waited for.
    let descriptor = path == "-" ? 0 : open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw [ENOENT, ENOTDIR, ELOOP].contains(errno) ? .absent(path) : .unreadable(path) }
    defer { if descriptor > 0 { close(descriptor) } }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .unreadable(path) }
    switch status.st_mode & S_IFMT {
    case S_IFREG: break
    case S_IFDIR: throw .folder(path)
    // What a shell puts in a file's place, `<(…)`.
    case _ where descriptor == 0 || path.hasPrefix("/dev/"):
      guard descriptor == 0 || fcntl(descriptor, F_SETFL, O_RDONLY) == 0 else { throw .unreadable(path) }
    default: throw .noFile(path)
    }
    guard let bytes = bytes(of: descriptor, limit: longest) else {
      throw errno == EISDIR ? .folder(path) : .unreadable(path)
    }
    if bytes.count > longest { throw .tooLong(path, megabytes: longest >> 20) }
    return try read(bytes, from: path == "-" ? "(stdin)" : path)
  }

  /// What an open file holds, or a little more of it than the limit; nil, with the reason in `errno`, where it cannot be
  /// read.
  static func bytes(of descriptor: Int32, limit: Int) -> [UInt8]? {
    var bytes: [UInt8] = []
    while bytes.count <= limit {
      var count = 0
      let piece = [UInt8](unsafeUninitializedCapacity: 64 << 10) { buffer, used in
        repeat { count = Glibc.read(descriptor, buffer.baseAddress, buffer.count) } while count < 0 && errno == EINTR
        used = max(0, count)
      }
      if count < 0 { return nil }
      if piece.isEmpty { break }
      bytes += piece
    }
    return bytes
  }

  /// The text of a file's bytes, without a byte order mark. A first line for the shell, `#!…`, is empty in it.
  ///
  /// - Parameter file: What messages call the file.
  public static func read(_ bytes: [UInt8], from file: String) throws(SourceFault) -> String {
    var text: [UInt8] = []
    do {
      var decoder = TextDecoder(.utf8)
      try decoder.decode(bytes.span) { text += Array($0) }
      try decoder.finish { text += Array($0) }
    } catch TextFault.invalid(_, _, let line, _, _) {
      throw .otherEncoding(file, line: line, looksLike: encoding(of: bytes))
    } catch TextFault.contradictoryMark(_, let marked) {
      throw .otherEncoding(file, line: 1, looksLike: marked.label)
    } catch {
      throw .noText(file)
    }
    // Valid UTF-8, in which every other byte of UTF-16 is zero.
    if let encoding = wide(bytes) { throw .otherEncoding(file, line: 1, looksLike: encoding.label) }
    if text.starts(with: [35, 33]) { text.removeSubrange(..<(text.firstIndex { $0 == 10 || $0 == 13 } ?? text.count)) }
    return String(decoding: text, as: UTF8.self)
  }

  /// The encoding that bytes which are not UTF-8 may be in.
  private static func encoding(of bytes: [UInt8]) -> String? {
    if let encoding = wide(bytes) { return encoding.label }
    var decoder = TextDecoder()
    do {
      try decoder.decode(bytes.span) { _ in }
      try decoder.finish { _ in }
    } catch {
      return nil
    }
    return decoder.encoding?.label
  }

  /// UTF-16 without a mark, told by the zero byte of its first character, which in a script is of ASCII.
  private static func wide(_ bytes: [UInt8]) -> TextEncoding? {
    guard let first = bytes.first, let second = bytes.dropFirst().first, (first == 0) != (second == 0) else {
      return nil
    }
    return first == 0 ? .utf16BigEndian : .utf16LittleEndian
  }
}

/// Why a file is no Lua source.
public enum SourceFault: Refusal, Hashable {
  case missing(String)
  /// A link to a file that is not there.
  case dangling(String, to: String)
  case folder(String)
  case unreadable(String)
  /// A pipe or a device.
  case noFile(String)
  case tooLong(String, megabytes: Int)
  case otherEncoding(String, line: Int, looksLike: String?)
  case noText(String)

  /// Why there is nothing at a path.
  static func absent(_ path: String) -> SourceFault {
    let target = try? FileManager.default.destinationOfSymbolicLink(atPath: path)
    return target.map { .dangling(path, to: $0) } ?? .missing(path)
  }

  public var code: String {
    switch self {
    case .missing, .dangling: "no-file"
    case .folder: "is-folder"
    case .unreadable: "cannot-read"
    case .noFile: "not-a-file"
    case .tooLong: "source-too-long"
    case .otherEncoding: "source-not-utf8"
    case .noText: "source-not-text"
    }
  }

  public var message: Phrase {
    switch self {
    case .missing(let path): return Phrase("there is no file \(path)", zh: "没有文件 \(path)")
    case .dangling(let path, let target):
      return Phrase(
        "\(path) is a link to \(target), which leads nowhere: mend the link or remove it",
        zh: "\(path) 是指向 \(target) 的链接，而它不通向任何文件：请修正或删除该链接")
    case .folder(let path):
      return Phrase("\(path) is a folder: name the file in it", zh: "\(path) 是文件夹：请指定其中的文件")
    case .unreadable(let path):
      return Phrase("\(path) cannot be read: look at its permissions", zh: "无法读取 \(path)：请检查其权限")
    case .noFile(let path):
      return Phrase(
        "\(path) is a pipe or a device: put the script into a file, or name it - for standard input",
        zh: "\(path) 是管道或设备：请将脚本存入文件，或用 - 表示标准输入")
    case .tooLong(let path, let megabytes):
      return Phrase(
        "\(path) is longer than \(megabytes) MB: is it a script? Data belongs into a file that the script reads",
        zh: "\(path) 超过 \(megabytes) MB：是否为脚本？数据应放在由脚本读取的文件中")
    case .otherEncoding(let file, let line, let encoding):
      let guess =
        encoding.map { Phrase(" and looks like \($0)", zh: "，可能是 \($0)") } ?? Phrase(verbatim: "")
      return Phrase("\(file):\(line): this is not UTF-8", zh: "\(file):\(line)：此处不是 UTF-8") + guess
        + Phrase("; save the file as UTF-8", zh: "；请将文件另存为 UTF-8")
    case .noText(let file):
      return Phrase(
        "\(file) is no text: a script is Lua, saved as UTF-8", zh: "\(file) 不是文本：脚本应为以 UTF-8 保存的 Lua 文件")
    }
  }
}

extension TextEncoding {
  /// As editors call it.
  fileprivate var label: String {
    switch self {
    case .utf8: "UTF-8"
    case .gb18030: "GB18030 (GBK)"
    case .utf16LittleEndian, .utf16BigEndian: "UTF-16"
    }
  }
}
