/// What a token does where it stands, as far as the syntax tells.
enum Role: UInt8, Sendable {
  case keyword, number, string, comment, symbol, unknown, end
  case local, parameter, global, field, method, function, label, attribute
  case calledLocal, calledGlobal, calledField

  init(of kind: Token.Kind) {
    switch kind {
    case .name: self = .field
    case .number: self = .number
    case .string: self = .string
    case .comment: self = .comment
    case .unknown: self = .unknown
    case .endOfSource: self = .end
    default: self = kind.isKeyword ? .keyword : .symbol
    }
  }

  /// The role of a name whose value is called.
  var called: Role {
    switch self {
    case .local: .calledLocal
    case .global: .calledGlobal
    case .field: .calledField
    default: self
    }
  }
}

/// A piece of source as an editor paints it.
public struct Highlight: Sendable, Hashable {
  /// What an editor tells apart.
  public enum Style: Sendable, Hashable, CaseIterable {
    case keyword, number, string, comment, symbol
    /// A variable that is declared with `local`, a parameter among them.
    case local
    /// A name that a function is declared by or called by.
    case function
    case knownGlobal, unknownGlobal
    case field, label, attribute
    /// What is wrong.
    case fault
  }

  /// Where its bytes are.
  public let range: Range<Int>
  /// How it is painted.
  public let style: Style
}

extension SyntaxTree {
  /// Every token in order, with how an editor paints it. Blanks between them have no highlight.
  ///
  /// - Parameter isKnown: Whether there is a global of that name.
  public func highlights(isKnown: (String) -> Bool) -> [Highlight] {
    var highlights: [Highlight] = []
    highlights.reserveCapacity(tokens.count)
    // A name that the source gives a value is known, wherever that is.
    let assigned = Set(references.lazy.filter { $0.isWrite && $0.binding == .global }.map(\.name))
    for (place, token) in tokens.enumerated() where !token.range.isEmpty {
      let style: Highlight.Style =
        if token.isFaulty {
          .fault
        } else {
          switch roles[place] {
          case .keyword: .keyword
          case .number: .number
          case .string: .string
          case .comment: .comment
          case .symbol, .end: .symbol
          case .unknown: .fault
          case .local, .parameter: .local
          case .field: .field
          case .label: .label
          case .attribute: .attribute
          case .function, .method, .calledLocal, .calledField: .function
          case .global, .calledGlobal:
            known(token, assigned, isKnown)
              ? (roles[place] == .calledGlobal ? .function : .knownGlobal) : .unknownGlobal
          }
        }
      highlights.append(Highlight(range: token.range, style: style))
    }
    return highlights
  }

  private func known(_ token: Token, _ assigned: Set<String>, _ isKnown: (String) -> Bool) -> Bool {
    let name = text(token.range)
    return isKnown(name) || assigned.contains(name)
  }
}
