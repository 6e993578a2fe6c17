import ScriptModel

extension String {
  /// How many scalars a piece of text has at most.
  private static let pieceLength = 4096

  /// Lends out the text piece by piece, each of whole characters, as long as the run goes on.
  ///
  /// Only a character of thousands of scalars is divided: nobody could wait for its end.
  ///
  /// - Parameter body: Takes a piece; whether to go on.
  func inPieces(_ body: (Substring) throws -> Bool) throws {
    var rest = self[...]
    while !rest.isEmpty {
      try Stopped.check()
      let end = unicodeScalars.index(rest.startIndex, offsetBy: Self.pieceLength, limitedBy: endIndex) ?? endIndex
      var piece = rest[..<end]
      if end < endIndex {
        // The piece may end within a character, which the next one begins with.
        let last = piece.index(before: piece.endIndex)
        if last > piece.startIndex { piece = piece[..<last] }
      }
      guard try body(piece) else { return }
      rest = rest[piece.endIndex...]
    }
  }

  /// The pieces, each made into another text.
  func mappingPieces(_ transform: (Substring) -> String) throws -> String {
    var result = ""
    try inPieces {
      result += transform($0)
      return true
    }
    return result
  }

  /// The sum of what each piece has.
  func summingPieces(_ count: (Substring) -> Int) throws -> Int {
    var sum = 0
    try inPieces {
      sum += count($0)
      return true
    }
    return sum
  }

  /// The beginning of the text, in which a few hundred characters have room.
  var beginning: String { String(unicodeScalars.prefix(4 * Self.pieceLength)) }
}
