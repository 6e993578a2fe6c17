import ScriptModel

extension String {
  /// How many scalars a piece of text has at most.
  private static let pieceLength = 4096

  /// Lends out the text piece by piece, each of whole characters, as long as the run goes on.
  ///
  /// Only a character of thousands of scalars is divided: nobody could wait for its end. A piece is a text of its own,
  /// so that nothing looks for that end beyond it.
  ///
  /// - Parameter body: Takes a piece; whether to go on.
  func inPieces(_ body: (String) throws -> Bool) throws {
    var start = startIndex
    while start < endIndex {
      try Stopped.check()
      let end = unicodeScalars.index(start, offsetBy: Self.pieceLength, limitedBy: endIndex) ?? endIndex
      var piece = String(unicodeScalars[start..<end])
      if end < endIndex {
        // The piece may end within a character, which the next one begins with.
        let last = piece.index(before: piece.endIndex)
        if last > piece.startIndex { piece = String(piece[..<last]) }
      }
      guard try body(piece) else { return }
      start = utf8.index(start, offsetBy: piece.utf8.count)
    }
  }

  /// The pieces, each made into another text.
  func mappingPieces(_ transform: (String) -> String) throws -> String {
    var result = ""
    try inPieces {
      let piece = transform($0)
      TakenMemory.count(2 * piece.utf8.count)
      result += piece
      return true
    }
    return result
  }

  /// The sum of what each piece has.
  func summingPieces(_ count: (String) -> Int) throws -> Int {
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
