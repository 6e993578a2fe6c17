import CLuaHost
public import ScriptModel

extension Interpreter {
  /// Puts back the globals, the modules that were required and all that some functions lead to, tables and what functions
  /// close over: each as it was when this came to it first. False where there is no memory for it.
  public func putBack(_ functions: [ScriptFunction]) -> Bool {
    let anchors = functions.map(\.anchor)
    return unsafe configure { state in
      unsafe anchors.withUnsafeBufferPointer { unsafe lh_put_back(state, $0.baseAddress, $0.count) }
    }
  }
}
