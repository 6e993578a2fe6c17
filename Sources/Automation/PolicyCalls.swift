import Domain
import LuaRuntime
import ScriptModel
import Scripting
import Wording

extension LoadedDefinition {
  /// Calls functions of the definition in its own state.
  var policyCall: PolicyCall {
    { [interpreter, declared] function, arguments, read in
      let outcome = try interpreter.call(function, results: 1, arguments: arguments, read: read)
      switch outcome {
      case .succeeded: return
      case .failed(let failure): throw PolicyFailure(failure.rendering.english)
      case .limited, .cancelled: throw DefinitionFault(outcome, of: declared.name, customer: nil)
      }
    }
  }

  /// The ladder that it declares.
  func ladder() throws -> TierPolicyTable {
    guard let policy = declared as? TierPolicyTable else {
      throw DefinitionError.otherKind(declared.name, kind: type(of: declared).kind, expected: TierPolicyTable.kind)
    }
    return policy
  }
}
