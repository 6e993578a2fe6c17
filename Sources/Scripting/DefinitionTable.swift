public import ScriptModel
import Wording

/// What a file declares by returning it: `score { … }`, `tier_policy { … }`.
public protocol DefinitionTable: ScriptConvertible {
  /// The name of the function that checks it, and what a returned table calls itself.
  static var kind: String { get }
  /// By which the book knows it.
  var name: String { get }
  /// What was declared.
  var table: ScriptTable { get }
  /// The declaration in a table, checked.
  init(_ table: ScriptTable) throws(Mismatch)
}

extension DefinitionTable {
  public static var scriptType: ScriptType { .record(kind) }

  public static func read(_ call: Call, at index: Int32) throws(Mismatch) -> Self {
    guard case .table(let table) = try ScriptValue.read(call, at: index) else {
      throw call.mismatch(at: index, expected: scriptType)
    }
    do throws(Mismatch) {
      return try Self(table)
    } catch {
      guard case .string(let name)? = table["name"], ScoreTable.isName(name) else { throw error }
      throw .named(name, error)
    }
  }

  public func push(to call: Call) throws -> Int32 {
    var marked = table.fields.filter { $0.name != "kind" }
    marked.append(("kind", .string(Self.kind)))
    return try ScriptValue.table(ScriptTable(fields: marked)).push(to: call)
  }
}

/// The kinds of definition that there are.
public enum DefinitionKinds {
  /// All of them, in the order in which they are documented.
  public static let all: [any DefinitionTable.Type] = [
    ScoreTable.self, PointsProgramTable.self, TierPolicyTable.self, CreditPolicyTable.self,
  ]

  /// The kind of a returned table; nil where it is no definition.
  public static func kind(of table: ScriptTable) -> (any DefinitionTable.Type)? {
    guard case .string(let name)? = table["kind"] else { return nil }
    return all.first { $0.kind == name }
  }
}
