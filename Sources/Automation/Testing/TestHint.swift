import LuaRuntime
import Wording

extension ScriptOutcome {
  /// The outcome of a script, which says how to run its tests where it failed for what only tests have.
  func pointingToTests(of file: String) -> ScriptOutcome {
    guard case .failed(var failure) = self, failure.hint == nil, failure.message.hasPrefix("attempt to "),
      let name = Self.testing.first(where: { failure.message.hasSuffix("(global '\($0)')") })
    else { return self }
    let way = file.hasSuffix(".lua") ? file : "FILE"
    failure.hint = Phrase(
      "\(name) is there in tests: run them with `patron test \(way)`", zh: "\(name) 只在测试中可用：请用 `patron test \(way)` 运行")
    return .failed(failure)
  }

  private static let testing = ["describe", "it", "before_each", "given", "expect", "clock"]
}
