import CLuaHost

/// An error that a script's function raised while Swift had called it.
///
/// Thrown on, it reaches the script unchanged.
public struct RaisedError: Error {
  /// The number under which the state anchors the error value; whoever raises it again releases it.
  public let anchor: Int32
}

extension Call {
  /// What a raised error says. The error is let go of, and cannot be thrown on.
  public func message(of error: RaisedError) -> String {
    _ = unsafe lh_reserve(state, 4)
    unsafe lh_push_anchored(state, error.anchor)
    unsafe lh_release_anchor(state, error.anchor)
    defer { unsafe lh_pop(state, 1) }
    return errorText(at: -1)
  }

  /// What the definition of that name in the book returns, brought to life in this state once a run: apart from what
  /// scripts require, with globals that no script can change. What its text raises is thrown as ``RaisedError``.
  public func definition(named name: String) throws -> ScriptValue {
    var name = name
    _ = unsafe lh_reserve(state, 8)
    let status = name.withUTF8 { unsafe lh_define(state, $0.baseAddress, $0.count) }
    guard status == 0 else { throw unsafe RaisedError(anchor: lh_anchor(state)) }
    defer { unsafe lh_pop(state, 1) }
    return try unsafe ScriptValue.read(self, at: lh_top(state))
  }

  /// Calls a script's function from a host function, protected: what it raises is thrown as ``RaisedError``.
  ///
  /// - Parameters:
  ///   - function: The function, anchored in this state.
  ///   - results: How many results to ask for.
  ///   - arguments: Pushes the arguments and returns their count.
  ///   - read: Reads the results, the first at the index that it is given; they are popped afterwards.
  public func call<Value>(
    _ function: ScriptFunction, results: Int32, arguments: (Call) throws -> Int32, read: (Call, Int32) throws -> Value
  ) throws -> Value {
    let base = unsafe lh_top(state)
    _ = unsafe lh_reserve(state, results + 8)
    unsafe lh_push_anchored(state, function.anchor)
    let count: Int32
    do {
      count = try arguments(self)
    } catch {
      unsafe lh_pop(state, lh_top(state) - base)
      throw error
    }
    guard unsafe lh_call(state, count, results) == 0 else { throw unsafe RaisedError(anchor: lh_anchor(state)) }
    defer { unsafe lh_pop(state, lh_top(state) - base) }
    return try read(self, base + 1)
  }
}
