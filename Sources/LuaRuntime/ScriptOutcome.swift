/// How a run ended.
public enum ScriptOutcome: Sendable, Hashable {
  /// It ran to its end.
  case succeeded
  /// It raised an error that nothing caught, or did not compile.
  case failed(ScriptFailure)
  /// A limit stopped it, at the place in the failure.
  case limited(Limit, at: ScriptFailure)
  /// It was cancelled, at the place in the failure.
  case cancelled(at: ScriptFailure)
}
