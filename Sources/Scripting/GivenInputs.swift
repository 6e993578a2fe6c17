import Analytics
import Domain
import ScriptModel

/// The inputs of a policy as its functions get them: a table by name, of which no name may be asked that it never has.
struct GivenInputs: Sendable {
  private let inputs: [ScoreInput]
  private let shape: TableShape
  /// Those of the inputs' own tables, in their order.
  private let shapes: [TableShape]

  init(_ inputs: [ScoreInput]) {
    self.inputs = inputs
    shape = TableShape("inputs", inputs.map(\.name))
    shapes = inputs.map { TableShape($0.name, $0.source.fields.map(\.name)) }
  }

  /// What was found of the customer that a pass stands on.
  func values(of pass: any InputPass) -> ScriptTable {
    var given: [(name: String, value: ScriptValue)] = []
    for (place, (input, shape)) in zip(inputs, shapes).enumerated() {
      guard input.ranking == nil else {
        given.append((input.name, ScriptValue(pass.rank(place))))
        continue
      }
      let fields: [(name: String, value: ScriptValue)] = input.source.fields.enumerated().map {
        ($1.name, ScriptValue(pass.value(place, field: $0)))
      }
      given.append((input.name, .table(ScriptTable(fields: fields, shape: shape))))
    }
    return ScriptTable(fields: given, shape: shape)
  }
}

extension ScriptValue {
  /// A number of an input; nil where there is none.
  fileprivate init(_ value: InputValue) {
    switch value {
    case .none: self = .null
    case .integer(let number): self = .integer(number)
    case .real(let number): self = .number(number)
    }
  }
}
