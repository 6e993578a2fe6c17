/// Texts that were cut, to be put back by Ctrl-Y and exchanged by Alt-Y.
struct KillRing: Sendable {
  private var texts: [[Character]] = []
  private var place = 0

  private static let limit = 60

  /// Takes a text that was cut.
  ///
  /// - Parameters:
  ///   - isJoined: Whether it was cut right after the last one, so that they are one.
  ///   - isBefore: Whether it stood before the last one.
  mutating func add(_ text: [Character], isJoined: Bool, isBefore: Bool) {
    guard !text.isEmpty else { return }
    if isJoined, let last = texts.popLast() {
      texts.append(isBefore ? text + last : last + text)
    } else {
      texts.append(text)
      if texts.count > Self.limit { texts.removeFirst() }
    }
    place = texts.count - 1
  }

  /// The text that was cut last.
  mutating func last() -> [Character] {
    place = max(0, texts.count - 1)
    return texts.last ?? []
  }

  /// The text that was cut before the one given last; after the oldest comes the newest.
  mutating func earlier() -> [Character] {
    guard !texts.isEmpty else { return [] }
    place = (place + texts.count - 1) % texts.count
    return texts[place]
  }
}
