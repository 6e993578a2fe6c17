import LuaSyntax
import ScriptModel

extension ScriptChecker {
  /// Looks through an operator with one operand.
  mutating func visit(_ symbol: Token.Kind, _ operand: Expression) -> Shape {
    let shape = visit(operand)
    switch symbol {
    case .not: return .value(.boolean)
    case .minus: return shape.isMoney || shape.isNumber ? shape : .unknown
    case .hash: return .value(.integer)
    default: return .unknown
    }
  }

  /// Looks through values that operators join, from left to right.
  mutating func visit(_ first: Expression, _ operations: [Operation], from start: Int) -> Shape {
    var left = visit(first)
    for operation in operations {
      let right = visit(operation.operand)
      judge(operation, left, right)
      left = Self.result(of: operation.symbol, left, right)
    }
    return left
  }

  /// Money goes with money or with a number, as the operator says.
  private mutating func judge(_ operation: Operation, _ left: Shape, _ right: Shape) {
    guard left.isMoney && (right.isMoney || right.isNumber) || left.isNumber && right.isMoney,
      let symbol = operation.symbol.text
    else { return }
    let areMoney = left.isMoney && right.isMoney
    let fits =
      switch operation.symbol {
      case .plus, .minus: areMoney
      case .star: !areMoney
      case .slash: left.isMoney
      case .doubleSlash, .percent, .caret: false
      case let symbol where symbol.compares: areMoney
      default: true
      }
    if fits { return }
    note(
      operation.symbol.compares ? .moneyAndNumber(symbol) : .moneyOperation(symbol, left.operand, right.operand),
      at: operation.range)
  }

  private static func result(of symbol: Token.Kind, _ left: Shape, _ right: Shape) -> Shape {
    switch symbol {
    case .equal, .unequal, .less, .lessOrEqual, .greater, .greaterOrEqual: .value(.boolean)
    case .concatenation: .value(.string)
    case .plus, .minus:
      left.isMoney && right.isMoney ? .value(.money) : left.isNumber && right.isNumber ? .value(.number) : .unknown
    case .star:
      left.isMoney && right.isNumber || left.isNumber && right.isMoney
        ? .value(.money) : left.isNumber && right.isNumber ? .value(.number) : .unknown
    case .slash:
      left.isMoney && right.isNumber
        ? .value(.money) : left.isMoney && right.isMoney || left.isNumber && right.isNumber ? .value(.number) : .unknown
    case .or: left.isMoney && right.isMoney ? .value(.money) : .unknown
    default: .unknown
    }
  }
}

extension Token.Kind {
  fileprivate var compares: Bool {
    switch self {
    case .equal, .unequal, .less, .lessOrEqual, .greater, .greaterOrEqual: true
    default: false
    }
  }
}
