import Domain

/// A column's header without what people write differently: `customerNumber`, `Customer number` and `CUSTOMER_NUMBER`
/// have one key.
enum HeaderKey {
  static func of(_ header: some StringProtocol) -> String {
    let letters = SearchKey.normalized(header).unicodeScalars.filter {
      $0.properties.isAlphabetic || $0.properties.numericType != nil
    }
    return String(String.UnicodeScalarView(letters))
  }
}
