import Domain
import Foundation
import Storage
import Wording

/// What a score is held against: a field of customers, or an expression over the documents of a span.
struct BacktestLabel {
  private let expression: String

  /// The label that somebody wrote.
  init(_ text: String, in session: BookSession) throws {
    let customers = try session.entity(Entity.customers.name)
    let name = text.trimmingCharacters(in: .whitespacesAndNewlines)
    guard let field = customers.field(name) else {
      let isWord = name.allSatisfy { $0 == "_" || $0.isLetter || $0.isNumber } && name.first?.isNumber != true
      if isWord, !["true", "false"].contains(name) {
        let fields = customers.fields.filter { Self.holds($0.kind) }.map(\.name)
        throw SimulationError.unknownLabel(
          name, suggestion: Suggestion.nearest(to: name, among: customers.fields.map(\.name)), fields: fields.sorted())
      }
      expression = text
      return
    }
    guard Self.holds(field.kind) else { throw SimulationError.labelKind(name, kind: field.kind.name) }
    expression = "c.\(name)"
  }

  /// Whether a value says yes or no: a boolean, or a number that is not 0.
  private static func holds(_ kind: Field.Kind) -> Bool {
    switch kind {
    case .boolean, .integer, .real: true
    default: false
    }
  }

  /// A score that is 1 where the label holds, and 0 where it does not. Its inputs are the documents of a span.
  func source(over span: TimeSpan) -> String {
    """
    return score {
      name = "label", range = { 0, 1 },
      inputs = {
        orders = orders.stats("\(span)"), returns = returns.stats("\(span)"), payments = payments.stats("\(span)"),
        invoices = invoices.stats("\(span)"), interactions = interactions.stats("\(span)"),
      },
      formula = function(c, i)
        local label = (
    \(expression)
        )
        if label == nil then return insufficient("unknown") end
        if type(label) == "number" then return label ~= 0 and 1 or 0 end
        if type(label) ~= "boolean" then
          error("a label is true or false, or a number, got " .. type(label), 0)
        end
        return label and 1 or 0
      end,
    }
    """
  }
}
