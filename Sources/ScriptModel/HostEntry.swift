public import CLuaHost
import Wording

/// The body of a function, bound to what it acts on.
@safe public final class HostBody {
  /// What is documented of it.
  public let description: FunctionDescription
  /// Held for as long as the body; not retained again for each call.
  @usableFromInline let host: Unmanaged<AnyObject>
  @usableFromInline let run: (HostBody, Call) throws -> Int32

  @usableFromInline
  init(description: FunctionDescription, host: AnyObject, run: @escaping (HostBody, Call) throws -> Int32) {
    self.description = description
    unsafe self.host = unsafe .passRetained(host)
    self.run = run
  }

  /// A body that reads its arguments itself, acts, pushes results and returns their count.
  public convenience init(description: FunctionDescription, run: @escaping (Call) throws -> Int32) {
    // There is no host: nothing asks for one.
    self.init(description: description, host: description) { _, call in try run(call) }
  }

  deinit {
    unsafe host.release()
  }

  /// Runs a call with the host, where no argument is too many and the host permits the function.
  @inlinable @inline(__always)
  func perform<Host: HostSession, Result>(_ call: Call, _ body: (Host) throws -> Result) throws -> Result {
    if call.argumentCount > description.arity { throw description.surplus(call.argumentCount) }
    // `Function` alone asks, and gives its bodies a host of its own type.
    return try unsafe Unmanaged<Host>.fromOpaque(host.toOpaque())._withUnsafeGuaranteedRef { host in
      if description.effect != .pure { try host.permit(description) }
      return try body(host)
    }
  }
}

/// The one function of Swift that the trampoline calls: it runs a body and turns what it throws into a Lua value.
public let enterHost: lh_body = { context, state in
  guard let context = unsafe context else { return Int32(LH_ERROR) }
  do {
    // The interpreter keeps its bodies for as long as its state lives.
    return try unsafe Unmanaged<HostBody>.fromOpaque(context)._withUnsafeGuaranteedRef {
      try unsafe $0.run($0, Call(state: state))
    }
  } catch {
    return unsafe raise(error, state)
  }
}

/// Pushes what is to be raised. Apart from the entry, so that a call that succeeds has nothing of it.
@inline(never)
private func raise(_ error: any Error, _ state: OpaquePointer) -> Int32 {
  switch error {
  case let raised as RaisedError:
    unsafe lh_reserve(state, 4)
    unsafe lh_push_anchored(state, raised.anchor)
    unsafe lh_release_anchor(state, raised.anchor)
  case let refusal as any Refusal:
    let language: Language = unsafe lh_speaks_chinese(state) ? .chinese : .english
    unsafe pushError(state, code: refusal.code, message: refusal.message.text(in: language))
  default:
    unsafe pushError(state, code: "host-error", message: String(describing: error))
  }
  return Int32(LH_ERROR)
}

private func pushError(_ state: OpaquePointer, code: String, message: String) {
  var code = code
  var message = message
  unsafe lh_reserve(state, 8)
  code.withUTF8 { code in
    message.withUTF8 { message in
      unsafe lh_push_error(state, code.baseAddress, code.count, message.baseAddress, message.count)
    }
  }
}
