import Automation
import Foundation

/// Books and policies for tests of credit, on 2026-11-21 in CNY.
enum CreditBench {
  /// A customer with a limit of 100,000.
  static let customer = """
    customers.create { code = "C1", name = "甲公司", credit_limit = 100000 }

    """

  /// A policy with those fields besides what every policy has.
  static func policy(_ fields: String, name: String = "p") -> String {
    """
    return credit_policy {
      name = "\(name)", score = function(c, i, k) return { character = 75 } end, weights = { character = 1 },
      grades = { { grade = "B", min = 70, cap = 28000 }, { grade = "D", min = 0, cap = 0 } },
      \(fields)
    }
    """
  }

  /// A book that a script filled, with a policy in force.
  static func desk(_ source: String = customer, policy: String? = nil) throws -> ScriptDesk {
    let desk = try ScriptDesk()
    try desk.run(source)
    if let policy { try apply(policy, desk) }
    return desk
  }

  /// Puts a policy in force.
  static func apply(_ source: String, _ desk: ScriptDesk) throws {
    _ = try desk.place.apply([DefinitionFile(path: "p.lua", source: source)], title: "apply", mode: .live)
  }
}
