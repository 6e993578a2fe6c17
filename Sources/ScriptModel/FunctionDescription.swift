public import Wording

/// A function without its body: what documentation and messages need.
public final class FunctionDescription: Sendable {
  /// The name that scripts write, `customers.get`.
  public let name: String
  /// One line on what it does.
  public let summary: Phrase
  /// What it does to the book.
  public let effect: Effect
  /// The parameters in order.
  public let parameters: [ParameterDescription]
  /// What it returns; of type `.nothing` for no result.
  public var result: ParameterDescription { describeResult() }
  /// A script that shows it and runs as a test.
  public let example: String

  @usableFromInline let arity: Int32
  private let describeResult: @Sendable () -> ParameterDescription

  @usableFromInline
  init(
    _ name: String, _ summary: Phrase, _ effect: Effect, _ parameters: [ParameterDescription],
    _ result: @escaping @Sendable () -> ParameterDescription, _ example: String
  ) {
    self.name = name
    self.summary = summary
    self.effect = effect
    self.parameters = parameters
    arity = Int32(clamping: parameters.count)
    describeResult = result
    self.example = example
  }

  /// Stands for what scripts do not call by a name of its own: the turns of a loop that a function started, the search
  /// of `require`.
  public static func part(of name: String) -> FunctionDescription {
    FunctionDescription(
      name, Phrase(verbatim: ""), .reads, [],
      { ParameterDescription(name: "", summary: Phrase(verbatim: ""), type: .any) }, "")
  }

  /// The module's name; empty for a global.
  public var module: String {
    name.utf8.firstIndex(of: UInt8(ascii: ".")).map { String(name[..<$0]) } ?? ""
  }

  /// The name within the module.
  public var member: String {
    name.utf8.firstIndex(of: UInt8(ascii: ".")).map { String(name[name.utf8.index(after: $0)...]) } ?? name
  }

  /// The call as it is written, optional parameters in brackets: `customers.get(code, [at])`.
  public var signature: String {
    "\(name)(\(parameters.map { $0.type.isOptional ? "[\($0.name)]" : $0.name }.joined(separator: ", ")))"
  }

  @usableFromInline
  func refusal(ofArgument index: Int32, _ mismatch: Mismatch) -> any Error {
    let place = Int(index) - 1
    return ArgumentError(
      function: name, parameter: parameters.indices.contains(place) ? parameters[place].name : "#\(index)",
      mismatch: mismatch)
  }

  @usableFromInline @inline(never)
  func refuse(surplus count: Int32) throws { throw SurplusArguments(self, count) }
}

/// More arguments than the function takes.
struct SurplusArguments: Refusal {
  let signature: String
  let count: Int32

  init(_ function: FunctionDescription, _ count: Int32) {
    signature = function.signature
    self.count = count
  }

  var code: String { "too-many-arguments" }

  var message: Phrase {
    Phrase("\(signature) was given \(count) arguments", zh: "\(signature) 收到了 \(count) 个参数")
  }
}
