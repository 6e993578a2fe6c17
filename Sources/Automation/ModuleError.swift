public import Wording

/// Why `require` gives nothing.
public enum ModuleError: Refusal, Hashable {
  case missing(String, file: String?)
  case notKept(String, String, Int)
  case late(String)
  case outside(String, String, leadsTo: String)
  case unreadable(String, String)
  case tooLong(String, String)
  case noSource(String, SourceFault)
  case differs(String, String, definition: String, Int)

  public var code: String {
    switch self {
    case .missing, .notKept: "no-module"
    case .late: "late-require"
    case .outside: "module-outside"
    case .unreadable: "cannot-read"
    case .tooLong: "module-too-long"
    case .noSource(_, let fault): fault.code
    case .differs: "module-differs"
    }
  }

  public var message: Phrase {
    switch self {
    case .missing(let name, let file):
      let looked = file.map { Phrase(", and there is no file \($0)", zh: "，也没有文件 \($0)") } ?? Phrase(verbatim: "")
      return Self.of(name, Phrase("no definition of that name is active", zh: "没有启用该名称的定义") + looked)
    case .notKept(let name, let definition, let version):
      return Self.of(
        name,
        Phrase(
          "version \(version) of '\(definition)' was installed without it: apply its file again",
          zh: "'\(definition)' 的版本 \(version) 安装时没有该模块：请重新安装其文件"))
    case .late(let name):
      return Self.of(
        name,
        Phrase(
          "a formula finds only what its file required: require it at the top of the file too",
          zh: "公式只能使用其文件已引用的模块：请在文件开头也引用它"))
    case .outside(let name, let path, let target):
      return Self.of(
        name,
        Phrase(
          "\(path) leads out of the script's folder, to \(target), and is not read",
          zh: "\(path) 指向脚本文件夹之外的 \(target)，不予读取"))
    case .unreadable(let name, let path): return Self.of(name, Phrase("cannot read \(path)", zh: "无法读取 \(path)"))
    case .noSource(let name, let fault): return Self.of(name, fault.message)
    case .tooLong(let name, let path):
      return Self.of(name, Phrase("\(path) is longer than 1 MiB", zh: "\(path) 超过 1 MiB"))
    case .differs(let name, let file, let definition, let version):
      return Self.of(
        name,
        Phrase(
          "\(file) is not what version \(version) of '\(definition)' was installed with: apply the file of '\(definition)' again, or rename the module",
          zh: "\(file) 与 '\(definition)' 版本 \(version) 安装时所用的不同：请重新安装 '\(definition)' 的文件，或给模块改名"))
    }
  }

  private static func of(_ name: String, _ reason: Phrase) -> Phrase {
    Phrase("require \"\(name)\": ", zh: "require \"\(name)\"：") + reason
  }
}
