public import Wording

/// What is fixed for a whole book.
public struct BookProfile: Sendable, Hashable {
  /// The company or purpose.
  public var name: String
  /// The currency of sums over documents.
  public var baseCurrency: Currency
  /// The zone whose midnight parts business days.
  public var timeZone: String

  /// A profile.
  public init(name: String, baseCurrency: Currency, timeZone: String) {
    self.name = name
    self.baseCurrency = baseCurrency
    self.timeZone = timeZone
  }
}

/// How a record is named.
public enum RecordKey: Sendable, Hashable, CustomStringConvertible {
  case code(String)
  case id(Int64)

  public var description: String {
    switch self {
    case .code(let code): code
    case .id(let id): "#\(id)"
    }
  }
}

/// A book as one run sees it: the records and the rules that keep them true.
public protocol Book: ScoreRegister, BatchRegister, PointsLedger, PointEvents, RewardRegister, TierRegister, CreditBook
{
  /// What is fixed for the whole book.
  var profile: BookProfile { get }
  /// An entity with the custom fields that this book has.
  func entity(_ name: String) throws -> Entity
  /// The records that a query means. Rows come one at a time; the set of them is fixed first where the run writes.
  func rows(_ query: Query) throws -> any RowStream
  /// How many records a query means.
  func count(_ query: Query) throws -> Int
  /// One record, with the cursor on it; nil where there is none. The code of a merged record finds the one that it
  /// was merged into.
  func row(_ key: RecordKey, of entity: Entity) throws -> (any RowStream)?
  /// The code of a record; nil where there is no such record, or its entity has no codes.
  func code(of key: RecordKey, in entity: Entity) throws -> String?
  /// The currency of a record's amounts; the base currency where it names none, or there is no such record.
  func currency(of key: RecordKey, in entity: Entity) throws -> Currency
  /// Adds a record and returns its id. Values are checked against the entity.
  func insert(_ values: [String: FieldValue], into entity: Entity) throws -> Int64
  /// Changes fields of a record and returns its id. Nothing is written where the values are the same.
  func update(_ key: RecordKey, of entity: Entity, _ changes: [String: FieldValue]) throws -> Int64
  /// The invoices that are not settled, of one customer or of all, the longest due first.
  func openInvoices(of customer: RecordKey?) throws -> [OpenInvoice]
  /// Settles an invoice by a payment, adding to what the payment settled of it before, and returns the allocation's id.
  /// Without an amount it is as much as both still have.
  func allocate(_ payment: RecordKey, to invoice: RecordKey, _ amount: Money?) throws -> Int64
  /// Runs changes that belong together: all of them happen, or none.
  func atomically<Result>(_ changes: () throws -> Result) throws -> Result
  /// Changes the same fields of many records, all or none, and returns how many were different before.
  func update(_ keys: [RecordKey], of entity: Entity, _ changes: [String: FieldValue]) throws -> Int
  /// Changes the same fields of every record that a query means, and returns how many were different before.
  func update(_ query: Query, _ changes: [String: FieldValue]) throws -> Int
  /// The customers that answer a pattern by code, name, legal name, telephone or contact; the best first, and among
  /// equals the older.
  func search(_ pattern: SearchPattern, limit: Int) throws -> any RowStream
  /// Merges a customer into another: every record moves, and the code of the first finds the second from then on.
  /// Returns the id of the one that stays.
  func merge(_ from: RecordKey, into: RecordKey, _ choices: MergeChoices) throws -> Int64
  /// Takes a merge back exactly and returns the id of the customer that had ended. Refused where something that the
  /// merge wrote has changed since.
  func unmerge(_ from: RecordKey) throws -> Int64
  /// What happened with a customer, the latest first, after a place where one is given.
  func timeline(of customer: RecordKey, after place: TimelineEntry.Place?, limit: Int) throws -> [TimelineEntry]
  /// The version in force of every definition of a kind, by name.
  func activeDefinitions(_ kind: String) throws -> [DefinitionVersion]
  /// Adds a custom field, empty in every record.
  func define(_ field: Field, in entity: Entity) throws
  /// The latest rate of a currency on or before a day.
  func exchangeRate(of currency: Currency, notAfter day: CivilDate) throws -> ExchangeRate?
  /// Sets the rate of a currency for a day.
  func setExchangeRate(_ rate: ExchangeRate, of currency: Currency) throws
}

/// Why the book refuses a reading or a change.
public enum BookError: Refusal, Hashable {
  case unknownEntity(String)
  case unknownField(String, entity: Entity)
  case field(FieldError)
  case missing(field: Field, entity: Entity)
  case notFound(RecordKey, entity: Entity)
  /// Rows are asked for after the transaction that they were read in.
  case rowsGone
  case exists(String, entity: Entity)
  case unknownReference(String, field: Field)
  case currency(String, field: Field)
  case partCurrency(String, document: String, currency: String)
  case overAllocated(String, of: Entity, amount: Money, allocated: Money)
  case allocationSign(String, amount: Money)
  case nothingToAllocate(payment: String, invoice: String)
  /// A payment of one customer and an invoice of another.
  case otherDebtor(payment: String, payer: String, invoice: String, debtor: String)
  case amountInOtherCurrency(field: Field, String, String)

  public var code: String {
    switch self {
    case .unknownEntity: "unknown-entity"
    case .unknownField: "unknown-field"
    case .field(let error): error.code
    case .missing: "missing-field"
    case .notFound: "not-found"
    case .rowsGone: "rows-gone"
    case .exists: "already-exists"
    case .unknownReference: "unknown-reference"
    case .currency: "unknown-currency"
    case .partCurrency: "other-currency"
    case .overAllocated: "over-allocated"
    case .allocationSign: "allocation-sign"
    case .nothingToAllocate: "nothing-to-allocate"
    case .otherDebtor: "other-customer"
    case .amountInOtherCurrency: "amount-in-other-currency"
    }
  }

  public var message: Phrase {
    switch self {
    case .unknownEntity(let name):
      let names = Entity.all.map(\.name)
      let called = Entity.all.first { $0.singular == name || $0.label.chinese == name || $0.label.english == name }
      let list = names.joined(separator: ", ")
      return Phrase("there is no kind of record '\(name)'", zh: "没有名为 '\(name)' 的记录类型")
        + guess(called?.name ?? Suggestion.nearest(to: name, among: names))
        + Phrase(": there are \(list)", zh: "：可用的有 \(list)")
    case .unknownField(let name, let entity):
      return Phrase("\(entity.name) have no field '\(name)'", zh: "\(entity.name) 没有字段 '\(name)'")
        + guess(Suggestion.nearest(to: name, among: entity.fields.map(\.name)))
    case .field(let error): return error.message
    case .missing(let field, let entity):
      return Phrase("a record of \(entity.name) needs '\(field.name)'", zh: "\(entity.name) 的记录必须有 '\(field.name)'")
    case .notFound(let key, let entity):
      return Phrase("there is no record \(key) in \(entity.name)", zh: "\(entity.name) 中没有记录 \(key)")
    case .rowsGone:
      return Phrase(
        "these rows were read by an earlier line, and the book may have changed: begin the loop anew",
        zh: "这些行由先前的一行读取，账簿可能已改动：请重新开始循环")
    case .exists(let key, let entity):
      return Phrase("\(entity.name) already have a record \(key)", zh: "\(entity.name) 中已有记录 \(key)")
    case .unknownReference(let code, let field):
      return Phrase(
        "field '\(field.name)': there is no record \"\(code)\" to refer to",
        zh: "字段 '\(field.name)'：没有可引用的记录 \"\(code)\"")
    case .currency(let code, let field):
      return Phrase(
        "field '\(field.name)' takes an ISO 4217 code such as CNY, got \"\(code)\"",
        zh: "字段 '\(field.name)' 需要 ISO 4217 货币代码，例如 CNY，收到的是 \"\(code)\"")
    case .partCurrency(let given, let document, let currency):
      return Phrase(
        "\(document) is in \(currency), and what belongs to it cannot be in \(given): convert the amount first",
        zh: "\(document) 的币种为 \(currency)，其下的记录不能用 \(given)：请先换算金额")
    case .overAllocated(let code, let entity, let amount, let allocated):
      return Phrase(
        "\(entity.singular) \(code) is over \(amount.groupedDescription), and allocations would come to \(allocated.groupedDescription)",
        zh: "\(entity.label.chinese) \(code) 金额为 \(amount.groupedDescription)，而核销合计将为 \(allocated.groupedDescription)")
    case .allocationSign(let code, let amount):
      return amount.isNegative
        ? Phrase(
          "invoice \(code) is a credit note of \(amount.groupedDescription): allocations to it are below 0",
          zh: "发票 \(code) 是 \(amount.groupedDescription) 的红字发票：其核销金额须小于 0")
        : Phrase(
          "invoice \(code) is over \(amount.groupedDescription): allocations to it are above 0",
          zh: "发票 \(code) 金额为 \(amount.groupedDescription)：其核销金额须大于 0")
    case .nothingToAllocate(let payment, let invoice):
      return Phrase(
        "there is nothing to allocate: payment \(payment) is used up, or invoice \(invoice) is settled",
        zh: "没有可核销的金额：收款 \(payment) 已用完，或发票 \(invoice) 已结清")
    case .otherDebtor(let payment, let payer, let invoice, let debtor):
      return Phrase(
        "payment \(payment) is of customer \(payer), and invoice \(invoice) of \(debtor): a payment settles its own customer's invoices; record what \(payer) paid for \(debtor) as a payment of \(debtor)",
        zh:
          "收款 \(payment) 属于客户 \(payer)，发票 \(invoice) 属于 \(debtor)：收款只能核销本客户的发票；\(payer) 代 \(debtor) 付的款请记为 \(debtor) 的收款"
      )
    case .amountInOtherCurrency(let field, let old, let new):
      return Phrase(
        "field '\(field.name)' holds an amount in \(old): give it in \(new) too, or null",
        zh: "字段 '\(field.name)' 的金额以 \(old) 计：请同时给出 \(new) 金额，或 null")
    }
  }

  private func guess(_ guess: String?) -> Phrase {
    guard let guess else { return Phrase(verbatim: "") }
    return Phrase(" (did you mean '\(guess)'?)", zh: "（是否想写 '\(guess)'？）")
  }
}
