extension Bool {
  /// Reads true/false, yes/no, y/n, 1/0 or 是/否, in capitals or not.
  public init(field: Span<UInt8>) throws(FieldFault) {
    guard var scanner = FieldScanner(field) else { throw .notBoolean(Excerpt.of(field)) }
    if scanner.count == 0 { throw .empty }
    let value: Bool? =
      switch scanner.word() {
      case "true", "yes", "y": true
      case "false", "no", "n": false
      case nil:
        if scanner.take(FieldScanner.Sign.yes) || scanner.take(UInt8(ascii: "1")) {
          true
        } else if scanner.take(FieldScanner.Sign.no) || scanner.take(UInt8(ascii: "0")) {
          false
        } else {
          nil
        }
      default: nil
      }
    guard let value, scanner.isAtEnd else { throw .notBoolean(Excerpt.of(field)) }
    self = value
  }
}
