import Domain
import Wording

/// The values of a closed list by everything that people write for them: `In Process`, `in_process` and `处理中`.
struct ChoiceNames {
  private let names: [String: String]
  /// The bytes of the value met last and its name: columns repeat themselves.
  private var last: (written: [UInt8], name: String) = ([], "")

  init(_ choices: [Field.Choice]) {
    var names: [String: String] = [:]
    for choice in choices { names[HeaderKey.of(choice.name)] = choice.name }
    for choice in choices {
      for label in [choice.label.english, choice.label.chinese] where names[HeaderKey.of(label)] == nil {
        names[HeaderKey.of(label)] = choice.name
      }
    }
    self.names = names
  }

  /// The name that a text stands for; nil for none of them.
  mutating func name(_ text: Span<UInt8>) -> String? {
    if !last.written.isEmpty, last.written.count == text.count,
      last.written.indices.allSatisfy({ last.written[$0] == text[$0] })
    {
      return last.name
    }
    let written = Array(text)
    guard let name = names[HeaderKey.of(String(decoding: written, as: UTF8.self))] else { return nil }
    last = (written, name)
    return name
  }
}

extension Array where Element == UInt8 {
  /// A copy of lent bytes.
  init(_ bytes: Span<UInt8>) {
    self = bytes.withUnsafeBufferPointer { Array($0) }
  }
}
