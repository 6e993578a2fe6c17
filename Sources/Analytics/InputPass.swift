public import CRow
public import Domain

/// Customers one after another in the order of their ids, each with the numbers that were asked for.
public protocol InputPass: AnyObject {
  /// The customer's id.
  var customer: Int64 { get }
  /// The customer's code.
  var code: String { get }
  /// The customer's name.
  var name: String { get }
  /// Moves to the next customer; false after the last.
  func next() throws -> Bool
  /// Whether there is data for an input.
  func hasData(_ index: Int) -> Bool
  /// The value of a field of an input.
  func value(_ index: Int, field: Int) -> InputValue
  /// The rank of an input that is a rank; none for others.
  func rank(_ index: Int) -> InputValue
  /// Works an input out anew from the customer's documents of other days, which must lie within the input's window; until
  /// the pass moves on. A rank stays what it is.
  func look(_ index: Int, through days: ClosedRange<Int32>, withReturns: Bool)
  /// The layout of the customer's record; it lives as long as the pass.
  var customerLayout: UnsafePointer<row_layout> { get }
  /// The layout of the inputs; it lives as long as the pass.
  var inputsLayout: UnsafePointer<row_layout> { get }
  /// Reads the customer's record and then the inputs; valid until the pass moves on.
  var reader: row_reader { get }
  /// Lets go of the book.
  func close()
}

/// What gathers numbers about customers from their documents.
public protocol InputReading: AnyObject {
  /// A pass over one customer or all.
  ///
  /// - Parameters:
  ///   - inputs: What is asked for.
  ///   - customer: The customer; nil for everybody who was not merged into another.
  ///   - date: The business date: documents up to and including it count.
  ///   - zone: The zone of business days.
  func inputs(
    _ inputs: [ScoreInput], of customer: RecordKey?, asOf date: CivilDate, zone: TimeZoneRule
  ) throws -> any InputPass
}
