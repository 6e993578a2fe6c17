import Foundation
public import Wording

/// What a Lua language server needs in a folder of scripts: the annotations, and settings that lead to them.
public struct EditorSetup {
  /// Where annotations are, seen from the folder.
  public static let annotations = ".patron/meta/patron.lua"
  /// Where settings are, seen from the folder.
  public static let settings = ".luarc.json"

  /// Settings for the Lua that scripts run on: version and library, and as errors what Patron refuses.
  static let settingsText = """
    {
      "$schema": "https://raw.githubusercontent.com/LuaLS/vscode-lua/master/setting/schema.json",
      "runtime.version": "Lua 5.4",
      "runtime.builtin": {
        "debug": "disable",
        "io": "disable",
        "os": "disable",
        "package": "disable"
      },
      "workspace.library": [".patron/meta"],
      "workspace.checkThirdParty": false,
      "diagnostics.severity": {
        "assign-type-mismatch": "Error",
        "missing-fields": "Error",
        "missing-parameter": "Error",
        "redundant-parameter": "Error",
        "undefined-global": "Error"
      }
    }

    """

  private let metaFile: String

  /// Annotations of what a manual describes.
  public init(_ manual: Manual) {
    metaFile = manual.metaFile
  }

  /// Writes annotations, in place of older ones, and settings; settings that name the annotations already stay as they are.
  ///
  /// - Throws: ``Fault`` where there are settings or a file of somebody else's, before anything is written, or where a
  ///   file cannot be written.
  public func write(into folder: String) throws(Fault) {
    let annotations = "\(folder)/\(Self.annotations)"
    if let old = FileManager.default.contents(atPath: annotations), !old.starts(with: Data("---@meta".utf8)) {
      throw .differs(annotations)
    }
    // Servers read either name, the first one first.
    let own = ["\(folder)/\(Self.settings)", "\(folder)/\(Self.settings)c"].first {
      FileManager.default.fileExists(atPath: $0)
    }
    if let own {
      let text = FileManager.default.contents(atPath: own).map { String(decoding: $0, as: UTF8.self) } ?? ""
      guard text.contains("\".patron/meta\"") else { throw .otherSettings(own) }
    }
    try Self.write(metaFile, to: annotations)
    if own == nil { try Self.write(Self.settingsText, to: "\(folder)/\(Self.settings)") }
  }

  private static func write(_ text: String, to path: String) throws(Fault) {
    let file = URL(fileURLWithPath: path)
    do {
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file, options: .atomic)
    } catch {
      throw .unwritable(path)
    }
  }

  /// Why an editor cannot be set up.
  public enum Fault: Refusal, Hashable {
    /// Something else has the name of the annotations.
    case differs(String)
    /// Settings that do not name the annotations.
    case otherSettings(String)
    case unwritable(String)

    public var code: String {
      switch self {
      case .differs, .otherSettings: "file-differs"
      case .unwritable: "cannot-write"
      }
    }

    public var message: Phrase {
      switch self {
      case .differs(let path):
        Phrase(
          "\(path) is there and is no file of annotations, so nothing was written: move it away",
          zh: "\(path) 已存在且不是标注文件，未写入任何内容：请移走该文件")
      case .otherSettings(let path):
        Phrase(
          "\(path) has settings of its own, so nothing was written: add \"workspace.library\": [\".patron/meta\"] and \"runtime.version\": \"Lua 5.4\" to it, and ask again",
          zh:
            "\(path) 已有自己的设置，未写入任何内容：请在其中加入 \"workspace.library\": [\".patron/meta\"] 与 \"runtime.version\": \"Lua 5.4\"，再重试"
        )
      case .unwritable(let path):
        Phrase(
          "cannot write \(path): look at its folder's permissions and space", zh: "无法写入 \(path)：请检查所在文件夹的权限和空间")
      }
    }
  }
}
