import CReference
import ScriptModel
import Wording

/// The functions that are measured, declared as the product declares its own. Each has a twin in `CReference`.
enum DeclaredFunctions {
  final class Host: HostSession {
    func permit(_ function: FunctionDescription) {}
  }

  /// A row as scripts see rows.
  private struct Record: ScriptResult {
    static var scriptType: ScriptType { .record("customer") }

    func push(to call: Call) -> Int32 {
      unsafe call.pushRecord(reference_layout(), reference_row())
      return 1
    }
  }

  private static let none = Phrase(verbatim: "")

  private static func integer(_ name: String) -> Parameter<Int64> { Parameter(name, none) }
  private static func number(_ name: String) -> Parameter<Double> { Parameter(name, none) }
  private static func boolean(_ name: String) -> Parameter<Bool> { Parameter(name, none) }
  private static func string(_ name: String) -> Parameter<String> { Parameter(name, none) }

  private static let integerResult = Returned("result", none, as: Int64.self)
  private static let numberResult = Returned("result", none, as: Double.self)
  private static let booleanResult = Returned("result", none, as: Bool.self)
  private static let stringResult = Returned("result", none, as: String.self)

  static let all = integers + numbers + booleans + strings + others

  /// Sums.
  private static let integers: [Function<Host>] = [
    Function(
      "declared_integers1", none, effect: .pure, takes: integer("a"), returns: integerResult, example: ""
    ) { _, a in a },
    Function(
      "declared_integers2", none, effect: .pure, takes: integer("a"), integer("b"), returns: integerResult, example: ""
    ) { _, a, b in a &+ b },
    Function(
      "declared_integers3", none, effect: .pure, takes: integer("a"), integer("b"), integer("c"),
      returns: integerResult, example: ""
    ) { _, a, b, c in a &+ b &+ c },
    Function(
      "declared_integers4", none, effect: .pure, takes: integer("a"), integer("b"), integer("c"), integer("d"),
      returns: integerResult, example: ""
    ) { _, a, b, c, d in a &+ b &+ c &+ d },
  ]

  /// Sums.
  private static let numbers: [Function<Host>] = [
    Function(
      "declared_numbers1", none, effect: .pure, takes: number("a"), returns: numberResult, example: ""
    ) { _, a in a },
    Function(
      "declared_numbers2", none, effect: .pure, takes: number("a"), number("b"), returns: numberResult, example: ""
    ) { _, a, b in a + b },
    Function(
      "declared_numbers3", none, effect: .pure, takes: number("a"), number("b"), number("c"), returns: numberResult,
      example: ""
    ) { _, a, b, c in a + b + c },
    Function(
      "declared_numbers4", none, effect: .pure, takes: number("a"), number("b"), number("c"), number("d"),
      returns: numberResult, example: ""
    ) { _, a, b, c, d in a + b + c + d },
  ]

  /// Whether an odd number of them is true.
  private static let booleans: [Function<Host>] = [
    Function(
      "declared_booleans1", none, effect: .pure, takes: boolean("a"), returns: booleanResult, example: ""
    ) { _, a in a },
    Function(
      "declared_booleans2", none, effect: .pure, takes: boolean("a"), boolean("b"), returns: booleanResult, example: ""
    ) { _, a, b in a != b },
    Function(
      "declared_booleans3", none, effect: .pure, takes: boolean("a"), boolean("b"), boolean("c"),
      returns: booleanResult, example: ""
    ) { _, a, b, c in (a != b) != c },
    Function(
      "declared_booleans4", none, effect: .pure, takes: boolean("a"), boolean("b"), boolean("c"), boolean("d"),
      returns: booleanResult, example: ""
    ) { _, a, b, c, d in ((a != b) != c) != d },
  ]

  /// Lengths.
  private static let strings: [Function<Host>] = [
    Function(
      "declared_strings1", none, effect: .pure, takes: string("a"), returns: integerResult, example: ""
    ) { _, a in Int64(a.utf8.count) },
    Function(
      "declared_strings2", none, effect: .pure, takes: string("a"), string("b"), returns: integerResult, example: ""
    ) { _, a, b in Int64(a.utf8.count + b.utf8.count) },
    Function(
      "declared_strings3", none, effect: .pure, takes: string("a"), string("b"), string("c"), returns: integerResult,
      example: ""
    ) { _, a, b, c in Int64(a.utf8.count + b.utf8.count + c.utf8.count) },
    Function(
      "declared_strings4", none, effect: .pure, takes: string("a"), string("b"), string("c"), string("d"),
      returns: integerResult, example: ""
    ) { _, a, b, c, d in Int64(a.utf8.count + b.utf8.count + c.utf8.count + d.utf8.count) },
  ]

  private static let others: [Function<Host>] = [
    Function("declared_nothing", none, effect: .pure, returns: .nothing, example: "") { _ in Nothing() },
    Function(
      "declared_echo", none, effect: .pure, takes: string("text"), returns: stringResult, example: ""
    ) { _, text in text },
    Function("declared_record", none, effect: .pure, returns: Returned("row", none, as: Record.self), example: "") {
      _ in
      Record()
    },
  ]
}
