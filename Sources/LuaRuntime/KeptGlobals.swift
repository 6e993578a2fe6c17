import CLuaHost

extension Interpreter {
  /// Keeps the globals, and the modules that were required, as they are now. False where there is no memory for it.
  public func keepGlobals() -> Bool { unsafe configure { unsafe lh_keep_globals($0) } }

  /// Gives the globals, and the modules that were required, the values that were kept, and no others. What their tables hold
  /// stays. False where nothing was kept or there is no memory for it.
  public func restoreGlobals() -> Bool { unsafe configure { unsafe lh_restore_globals($0) } }
}
