import CLuaHost

extension Call {
  /// Pushes the value at that index as something to be judged: what `expect(value)` returns. Turned round by `never`, it
  /// keeps its number.
  public func pushExpectation(at index: Int32, number: Int64) {
    unsafe lh_push_expectation(state, index, false, number)
  }

  /// The number of the expectation at that index; 0 for anything else.
  public func expectationNumber(at index: Int32) -> Int64 {
    unsafe lh_expectation_number(state, index)
  }

  /// Pushes the value that an expectation is about and says whether it is turned round; nil, pushing nothing, for anything
  /// else.
  public func pushExpected(at index: Int32) -> Bool? {
    let found = unsafe lh_push_expected(state, index)
    return found < 0 ? nil : found == 1
  }

  /// Whether two values are one and the same, and not merely alike.
  public func areSame(_ first: Int32, _ second: Int32) -> Bool {
    unsafe lh_are_same(state, first, second)
  }

  /// Whether two functions are one and the same.
  public func areSame(_ first: ScriptFunction, _ second: ScriptFunction) -> Bool {
    guard first != second, reserve(4) else { return first == second }
    unsafe lh_push_anchored(state, first.anchor)
    unsafe lh_push_anchored(state, second.anchor)
    defer { pop(2) }
    return areSame(-1, -2)
  }

  /// Whether the value at that index is a string.
  public func isString(_ index: Int32) -> Bool { unsafe lh_type(state, index) == LH_STRING.rawInt }

  /// Pushes the value at that index once more.
  public func pushCopy(of index: Int32) {
    unsafe lh_push_copy(state, index)
  }

  /// Where the script stands that called.
  public var place: SourcePlace? {
    let place = unsafe lh_caller_place(state)
    // The name lives as long as the function, which is on the stack; it is copied here.
    return unsafe place.chunk.map { unsafe SourcePlace(file: String(cString: $0), line: Int(place.line)) }
  }

  /// How many values stand on the stack, arguments included.
  public var top: Int32 { unsafe lh_top(state) }

  /// Takes values off the stack.
  public func pop(_ count: Int32) {
    unsafe lh_pop(state, count)
  }

  /// Where a script's function is written; nil for one of the host.
  public func place(of function: ScriptFunction) -> SourcePlace? {
    _ = unsafe lh_reserve(state, 4)
    unsafe lh_push_anchored(state, function.anchor)
    defer { unsafe lh_pop(state, 1) }
    let place = unsafe lh_function_place(state, -1)
    // The name lives as long as the function, which is anchored; it is copied here.
    return unsafe place.chunk.map { unsafe SourcePlace(file: String(cString: $0), line: Int(place.line)) }
  }

  /// The code, of an error of the host, and the message of a raised error. The error is let go of, and cannot be thrown on.
  public func codeAndMessage(of error: RaisedError) -> (code: String?, message: String) {
    _ = unsafe lh_reserve(state, 8)
    let base = unsafe lh_top(state)
    defer { unsafe lh_pop(state, lh_top(state) - base) }
    unsafe lh_push_anchored(state, error.anchor)
    unsafe lh_release_anchor(state, error.anchor)
    guard unsafe lh_push_error_parts(state, -1) else { return (nil, errorText(at: -1)) }
    return (string(at: -2), string(at: -1) ?? "")
  }

  /// Forgets the definitions that were brought to life, since the book may have others now.
  public func forgetDefinitions() {
    unsafe lh_forget_definitions(state)
  }
}

/// A line of a script.
public struct SourcePlace: Sendable, Hashable {
  /// The file, or another name of the chunk.
  public var file: String
  /// The line, from 1.
  public var line: Int

  /// A line of a file.
  public init(file: String, line: Int) {
    self.file = file
    self.line = line
  }
}

extension ScriptFunction: ScriptArgument {
  public static var scriptType: ScriptType { .function(takes: [], returns: []) }

  public static func read(_ call: Call, at index: Int32) throws(Mismatch) -> ScriptFunction {
    guard case .function(let function) = try ScriptValue.read(call, at: index) else {
      throw call.mismatch(at: index, expected: scriptType)
    }
    return function
  }
}
