public import Wording

/// What the functions of a catalog act on. It decides whether a call may read or write now.
public protocol HostSession: AnyObject, SendableMetatype {
  /// Called before a function that reads; throws where reading is refused.
  func read(_ function: FunctionDescription) throws
  /// Runs the body of a function that writes, so that an error leaves nothing of it; throws where writing is refused.
  func write<Result>(_ function: FunctionDescription, _ body: () throws -> Result) throws -> Result
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
}

/// A function that scripts call, declared once. The binding, its argument checks, help, the language server's file, the
/// reference page and a test of its example all come from this value.
///
/// `Host` is what the function acts on; a catalog's functions share one.
public struct Function<Host: HostSession>: Sendable {
  /// All that is known of the function but its body.
  public let description: FunctionDescription
  /// Makes the body for a host.
  public let body: @Sendable (Host) -> HostBody

  /// Declares a function whose parameters have the types of `parameter`, in order.
  ///
  /// - Parameters:
  ///   - name: The name that scripts write, in snake case: `customers.get`, or `today` for a global.
  ///   - summary: One line on what it does.
  ///   - effect: What it does to the book.
  ///   - parameter: The parameters; `Optional` types may be left out.
  ///   - result: What it returns.
  ///   - example: A script that shows it and runs as a test.
  ///   - run: The body. What it throws is raised in the script.
  @inlinable
  public init<each Input: ScriptArgument, Output: ScriptResult>(
    _ name: String, _ summary: Phrase, effect: Effect,
    takes parameter: repeat Parameter<each Input>,
    returns result: Returned<Output>,
    example: String,
    run: @escaping @Sendable (Host, repeat each Input) throws -> Output
  ) {
    var parameters: [ParameterDescription] = []
    for described in repeat (each parameter).description { parameters.append(described) }
    let description = FunctionDescription(
      name: name, summary: summary, effect: effect, parameters: parameters, result: result.description, example: example
    )
    self.description = description
    // The closures are written out for each effect, so that the most frequent kind of call decides nothing twice.
    switch effect {
    case .pure:
      body = { host in
        HostBody(description: description) { call in
          var arguments = try Arguments(call, of: description)
          return try run(host, repeat arguments.next((each Input).self, of: description)).push(to: call)
        }
      }
    case .reads:
      body = { host in
        HostBody(description: description) { call in
          var arguments = try Arguments(call, of: description)
          try host.read(description)
          return try run(host, repeat arguments.next((each Input).self, of: description)).push(to: call)
        }
      }
    case .writes, .writesInParts:
      body = { host in
        HostBody(description: description) { call in
          var arguments = try Arguments(call, of: description)
          return try host.write(description) {
            try run(host, repeat arguments.next((each Input).self, of: description))
          }.push(to: call)
        }
      }
    }
  }
}

/// The arguments of a call, taken one after the other.
@usableFromInline
struct Arguments {
  @usableFromInline let call: Call
  @usableFromInline var index: Int32 = 0

  @inlinable
  init(_ call: Call, of description: FunctionDescription) throws {
    self.call = call
    if call.argumentCount > description.arity { throw description.surplus(call.argumentCount) }
  }

  // Inlined by force: a pack is taken apart too late for the optimiser to specialise what is called for it.
  @inlinable @inline(__always)
  mutating func next<Value: ScriptArgument>(_: Value.Type, of description: FunctionDescription) throws -> Value {
    index += 1
    do throws(Mismatch) {
      return try Value.read(call, at: index)
    } catch {
      throw description.refusal(ofArgument: index, error)
    }
  }
}

/// The body of a function, bound to its host.
public final class HostBody {
  /// What is documented of it.
  public let description: FunctionDescription
  /// Reads arguments, acts, pushes results and returns their count.
  public let run: (Call) throws -> Int32

  /// A bound body.
  @inlinable
  public init(description: FunctionDescription, run: @escaping (Call) throws -> Int32) {
    self.description = description
    self.run = run
  }
}
