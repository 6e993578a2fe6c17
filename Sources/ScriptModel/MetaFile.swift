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
    (["---@meta _\n", noField, require] + catalog.records.map(record) + catalog.modules.map(module)).joined(
      separator: "\n")
  }

  /// A server looks for a field of another name in tables that scripts write out only where it has a type that what is
  /// written there is not.
  private var noField: String {
    let text = Phrase("no such field", zh: "没有此字段").text(in: language)
    return "---@alias no_such_field \"\(text)\"\n"
  }

  /// Lua's own library has it in a module that scripts do not have.
  private var require: String {
    let summary = Phrase(
      "Finds a definition or a file by name, `lib.rates`, and runs it once.",
      zh: "按名称（如 `lib.rates`）找到定义或文件，运行一次。")
    let name = Phrase("Dots stand for folders.", zh: "点号代表文件夹。")
    let result = Phrase("What it returns.", zh: "其返回值。")
    return "---\(summary.text(in: language))\n---@param name string \(name.text(in: language))\n"
      + "---@return any result \(result.text(in: language))\nfunction require(name) end\n"
  }

  /// A class of a table's fields.
  private func record(_ record: RecordDescription) -> String {
    let summary = "---\(record.summary.text(in: language))\n"
    if record.fields.isEmpty, let value = record.others {
      return "\(summary)---@alias \(record.name) \(ScriptType.dictionary(value).annotation)\n"
    }
    let base = record.base.map { ": \($0.annotation)" } ?? ""
    return "\(summary)---@class\(record.others == nil ? " (exact)" : "") \(record.name)\(base)\n"
      + (record.fields + copy(of: record)).map(field).joined() + others(of: record)
      + record.operators.map { "---@operator \($0)\n" }.joined()
  }

  private func field(_ field: ParameterDescription) -> String {
    "---@field \(field.name) \(field.type.annotation) \(field.summary.text(in: language))\n"
  }

  /// What every row has besides its fields.
  private func copy(of record: RecordDescription) -> [ParameterDescription] {
    guard record.origin == .book else { return [] }
    let type = ScriptType.function(takes: ["self: \(record.name)"], returns: [.record(record.name)])
    return [
      ParameterDescription(
        name: "copy",
        summary: Phrase("A snapshot, to be kept of a row that is only lent.", zh: "快照，用于保留只借给公式的记录。"), type: type)
    ]
  }

  private func others(of record: RecordDescription) -> String {
    if let others = record.others { return "---@field [string] \(others.annotation)\n" }
    return record.origin == .script ? "---@field [string] no_such_field\n" : ""
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
