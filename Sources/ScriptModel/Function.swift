public import Wording

/// What the functions of a catalog act on. It decides whether a call may read or write now.
public protocol HostSession: AnyObject, SendableMetatype {
  /// Called before a function that is not pure; throws where its effect is refused.
  func permit(_ function: FunctionDescription) throws
}

/// What a function does to the book.
public enum Effect: String, Sendable {
  /// It reads its arguments only: allowed everywhere, also in a formula.
  case pure
  /// It reads the book.
  case reads
  /// It changes the book, all of it or nothing.
  case writes
  /// It changes the book in parts, each of them whole or not at all.
  case writesInParts = "writes_in_parts"
  /// It belongs to test files, and decides itself where in them it may stand.
  case tests

  /// Whether it needs no permission. A comparison would compare the names.
  @inlinable var isPure: Bool {
    switch self {
    case .pure, .tests: true
    case .reads, .writes, .writesInParts: false
    }
  }

  /// Whether it changes the book.
  public var isWriting: Bool { self == .writes || self == .writesInParts }
}

/// A function that scripts call, declared once. The binding, its argument checks, help, the language server's file, the
/// reference page and a test of its example all come from this value.
///
/// `Host` is what the function acts on; a catalog's functions share one.
public struct Function<Host: HostSession>: Sendable {
  /// All that is known of the function but its body.
  public let description: FunctionDescription
  @usableFromInline let run: @Sendable (HostBody, Call) -> Int32

  /// The body that acts on a host.
  public func body(_ host: Host) -> HostBody { HostBody(description: description, host: host, run: run) }

  /// Declares a function without parameters.
  @inlinable
  public init<Output: ScriptResult>(
    _ name: String, _ summary: Phrase, effect: Effect,
    returns result: Returned<Output>, example: String, run: @escaping @Sendable (Host) throws -> Output
  ) {
    description = FunctionDescription(name, summary, effect, [], result.describe, example)
    // With nothing captured but the literal body, the optimiser makes one plain function of both. It does so only while
    // each of these closures is written out: what they have in common they cannot share through one more closure.
    self.run = { body, call in
      do {
        try body.admit(call, to: Host.self)
        return try body.withHost { try run($0) }.push(to: call)
      } catch {
        return call.raise(error)
      }
    }
  }

  /// Declares a function of one parameter; where its type is `Optional`, it may be left out.
  @inlinable
  public init<A: ScriptArgument, Output: ScriptResult>(
    _ name: String, _ summary: Phrase, effect: Effect, takes a: Parameter<A>,
    returns result: Returned<Output>, example: String, run: @escaping @Sendable (Host, A) throws -> Output
  ) {
    description = FunctionDescription(name, summary, effect, [a.description], result.describe, example)
    self.run = { body, call in
      do {
        try body.admit(call, to: Host.self)
        let a: A = try call.argument(1, of: body)
        return try body.withHost { try run($0, a) }.push(to: call)
      } catch {
        return call.raise(error)
      }
    }
  }

  /// Declares a function of two parameters.
  @inlinable
  public init<A: ScriptArgument, B: ScriptArgument, Output: ScriptResult>(
    _ name: String, _ summary: Phrase, effect: Effect, takes a: Parameter<A>, _ b: Parameter<B>,
    returns result: Returned<Output>, example: String, run: @escaping @Sendable (Host, A, B) throws -> Output
  ) {
    description = FunctionDescription(
      name, summary, effect, [a.description, b.description], result.describe, example)
    self.run = { body, call in
      do {
        try body.admit(call, to: Host.self)
        let a: A = try call.argument(1, of: body)
        let b: B = try call.argument(2, of: body)
        return try body.withHost { try run($0, a, b) }.push(to: call)
      } catch {
        return call.raise(error)
      }
    }
  }

  /// Declares a function of three parameters.
  @inlinable
  public init<A: ScriptArgument, B: ScriptArgument, C: ScriptArgument, Output: ScriptResult>(
    _ name: String, _ summary: Phrase, effect: Effect, takes a: Parameter<A>, _ b: Parameter<B>, _ c: Parameter<C>,
    returns result: Returned<Output>, example: String, run: @escaping @Sendable (Host, A, B, C) throws -> Output
  ) {
    description = FunctionDescription(
      name, summary, effect, [a.description, b.description, c.description], result.describe, example)
    self.run = { body, call in
      do {
        try body.admit(call, to: Host.self)
        let a: A = try call.argument(1, of: body)
        let b: B = try call.argument(2, of: body)
        let c: C = try call.argument(3, of: body)
        return try body.withHost { try run($0, a, b, c) }.push(to: call)
      } catch {
        return call.raise(error)
      }
    }
  }

  /// Declares a function of four parameters.
  @inlinable
  public init<A: ScriptArgument, B: ScriptArgument, C: ScriptArgument, D: ScriptArgument, Output: ScriptResult>(
    _ name: String, _ summary: Phrase, effect: Effect, takes a: Parameter<A>, _ b: Parameter<B>, _ c: Parameter<C>,
    _ d: Parameter<D>,
    returns result: Returned<Output>, example: String, run: @escaping @Sendable (Host, A, B, C, D) throws -> Output
  ) {
    description = FunctionDescription(
      name, summary, effect, [a.description, b.description, c.description, d.description], result.describe, example)
    self.run = { body, call in
      do {
        try body.admit(call, to: Host.self)
        let a: A = try call.argument(1, of: body)
        let b: B = try call.argument(2, of: body)
        let c: C = try call.argument(3, of: body)
        let d: D = try call.argument(4, of: body)
        return try body.withHost { try run($0, a, b, c, d) }.push(to: call)
      } catch {
        return call.raise(error)
      }
    }
  }
}

extension Call {
  /// The argument at that place; what does not fit is refused in the words of the function.
  @inlinable @inline(__always)
  func argument<Value: ScriptArgument>(_ index: Int32, of body: HostBody) throws -> Value {
    do throws(Mismatch) {
      return try Value.read(self, at: index)
    } catch {
      throw body.description.refusal(ofArgument: index, error)
    }
  }
}
