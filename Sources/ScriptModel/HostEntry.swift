public import CLuaHost
import Wording

/// The body of a function, bound to what it acts on.
@safe public final class HostBody {
  /// What is documented of it.
  public let description: FunctionDescription
  /// Held for as long as the body; not retained again for each call.
  @usableFromInline let host: Unmanaged<AnyObject>
  @usableFromInline let run: (HostBody, Call) -> Int32

  @usableFromInline
  init(description: FunctionDescription, host: AnyObject, run: @escaping (HostBody, Call) -> Int32) {
    self.description = description
    unsafe self.host = unsafe .passRetained(host)
    self.run = run
  }

  /// A body that reads its arguments itself, acts, pushes results and returns their count.
  public convenience init(description: FunctionDescription, run: @escaping (Call) throws -> Int32) {
    // There is no host: nothing asks for one.
    self.init(description: description, host: description) { _, call in
      do { return try run(call) } catch { return call.raise(error) }
    }
  }

  deinit {
    unsafe host.release()
  }

  /// Throws where an argument is too many or the host does not permit the function.
  @inlinable @inline(__always)
  func admit<Host: HostSession>(_ call: Call, to _: Host.Type) throws {
    if call.argumentCount > description.arity { try description.refuse(surplus: call.argumentCount) }
    if !description.effect.isPure {
      try withHost { (host: Host) in try host.permit(description) }
    }
  }

  /// Lends the host. `Function` alone asks for it, and gives its bodies a host of its own type.
  @inlinable @inline(__always)
  func withHost<Host: HostSession, Result>(_ body: (Host) throws -> Result) rethrows -> Result {
    try unsafe Unmanaged<Host>.fromOpaque(host.toOpaque())._withUnsafeGuaranteedRef(body)
  }
}

/// The one function of Swift that the trampoline calls. A body turns what it throws into a Lua value itself: what goes
/// through here alone is in every call.
public let enterHost: lh_body = { context, state in
  guard let context = unsafe context else { return Int32(LH_ERROR) }
  // The interpreter keeps its bodies for as long as its state lives.
  return unsafe Unmanaged<HostBody>.fromOpaque(context)._withUnsafeGuaranteedRef {
    unsafe $0.run($0, Call(state: state))
  }
}

extension Call {
  /// Pushes what is to be raised once Swift has returned, and the mark for it. Apart from the bodies, so that a call that
  /// succeeds has nothing of it.
  @usableFromInline @inline(never)
  func raise(_ error: any Error) -> Int32 {
    switch error {
    case let raised as RaisedError:
      unsafe lh_reserve(state, 4)
      unsafe lh_push_anchored(state, raised.anchor)
      unsafe lh_release_anchor(state, raised.anchor)
    case let refusal as any Refusal:
      let language: Language = unsafe lh_speaks_chinese(state) ? .chinese : .english
      unsafe pushError(state, code: refusal.code, message: refusal.message.text(in: language))
    case let mismatch as Mismatch:
      let language: Language = unsafe lh_speaks_chinese(state) ? .chinese : .english
      unsafe pushError(state, code: mismatch.code, message: mismatch.reason.text(in: language))
    default:
      unsafe pushError(state, code: "host-error", message: String(describing: error))
    }
    return Int32(LH_ERROR)
  }
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
