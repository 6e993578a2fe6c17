/// An error that a person can act on: facts in its cases, one sentence in each language, a code that never changes.
public protocol Refusal: Error, CustomStringConvertible {
  /// A stable name for the kind of error, in kebab case: `unknown-field`.
  var code: String { get }
  /// What happened, where, the value given, and the way out.
  var message: Phrase { get }
}

extension Refusal {
  /// The English sentence.
  public var description: String { message.english }
}
