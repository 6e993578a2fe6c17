import Domain

/// The statements that read documents up to `:day`; `:scope` is the id of the customer or the group.
struct CreditSQL {
  /// A condition on the customer of a document called `t`.
  private let owner: String
  /// Whether orders matter, and so do invoices of theirs that are settled.
  private let hasOrders: Bool
  /// In which order documents come.
  private let order: String

  /// Of one customer after another, in the order of their ids.
  static let customers = CreditSQL()

  private init() {
    hasOrders = true
    owner = "t.customer_id IS NOT NULL"
    order = "t.customer_id, t.id"
  }

  init(scope: CreditScope) {
    hasOrders = scope != .everybody
    order = "t.id"
    owner =
      switch scope {
      case .customer: "t.customer_id = :scope"
      case .group: "t.customer_id IN (SELECT id FROM customers WHERE group_id = :scope)"
      case .everybody: "t.customer_id <> :scope"
      }
  }

  /// An order's goods without tax; without lines, what was written.
  static let net = """
    coalesce(t.amount, (SELECT sum(coalesce(l.amount, CAST(round(l.price * l.quantity) AS INTEGER))) FROM order_lines l
      WHERE l.order_id = t.id AND coalesce(l.kind, 'goods') = 'goods'))
    """

  /// All lines of an order: tax is a line of its own, or said by the lines where it is not in their amounts.
  static let gross = """
    (SELECT sum(coalesce(l.amount, CAST(round(l.price * l.quantity) AS INTEGER)))
        + CASE WHEN max(l.kind IS 'tax') THEN 0 ELSE sum(CASE WHEN l.tax_included THEN 0 ELSE coalesce(l.tax, 0) END) END
      FROM order_lines l WHERE l.order_id = t.id)
    """

  var orders: String {
    """
    SELECT t.customer_id, t.code, t.ordered_on, t.required_on, t.currency, \(Self.net) AS net, \(Self.gross) AS gross,
      CASE WHEN t.shipped_on IS NULL THEN coalesce(t.status, '') IN ('shipped', 'completed', 'disputed', 'resolved')
        ELSE t.shipped_on <= :day END AS is_shipped,
      (SELECT CASE WHEN count(*) = count(d.amount) THEN sum(d.amount) END FROM deliveries d
        WHERE d.order_id = t.id AND coalesce(d.shipped_on, d.delivered_on) <= :day) AS delivered,
      coalesce((SELECT sum(r.amount) FROM returns r
        WHERE r.order_id = t.id AND r.currency = t.currency AND r.returned_on <= :day), 0) AS returned
    FROM orders t
    WHERE \(owner) AND t.ordered_on <= :day AND t.status IS NOT 'cancelled' ORDER BY \(order)
    """
  }

  var invoices: String {
    """
    SELECT * FROM (
      SELECT t.id, t.customer_id, t.code, t.issued_on, t.due_on, t.currency, t.amount, coalesce(t.tax, 0) AS tax,
        coalesce(t.disputed, 0) AS disputed, (SELECT code FROM orders WHERE id = t.order_id) AS order_code,
        coalesce((SELECT sum(a.amount) FROM allocations a JOIN payments p ON p.id = a.payment_id
          WHERE a.invoice_id = t.id AND p.paid_on <= :day), 0) AS allocated
      FROM invoices t WHERE \(owner) AND t.issued_on <= :day) t
    WHERE amount <> allocated \(hasOrders ? "OR order_code IS NOT NULL" : "") ORDER BY \(order)
    """
  }

  var payments: String {
    """
    SELECT * FROM (
      SELECT t.id, t.customer_id, t.code, t.paid_on, t.currency, (SELECT code FROM orders WHERE id = t.order_id) AS order_code,
        t.amount - coalesce((SELECT sum(a.amount) FROM allocations a JOIN invoices i ON i.id = a.invoice_id
          WHERE a.payment_id = t.id AND i.issued_on <= :day), 0) AS unapplied
      FROM payments t WHERE \(owner) AND t.paid_on <= :day) t
    WHERE unapplied <> 0 ORDER BY \(order)
    """
  }

  var lastPayment: String {
    "SELECT max(t.paid_on) FROM payments t WHERE \(owner) AND t.paid_on <= :day"
  }

  /// The last payment of each.
  var lastPayments: String {
    """
    SELECT t.customer_id, max(t.paid_on) AS paid_on FROM payments t WHERE \(owner) AND t.paid_on <= :day
    GROUP BY t.customer_id ORDER BY t.customer_id
    """
  }

  var bills: String {
    """
    SELECT t.customer_id, t.code, t.due_on, t.currency, t.amount FROM acceptance_bills t
    WHERE \(owner) AND t.received_on <= :day AND (t.honoured_on IS NULL OR t.honoured_on > :day) ORDER BY \(order)
    """
  }

  var securities: String {
    """
    SELECT t.customer_id, t.code, t.kind, t.currency, t.amount, t.expires_on FROM securities t
    WHERE \(owner) AND coalesce(t.valid_from, '') <= :day AND (t.expires_on IS NULL OR t.expires_on >= :day) ORDER BY \(order)
    """
  }

  var invoiced: String {
    """
    SELECT t.currency, sum(t.amount) AS amount FROM invoices t
    WHERE \(owner) AND t.issued_on > :start AND t.issued_on <= :day GROUP BY t.currency ORDER BY t.currency
    """
  }

  /// What customers promised, each with how often it was kept and broken.
  var promises: String {
    """
    SELECT t.customer_id, count(*) FILTER (WHERE t.kept = 1) AS kept, count(*) FILTER (WHERE t.kept = 0 OR t.kept IS NULL
      AND t.due_on < :day AND i.amount > coalesce((SELECT sum(amount) FROM allocations WHERE invoice_id = i.id), 0)) AS broken
    FROM promises t LEFT JOIN invoices i ON i.id = t.invoice_id WHERE \(owner) AND t.made_on <= :day
    GROUP BY t.customer_id ORDER BY t.customer_id
    """
  }

  /// The last word of each agency on a customer.
  var ratings: String {
    """
    SELECT t.customer_id, t.agency, t.grade, max(t.as_of) AS as_of FROM credit_ratings t WHERE \(owner) AND t.as_of <= :day
    GROUP BY t.customer_id, t.agency ORDER BY t.customer_id, t.agency
    """
  }

  /// What is agreed with customers, by `where`.
  static func profiles(where condition: String) -> String {
    """
    SELECT c.id AS customer_id, c.code, c.name, c.currency, c.credit_limit,
      (SELECT code FROM groups WHERE id = c.group_id) AS group_code, p.grade, p.score, p.terms_days, p.prepay_percent,
      p.hold, p.valid_from, p.valid_until, p.next_review_on
    FROM customers c LEFT JOIN credit_profiles p ON p.customer_id = c.id WHERE \(condition) ORDER BY c.id
    """
  }
}
