public import CLuaHost
import Wording

/// The body of a function, bound to what it acts on.
public final class HostBody {
  /// What is documented of it.
  public let description: FunctionDescription
  @usableFromInline let anyHost: AnyObject
  @usableFromInline let run: (HostBody, Call) throws -> Int32

  @usableFromInline
  init(description: FunctionDescription, host: AnyObject, run: @escaping (HostBody, Call) throws -> Int32) {
    self.description = description
    anyHost = host
    self.run = run
  }

  /// A body that reads its arguments itself, acts, pushes results and returns their count.
  public convenience init(description: FunctionDescription, run: @escaping (Call) throws -> Int32) {
    // There is no host: nothing asks for one.
    self.init(description: description, host: description) { _, call in try run(call) }
  }

  /// Refuses surplus arguments, and an effect that the host does not permit.
  @inlinable @inline(__always)
  func begin<Host: HostSession>(_ call: Call, _: Host.Type) throws {
    if call.argumentCount > description.arity { throw description.surplus(call.argumentCount) }
    if description.effect != .pure { try (host() as Host).permit(description) }
  }

  @inlinable @inline(__always)
  func host<Host: HostSession>() -> Host {
    // `Function` alone asks, and gives its bodies a host of its own type.
    unsafe unsafeDowncast(anyHost, to: Host.self)
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
