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
    (["---@meta _\n"] + catalog.records.map(record) + catalog.modules.map(module)).joined(separator: "\n")
  }

  /// A class that has these fields and no others.
  private func record(_ record: RecordDescription) -> String {
    "---\(record.summary.text(in: language))\n---@class (exact) \(record.name)\n"
      + record.fields.map { "---@field \($0.name) \($0.type.annotation) \($0.summary.text(in: language))\n" }.joined()
      + record.operators.map { "---@operator \($0)\n" }.joined()
  }

  private func module(_ module: ModuleDescription) -> String {
    let constants = module.constants.map { constant in
      let name = module.name.isEmpty ? constant.name : "\(module.name).\(constant.name)"
      return "---\(constant.summary.text(in: language))\n---@type \(constant.type.annotation)\n\(name) = nil\n"
    }
    let functions = module.functions.filter { $0.name != module.name }.map(function)
    return (head(of: module) + constants + functions).joined(separator: "\n")
  }

  /// The module's own table; a class of its own where it can be called.
  private func head(of module: ModuleDescription) -> [String] {
    if module.name.isEmpty { return [] }
    let summary = "---\(module.summary.text(in: language))\n"
    guard let call = module.functions.first(where: { $0.name == module.name }) else {
      return ["\(summary)\(module.name) = {}\n"]
    }
    let parameters = call.parameters.map { parameter in
      "\(parameter.name)\(parameter.type.isOptional ? "?" : ""): \(parameter.type.unwrapped.annotation)"
    }
    let overload = "---@overload fun(\(parameters.joined(separator: ", "))): \(call.result.type.annotation)\n"
    return ["\(summary)\(example(of: call))---@class \(module.name)_module\n\(overload)\(module.name) = {}\n"]
  }

  private func function(_ function: FunctionDescription) -> String {
    var text = "---\(function.summary.text(in: language))\n\(example(of: function))"
    for parameter in function.parameters {
      let mark = parameter.type.isOptional ? "?" : ""
      text +=
        "---@param \(parameter.name)\(mark) \(parameter.type.unwrapped.annotation) \(parameter.summary.text(in: language))\n"
    }
    if function.result.type != .nothing {
      text +=
        "---@return \(function.result.type.annotation) \(function.result.name) \(function.result.summary.text(in: language))\n"
    }
    let names = function.parameters.map(\.name).joined(separator: ", ")
    return text + "function \(function.name)(\(names)) end\n"
  }

  private func example(of function: FunctionDescription) -> String {
    let lines = function.example.split(separator: "\n", omittingEmptySubsequences: false).map { "---\($0)\n" }
    return "---\n---```lua\n\(lines.joined())---```\n"
  }
}
