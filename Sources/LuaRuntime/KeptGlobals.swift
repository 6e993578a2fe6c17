import CLuaHost
public import ScriptModel

extension Interpreter {
  /// Keeps the globals, the modules that were required and what some functions close over as they are now, with the fields
  /// of all tables that these lead to. False where there is no memory for it.
  public func keepGlobals(and functions: [ScriptFunction]) -> Bool {
    let anchors = functions.map(\.anchor)
    return unsafe configure { state in
      unsafe anchors.withUnsafeBufferPointer { unsafe lh_keep(state, $0.baseAddress, $0.count) }
    }
  }

  /// Gives all of that the values that were kept, and no others. False where nothing was kept or there is no memory for it.
  public func restoreGlobals() -> Bool { unsafe configure { unsafe lh_restore($0) } }
}
