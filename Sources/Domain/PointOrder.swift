/// What of an order earns points.
public struct PointOrder: Sendable, Hashable {
  /// Its key.
  public var id: Int64
  /// Its code.
  public var code: String
  /// The customer's key.
  public var customer: Int64
  /// The customer's code.
  public var customerCode: String
  /// The customer's tier as it is now.
  public var tier: String?
  /// When it was ordered.
  public var day: CivilDate
  /// Its status.
  public var status: String?
  /// The currency of its amounts.
  public var currency: Currency
  /// Goods without tax, in minor units.
  public var goods: Int64
  /// Tax, included in prices or not.
  public var tax: Int64
  /// Shipping.
  public var shipping: Int64
  /// Gift cards.
  public var giftCards: Int64

  /// An order.
  public init(
    id: Int64, code: String, customer: Int64, customerCode: String, tier: String?, day: CivilDate, status: String?,
    currency: Currency, goods: Int64, tax: Int64, shipping: Int64, giftCards: Int64
  ) {
    self.id = id
    self.code = code
    self.customer = customer
    self.customerCode = customerCode
    self.tier = tier
    self.day = day
    self.status = status
    self.currency = currency
    self.goods = goods
    self.tax = tax
    self.shipping = shipping
    self.giftCards = giftCards
  }

  /// What earns points, in minor units: goods, and what is not excluded besides, less what was paid in points.
  public func eligible(tax isTax: Bool, shipping isShipping: Bool, giftCards isGiftCard: Bool, paid: Int64) -> Int64 {
    let sum =
      Int128(goods) + (isTax ? Int128(tax) : 0) + (isShipping ? Int128(shipping) : 0)
      + (isGiftCard ? Int128(giftCards) : 0) - Int128(paid)
    return Int64(clamping: Swift.max(0, sum))
  }
}

/// A line of an order that earns points.
public struct PointLine: Sendable, Hashable {
  /// Its number in the order.
  public var line: Int64
  /// The product's code.
  public var product: String?
  /// The product's category.
  public var category: String?
  /// What it is: goods, shipping, tax or a gift card.
  public var kind: String
  /// How many.
  public var quantity: Double?
  /// Its amount without tax, in minor units.
  public var amount: Int64
  /// Its tax.
  public var tax: Int64

  /// A line.
  public init(
    line: Int64, product: String?, category: String?, kind: String, quantity: Double?, amount: Int64, tax: Int64
  ) {
    self.line = line
    self.product = product
    self.category = category
    self.kind = kind
    self.quantity = quantity
    self.amount = amount
    self.tax = tax
  }
}

extension PointLine {
  /// Its amount with or without tax.
  public func amount(withTax: Bool) -> Int64 {
    withTax ? Int64(clamping: Int128(amount) + Int128(tax)) : amount
  }
}

/// Something that a customer did, which may earn points.
public struct PointActivity: Sendable, Hashable {
  /// The interaction's key.
  public var id: Int64
  /// The customer's key.
  public var customer: Int64
  /// The customer's code.
  public var customerCode: String
  /// What it was.
  public var kind: String
  /// When.
  public var at: Instant
  /// How long.
  public var minutes: Int64?
  /// Whether it was formal.
  public var isFormal: Bool?
  /// What it was about.
  public var topic: String?

  /// An activity.
  public init(
    id: Int64, customer: Int64, customerCode: String, kind: String, at: Instant, minutes: Int64?, isFormal: Bool?,
    topic: String?
  ) {
    self.id = id
    self.customer = customer
    self.customerCode = customerCode
    self.kind = kind
    self.at = at
    self.minutes = minutes
    self.isFormal = isFormal
    self.topic = topic
  }
}

/// A customer who came through another and has paid a first order.
public struct PointReferral: Sendable, Hashable {
  /// The key of the customer who referred.
  public var referrer: Int64
  /// That customer's code.
  public var referrerCode: String
  /// The code of the customer who came.
  public var referee: String
  /// The keys of that customer and of all that were merged into it: a reward for one of them is the only one.
  public var refereeIDs: [Int64]
  /// The code of the order that was paid first.
  public var order: String
  /// Its key.
  public var orderID: Int64
  /// Its net amount.
  public var amount: Money
  /// When it was paid.
  public var day: CivilDate

  /// A referral.
  public init(
    referrer: Int64, referrerCode: String, referee: String, refereeIDs: [Int64], order: String, orderID: Int64,
    amount: Money, day: CivilDate
  ) {
    self.referrer = referrer
    self.referrerCode = referrerCode
    self.referee = referee
    self.refereeIDs = refereeIDs
    self.order = order
    self.orderID = orderID
    self.amount = amount
    self.day = day
  }
}

/// Goods of an order that came back.
public struct PointReturned: Sendable, Hashable {
  /// The return's key.
  public var id: Int64
  /// What came back.
  public var amount: Money
  /// When.
  public var day: CivilDate

  /// Goods that came back.
  public init(id: Int64, amount: Money, day: CivilDate) {
    self.id = id
    self.amount = amount
    self.day = day
  }
}

/// Which events are asked about.
public struct PointSelection: Sendable {
  /// One order; nil for all.
  public var order: RecordKey?
  /// One interaction; nil for all.
  public var interaction: Int64?
  /// One customer's; nil for everybody's.
  public var customer: RecordKey?
  /// The days, both included.
  public var days = CivilDate.range
  /// Whether they come by date, and not by customer.
  public var isByDate = false

  /// Everything.
  public init() {}
}

/// What may earn points, as documents tell it.
public protocol PointEvents: AnyObject {
  /// Goes through orders.
  func forEachPointOrder(_ selection: PointSelection, _ body: (PointOrder) throws -> Void) throws
  /// The lines of an order that have an amount.
  func pointLines(ofOrder id: Int64) throws -> [PointLine]
  /// Goes through interactions; some of a day before and after are among them, since days end by the book's zone.
  func forEachPointActivity(_ selection: PointSelection, _ body: (PointActivity) throws -> Void) throws
  /// What was returned of an order, the first return first; one without an amount is left out.
  func pointReturns(ofOrder order: RecordKey) throws -> [PointReturned]
  /// The orders that earned or were paid in points and are cancelled, or of which something was returned, by id.
  func pointOrdersToReverse() throws -> [Int64]
  /// The credit notes that settle a rebate of a customer, by id.
  func rebateNotes(of customer: Int64, for rebate: String) throws -> [(invoice: String, amount: Money)]
  /// Whether an invoice has a code.
  func hasInvoice(_ code: String) throws -> Bool
  /// Who came through whom and has paid; an error, which names the program that asks, where customers referred each other
  /// in a circle.
  func pointReferrals(for program: String) throws -> [PointReferral]
}
