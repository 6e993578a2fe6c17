public import Wording

/// The annotations of a catalog for Lua language servers (LuaCATS), so that editors complete and check scripts.
public struct MetaFile {
  private let catalog: Catalog
  private let language: Language

  /// The annotations in one language.
  public init(_ catalog: Catalog, in language: Language) {
    self.catalog = catalog
    self.language = language
  }

  /// The text of the file.
  public var text: String {
    let records = catalog.records.map { record in
      "---\(record.summary.text(in: language))\n---@class \(record.name)\n"
        + record.fields.map { "---@field \($0.name) \($0.type.annotation) \($0.summary.text(in: language))\n" }.joined()
    }
    let modules = catalog.modules.map { module in
      let head = module.name.isEmpty ? "" : "---\(module.summary.text(in: language))\n\(module.name) = {}\n\n"
      return head + module.functions.map(function).joined(separator: "\n")
    }
    return (["---@meta _\nerror(\"this file is for editors: it describes what scripts see and cannot be run\")\n"] + records + modules)
      .joined(separator: "\n")
  }

  private func function(_ function: FunctionDescription) -> String {
    var lines = ["---\(function.summary.text(in: language))", "---", "---```lua"]
    lines += function.example.split(separator: "\n", omittingEmptySubsequences: false).map { "---\($0)" }
    lines.append("---```")
    for parameter in function.parameters {
      let name = parameter.type.isOptional ? "\(parameter.name)?" : parameter.name
      let type = parameter.type.isOptional ? parameter.type.annotation.dropLastMark : parameter.type.annotation
      lines.append("---@param \(name) \(type) \(parameter.summary.text(in: language))")
    }
    if function.result.type != .nothing {
      lines.append(
        "---@return \(function.result.type.annotation) \(function.result.name) \(function.result.summary.text(in: language))")
    }
    let names = function.parameters.map(\.name).joined(separator: ", ")
    lines.append("function \(function.name)(\(names)) end\n")
    return lines.joined(separator: "\n")
  }
}

extension String {
  fileprivate var dropLastMark: String { hasSuffix("?") ? String(dropLast()) : self }
}
