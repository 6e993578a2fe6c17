public import CLuaHost
import Wording

/// The one function of Swift that the trampoline calls: it runs a body and turns what it throws into a Lua value.
public let enterHost: lh_body = { context, state in
  guard let context = unsafe context else { return Int32(LH_ERROR) }
  do {
    // The interpreter keeps its bodies for as long as its state lives.
    return try unsafe Unmanaged<HostBody>.fromOpaque(context)._withUnsafeGuaranteedRef {
      try unsafe $0.run(Call(state: state))
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
