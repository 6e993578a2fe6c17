import Foundation
public import Wording

/// A Lua file that the program carries with it.
public struct ShippedScript: Sendable, Hashable {
  /// Its path within the folder of scripts: `scoring/quality.lua`.
  public let path: String
  /// Its text.
  public let text: String

  /// A script under its path.
  public init(path: String, text: String) {
    self.path = path
    self.text = text
  }

  /// Writes all of them into a folder, and does what belongs to it.
  ///
  /// - Parameters:
  ///   - folder: The folder; it is made where there is none. Files that say the same already stay.
  ///   - body: What it throws takes back what was written.
  /// - Throws: `ShippedScriptError` where a file says something else, before anything is written.
  public static func write(into folder: String, then body: () throws -> Void) throws {
    let files = all.map { (path: "\(folder)/\($0.path)", data: Data($0.text.utf8)) }
    let missing = try files.filter { path, data in
      // A link that leads nowhere is something too.
      guard (try? FileManager.default.attributesOfItem(atPath: path)) != nil else { return true }
      guard FileManager.default.contents(atPath: path) == data else { throw ShippedScriptError.differs(path) }
      return false
    }
    var made: [String] = []
    do {
      for (path, data) in missing {
        try make(path.folder, &made)
        do {
          try data.write(to: URL(fileURLWithPath: path), options: .withoutOverwriting)
        } catch {
          throw ShippedScriptError.unwritable(path)
        }
        made.append(path)
      }
      try body()
    } catch {
      for path in made.reversed() { try? FileManager.default.removeItem(atPath: path) }
      throw error
    }
  }

  /// Makes a folder and those above it that are missing, and notes which.
  private static func make(_ folder: String, _ made: inout [String]) throws(ShippedScriptError) {
    if FileManager.default.fileExists(atPath: folder) { return }
    if folder.folder != folder { try make(folder.folder, &made) }
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    } catch {
      throw .unwritable(folder)
    }
    made.append(folder)
  }
}

/// Why the scripts that ship cannot be written out.
public enum ShippedScriptError: Refusal, Hashable {
  case differs(String)
  case unwritable(String)

  public var code: String {
    switch self {
    case .differs: "file-differs"
    case .unwritable: "cannot-write"
    }
  }

  public var message: Phrase {
    switch self {
    case .differs(let path):
      Phrase(
        "\(path) is there and differs from the script that ships, so nothing was written: move it away, or name another folder",
        zh: "\(path) 已存在且与自带脚本不同，未写入任何内容：请移走该文件，或指定其他文件夹")
    case .unwritable(let path):
      Phrase(
        "cannot write \(path), so nothing was written: look at its folder's permissions and space",
        zh: "无法写入 \(path)，未写入任何内容：请检查所在文件夹的权限和空间")
    }
  }
}
