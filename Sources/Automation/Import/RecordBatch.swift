import Domain
import Interchange

/// Records that were read and are not yet written, one after another in memory that is used again.
struct RecordBatch {
  /// An amount as it is written, which needs a currency before it can be stored.
  struct Amount {
    /// Which of the plan's inputs it was read from.
    let input: Int
    let slot: Int
    let number: FieldNumber
    let mark: FieldAmount.Mark?
  }

  /// What is known of a record besides its values. What it has several of ends where that of the next begins.
  struct Record {
    /// The physical line, from 1, on which it starts.
    let line: Int
    /// Whether it could be divided into fields.
    let isReadable: Bool
    var quantity: FieldNumber?
    /// The currency that it names.
    var currency: Currency?
    fileprivate let amountsStart: Int
    fileprivate let faultsStart: Int
    fileprivate let rawStart: Int
  }

  var rows: ImportedRows
  private(set) var records: [Record] = []
  /// The amounts of all records.
  var amounts: [Amount] = []
  /// What is wrong with the records.
  var faults: [ImportFault] = []
  /// The records as they were written, where somebody asks for that.
  private var raw: [UInt8] = []
  /// How many bytes of the file had been read by then.
  var bytesRead = 0

  /// No records yet, of so many values each.
  init(width: Int) {
    rows = ImportedRows(width: width)
  }

  /// Whether it is time to write the records, lest they fill the memory.
  var isFull: Bool {
    records.count == Self.recordLimit || rows.bytes.count + raw.count > Self.byteLimit || faults.count > Self.faultLimit
  }

  private static let recordLimit = 4096
  private static let byteLimit = 1 << 20
  private static let faultLimit = 1000

  /// Starts a record, whose row is then at hand.
  mutating func append(line: Int, isReadable: Bool = true, raw text: Span<UInt8>?) {
    records.append(
      Record(
        line: line, isReadable: isReadable, amountsStart: amounts.count, faultsStart: faults.count, rawStart: raw.count)
    )
    rows.append()
    text?.withUnsafeBufferPointer { raw.append(contentsOf: $0) }
  }

  /// The quantity of the record started last.
  var quantity: FieldNumber? {
    get { records.last?.quantity }
    set { records[records.count - 1].quantity = newValue }
  }

  /// The currency that the record started last names.
  var currency: Currency? {
    get { records.last?.currency }
    set { records[records.count - 1].currency = newValue }
  }

  /// The places of a record's amounts.
  func amounts(of index: Int) -> Range<Int> {
    records[index].amountsStart..<(index + 1 < records.count ? records[index + 1].amountsStart : amounts.count)
  }

  /// What was wrong with a record when it was read.
  func faults(of index: Int) -> ArraySlice<ImportFault> {
    faults[records[index].faultsStart..<(index + 1 < records.count ? records[index + 1].faultsStart : faults.count)]
  }

  /// A record as it was written; empty where nobody asked for that.
  func raw(of index: Int) -> ArraySlice<UInt8> {
    raw[records[index].rawStart..<(index + 1 < records.count ? records[index + 1].rawStart : raw.count)]
  }

  /// Forgets the records; memory that a long one needed is given back.
  mutating func removeAll() {
    if rows.bytes.count + raw.count > 2 * Self.byteLimit {
      self = RecordBatch(width: rows.width)
      return
    }
    rows.removeAll()
    records.removeAll(keepingCapacity: true)
    amounts.removeAll(keepingCapacity: true)
    faults.removeAll(keepingCapacity: true)
    raw.removeAll(keepingCapacity: true)
  }
}
