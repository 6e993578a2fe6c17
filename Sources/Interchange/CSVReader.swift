/// Reads delimited text (RFC 4180) in pieces of any size and lends out one record at a time, in flat memory.
///
/// Patron's own, because the parsers packaged for Swift load whole files and mend what they should refuse. Strict: a
/// quote inside an unquoted field, text after a closing quote, an unclosed quote, a NUL byte and a record with another
/// number of fields than the first are faults. After a fault, reading goes on with the next physical line. A line ends
/// with LF, CR LF or CR, or with the file; empty lines are passed over, and lines inside quotes are data.
///
/// The bytes are UTF-8, as `TextDecoder` gives them; a byte order mark is the decoder's to remove.
public struct CSVReader {
  /// The longest record, in bytes.
  public static let recordLimit = 16 << 20

  /// The most fields of a record: as many columns as a table of SQLite has.
  public static let columnLimit = 2000

  /// What stands between two fields.
  public let delimiter: Delimiter
  /// The number of fields each record has: as told, else that of the first record; nil until then.
  public private(set) var columns: Int?

  /// Bytes that are not yet handed out, and eight zeros, so that a word can be read at any of them.
  private var buffer = [UInt8](repeating: 0, count: padding)
  /// Fields of the record so far, counted from the record's start; `~end` marks doubled quotes.
  private var slots = [CSVRecord.Slot](repeating: CSVRecord.Slot(start: 0, end: 0), count: 64)
  /// How many of the slots are in use.
  private var slotCount = 0
  private var unescaped: [UInt8] = []
  private var state = State.plain
  private var recordStart = 0
  private var fieldStart = 0
  /// The first byte not yet looked at.
  private var next = 0
  /// The end of a finished record, before its line end.
  private var recordEnd = 0
  /// A quoted field has just been closed: only a delimiter or a line end may follow.
  private var isClosed = false
  private var hasDoubledQuotes = false
  private var doublesQuotes = false
  private var line = 1
  private var recordLine = 1
  private var fieldLine = 1
  private let marks: Marks

  private static let padding = 8
  /// A piece is taken in bites of this size, so that a large one does not make a large buffer.
  private static let bite = 1 << 18

  private enum State {
    case plain
    case quoted
    /// After a fault: to the end of the line.
    case skipping(Reason, CSVPlace)
  }

  private enum Reason {
    case quoteInsideField, textAfterQuote, nulByte, tooManyFields
  }

  private enum Event {
    /// A record is complete.
    case record
    /// A bad record has been skipped.
    case fault(CSVFault)
    /// More bytes are needed.
    case starved
    /// The state has changed; scanning goes on.
    case turned
  }

  /// Reads text with one delimiter; `columns` is the number of fields to expect, nil for that of the first record.
  public init(delimiter: Delimiter, columns: Int? = nil) {
    self.delimiter = delimiter
    self.columns = columns
    marks = Marks(delimiter: delimiter.byte)
  }

  /// Takes the next bytes of the file, and lends out every record they complete.
  ///
  /// Throws the first fault.
  public mutating func read(_ piece: Span<UInt8>, record: (CSVRecord) throws -> Void) throws {
    try read(piece, record: record, fault: { fault, _ in throw fault })
  }

  /// Takes the next bytes of the file; good records go to one closure, bad ones with their raw bytes to the other.
  ///
  /// Throws what the closures throw, and `CSVFault.recordTooLong`.
  public mutating func read(
    _ piece: Span<UInt8>, record: (CSVRecord) throws -> Void, fault: (CSVFault, Span<UInt8>) throws -> Void
  ) throws {
    var taken = 0
    while taken < piece.count {
      let size = min(piece.count - taken, Self.bite)
      append(piece.extracting(taken..<taken + size))
      taken += size
      try scan(isFinal: false, record: record, fault: fault)
    }
  }

  /// Lends out the last record where the file does not end with a line end.
  ///
  /// Throws the first fault.
  public mutating func finish(record: (CSVRecord) throws -> Void) throws {
    try finish(record: record, fault: { fault, _ in throw fault })
  }

  /// Lends out the last record where the file does not end with a line end, good or bad.
  public mutating func finish(
    record: (CSVRecord) throws -> Void, fault: (CSVFault, Span<UInt8>) throws -> Void
  ) throws {
    try scan(isFinal: true, record: record, fault: fault)
  }

  // MARK: The buffer

  private var end: Int { buffer.count - Self.padding }

  private mutating func append(_ piece: Span<UInt8>) {
    // Moving what is left costs less than it saves once it is the smaller half.
    if recordStart > end / 2 {
      buffer.removeSubrange(0..<recordStart)
      fieldStart -= recordStart
      next -= recordStart
      recordStart = 0
    }
    buffer.removeLast(Self.padding)
    // The bytes are copied before the closure ends.
    unsafe piece.withUnsafeBufferPointer { unsafe buffer.append(contentsOf: $0) }
    for _ in 0..<Self.padding { buffer.append(0) }
  }

  // MARK: Records

  private mutating func scan(
    isFinal: Bool, record: (CSVRecord) throws -> Void, fault: (CSVFault, Span<UInt8>) throws -> Void
  ) throws {
    while true {
      switch step(isFinal: isFinal) {
      case .turned: continue
      case .starved:
        if end - recordStart > Self.recordLimit {
          throw CSVFault.recordTooLong(at: place(line: fieldLine), limit: Self.recordLimit)
        }
        return
      case .fault(let found):
        defer { startRecord() }
        try fault(found, buffer.span.extracting(recordStart..<recordEnd))
      case .record:
        defer { startRecord() }
        // An empty line is no record; in quotes it would be.
        if slotCount == 0 || recordEnd == recordStart { continue }
        if slotCount > Self.columnLimit {
          try fault(
            tooManyFields(at: CSVPlace(recordLine: recordLine, line: recordLine, column: Self.columnLimit + 1)),
            buffer.span.extracting(recordStart..<recordEnd))
          continue
        }
        let expected = columns ?? slotCount
        if slotCount != expected {
          let column = min(slotCount, expected) + (slotCount > expected ? 1 : 0)
          let place = CSVPlace(recordLine: recordLine, line: recordLine, column: column)
          try fault(
            .fieldCount(at: place, found: slotCount, expected: expected),
            buffer.span.extracting(recordStart..<recordEnd))
          continue
        }
        columns = expected
        if hasDoubledQuotes { undoubleQuotes() }
        try record(
          CSVRecord(
            raw: buffer.span.extracting(recordStart..<recordEnd), unescaped: unescaped.span,
            slots: slots.span.extracting(0..<slotCount),
            line: recordLine))
      }
    }
  }

  private func tooManyFields(at place: CSVPlace) -> CSVFault {
    .tooManyFields(at: place, limit: Self.columnLimit)
  }

  private mutating func startRecord() {
    recordStart = next
    fieldStart = next
    recordLine = line
    fieldLine = line
    slotCount = 0
    isClosed = false
    hasDoubledQuotes = false
  }

  private mutating func undoubleQuotes() {
    unescaped.removeAll(keepingCapacity: true)
    for index in 0..<slotCount where slots[index].end < 0 {
      let start = unescaped.count
      var at = recordStart + Int(slots[index].start)
      let end = recordStart + Int(~slots[index].end)
      while at < end {
        unescaped.append(buffer[at])
        at += buffer[at] == UInt8(ascii: "\"") ? 2 : 1
      }
      slots[index] = CSVRecord.Slot(start: ~Int32(start), end: Int32(unescaped.count))
    }
  }

  private func place(line: Int) -> CSVPlace {
    CSVPlace(recordLine: recordLine, line: line, column: slotCount + 1)
  }

  // MARK: Bytes

  private mutating func step(isFinal: Bool) -> Event {
    switch state {
    case .plain: scanPlain(isFinal: isFinal)
    case .quoted: scanQuoted(isFinal: isFinal)
    case .skipping(let reason, let place): skip(reason, place, isFinal: isFinal)
    }
  }

  /// Fields without quotes: every mark in a word of eight bytes in turn.
  private mutating func scanPlain(isFinal: Bool) -> Event {
    let end = end
    let isBlankRun = delimiter == .whitespace
    if isClosed && next < end && !marks.endsField(buffer[next], isBlankRun: isBlankRun) {
      return turn(.textAfterQuote)
    }
    let mark = passDelimiters(isBlankRun: isBlankRun)
    if slotCount > Self.columnLimit {
      next = mark ?? end
      return turn(.tooManyFields)
    }
    guard let position = mark else {
      next = end
      guard isFinal && end > recordStart else { return .starved }
      endRecord(end, isBlankRun: isBlankRun)
      return .record
    }
    next = position
    switch buffer[position] {
    case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
      guard let after = lineEnd(position, isFinal: isFinal) else { return .starved }
      endRecord(position, isBlankRun: isBlankRun)
      next = after
      return .record
    case UInt8(ascii: "\""):
      next = position + 1
      if position != fieldStart { return turn(.quoteInsideField) }
      fieldStart = next
      doublesQuotes = false
      fieldLine = line
      state = .quoted
    case 0: return turn(.nulByte)
    default:
      // A delimiter that finds no room for its field.
      slots.append(contentsOf: repeatElement(CSVRecord.Slot(start: 0, end: 0), count: slots.count))
    }
    return .turned
  }

  /// Ends a field at each delimiter, up to the first byte that means something else; nil when there is none.
  private mutating func passDelimiters(isBlankRun: Bool) -> Int? {
    var run = Run(at: next, origin: recordStart, fieldStart: fieldStart, isClosed: isClosed, count: slotCount)
    // The slots are taken out, since the bytes lend themselves only while the reader stays as it is.
    var taken: [CSVRecord.Slot] = []
    swap(&taken, &slots)
    var open = taken.mutableSpan
    let position = run.pass(buffer.span, marks, &open, isBlankRun: isBlankRun)
    swap(&taken, &slots)
    slotCount = run.count
    fieldStart = run.fieldStart
    isClosed = run.isClosed
    return position
  }

  /// The loop that all the time goes into, with its state.
  private struct Run {
    var at: Int
    let origin: Int
    var fieldStart: Int
    var isClosed: Bool
    var count: Int

    mutating func pass(
      _ bytes: Span<UInt8>, _ marks: Marks, _ slots: inout MutableSpan<CSVRecord.Slot>, isBlankRun: Bool
    ) -> Int? {
      let end = bytes.count - padding
      while at < end {
        // Eight zeros follow the last byte, so a word read at any byte before `end` lies within the buffer.
        var found = unsafe marks.all(in: bytes.bytes.unsafeLoadUnaligned(fromByteOffset: at, as: UInt64.self))
        if end - at < 8 { found &= (1 << UInt64((end - at) * 8)) - 1 }
        while found != 0 {
          let position = at &+ found.trailingZeroBitCount &>> 3
          found &= found &- 1
          let byte = bytes[position]
          if byte == marks.delimiter || (isBlankRun && byte == UInt8(ascii: "\t")) {
            if !(isClosed || (isBlankRun && position == fieldStart)) {
              if count == slots.count { return position }
              // A record is at most `recordLimit` and one bite long, so that both ends fit.
              slots[count] = CSVRecord.Slot(
                start: Int32(truncatingIfNeeded: fieldStart &- origin),
                end: Int32(truncatingIfNeeded: position &- origin))
              count &+= 1
            }
            isClosed = false
            fieldStart = position &+ 1
          } else if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") || byte == UInt8(ascii: "\"") || byte == 0
          {
            return position
          }
        }
        at &+= 8
      }
      return nil
    }
  }

  /// Inside quotes: only a quote, a line end and a NUL byte matter.
  private mutating func scanQuoted(isFinal: Bool) -> Event {
    let end = end
    var at = next
    while at < end {
      // As in `scanPlain`.
      var found = unsafe marks.quotesAndControls(
        in: buffer.span.bytes.unsafeLoadUnaligned(fromByteOffset: at, as: UInt64.self))
      if end - at < 8 { found &= (1 << UInt64((end - at) * 8)) - 1 }
      guard found != 0 else {
        at += 8
        continue
      }
      let position = at + found.trailingZeroBitCount >> 3
      at = position + 1
      switch buffer[position] {
      case UInt8(ascii: "\""):
        if at == end && !isFinal {
          next = position
          return .starved
        }
        if at < end && buffer[at] == UInt8(ascii: "\"") {
          doublesQuotes = true
          at += 1
          continue
        }
        endField(position)
        isClosed = true
        next = at
        state = .plain
        return .turned
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
        guard let after = lineEnd(position, isFinal: isFinal) else {
          next = position
          return .starved
        }
        line += 1
        at = after
      case 0:
        next = position
        return turn(.nulByte)
      default: continue
      }
    }
    next = end
    guard isFinal else { return .starved }
    recordEnd = end
    state = .plain
    return .fault(.unterminatedQuote(at: place(line: fieldLine)))
  }

  private mutating func skip(_ reason: Reason, _ place: CSVPlace, isFinal: Bool) -> Event {
    while next < end && buffer[next] != UInt8(ascii: "\n") && buffer[next] != UInt8(ascii: "\r") { next += 1 }
    recordEnd = next
    if next < end {
      guard let after = lineEnd(next, isFinal: isFinal) else { return .starved }
      next = after
      line += 1
    } else if !isFinal {
      return .starved
    }
    state = .plain
    switch reason {
    case .quoteInsideField: return .fault(.quoteInsideField(at: place, value: excerpt(from: fieldStart)))
    // The field's own text starts after its quote.
    case .textAfterQuote: return .fault(.textAfterQuote(at: place, value: excerpt(from: fieldStart - 1)))
    case .nulByte: return .fault(.nulByte(at: place))
    case .tooManyFields:
      return .fault(
        tooManyFields(at: CSVPlace(recordLine: recordLine, line: place.line, column: Self.columnLimit + 1)))
    }
  }

  /// The byte after a line end; nil while a CR is the last byte, since an LF may follow.
  private func lineEnd(_ position: Int, isFinal: Bool) -> Int? {
    guard buffer[position] == UInt8(ascii: "\r") else { return position + 1 }
    if position + 1 < end { return position + (buffer[position + 1] == UInt8(ascii: "\n") ? 2 : 1) }
    return isFinal ? position + 1 : nil
  }

  private mutating func endField(_ position: Int) {
    let end = Int32(truncatingIfNeeded: position - recordStart)
    let slot = CSVRecord.Slot(
      start: Int32(truncatingIfNeeded: fieldStart - recordStart), end: doublesQuotes ? ~end : end)
    if slotCount < slots.count { slots[slotCount] = slot } else { slots.append(slot) }
    slotCount += 1
    hasDoubledQuotes = hasDoubledQuotes || doublesQuotes
    doublesQuotes = false
  }

  private mutating func endRecord(_ position: Int, isBlankRun: Bool) {
    if !(isClosed || (isBlankRun && position == fieldStart)) { endField(position) }
    recordEnd = position
    line += position < end ? 1 : 0
  }

  private mutating func turn(_ reason: Reason) -> Event {
    // The quoted field just closed is the one at fault.
    let column = reason == .textAfterQuote ? slotCount : slotCount + 1
    state = .skipping(reason, CSVPlace(recordLine: recordLine, line: line, column: column))
    doublesQuotes = false
    return .turned
  }

  private func excerpt(from start: Int) -> String {
    Excerpt.of(buffer.span.extracting(start..<recordEnd))
  }
}
