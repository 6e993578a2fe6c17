import Wording

/// What helps where `..` met a value of the host, such as an error that `pcall` caught: only text and numbers are joined.
enum ConcatenationHint {
  private static let prefix = "attempt to concatenate a "
  private static let plainTypes = ["nil", "boolean", "table", "function", "thread"]

  /// The hint for a message of Lua's; nil where it is about something else, or about a value that has no text.
  static func find(in message: String) -> Phrase? {
    guard message.hasPrefix(prefix) else { return nil }
    let rest = message.dropFirst(prefix.count)
    guard !plainTypes.contains(where: { rest.hasPrefix("\($0) value") }) else { return nil }
    // The message ends with the name in quotes, where the value has one.
    let quoted = message.split(separator: "'", omittingEmptySubsequences: false)
    let name = quoted.count == 3 ? quoted[1] : "value"
    return Phrase("put it into a text with tostring(\(name))", zh: "请用 tostring(\(name)) 转为文本再拼接")
  }
}
