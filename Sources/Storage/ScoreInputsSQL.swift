import Analytics
import Domain

/// The statements that read customers' documents in the order of customers, so that one pass serves every input.
enum ScoreInputsSQL {
  /// Columns: customer, id, day, amount, currency, and a fact of the kind of document. `?1` is the first day, `?2` the
  /// last.
  static let orders = """
    SELECT customer_id, id, ordered_on, coalesce(amount, (SELECT sum(coalesce(l.amount, round(l.price * l.quantity)))
      FROM order_lines l WHERE l.order_id = o.id AND coalesce(l.kind, 'goods') = 'goods')), currency, NULL
    FROM orders o WHERE ordered_on BETWEEN ?1 AND ?2 AND status IS NOT 'cancelled' ORDER BY customer_id, ordered_on
    """
  static let returns = """
    SELECT customer_id, id, returned_on, amount, currency, NULL
    FROM returns WHERE returned_on BETWEEN ?1 AND ?2 ORDER BY customer_id, returned_on
    """
  static let payments = """
    SELECT customer_id, id, paid_on, amount, currency, NULL
    FROM payments WHERE paid_on BETWEEN ?1 AND ?2 ORDER BY customer_id, paid_on, id
    """
  static let invoices = """
    SELECT customer_id, id, issued_on, amount, currency, due_on
    FROM invoices WHERE issued_on BETWEEN ?1 AND ?2 ORDER BY customer_id, issued_on, id
    """
  /// Columns: customer, payment, the invoice's day, amount, currency, invoice.
  static let allocations = """
    SELECT p.customer_id, a.payment_id, i.issued_on, a.amount, a.currency, a.invoice_id
    FROM allocations a JOIN payments p ON p.id = a.payment_id JOIN invoices i ON i.id = a.invoice_id
    WHERE p.paid_on BETWEEN ?1 AND ?2 AND i.issued_on BETWEEN ?1 AND ?2 ORDER BY p.customer_id, a.id
    """
  /// Columns: customer, id, instant, nothing, nothing, formal. The arguments are instants, the second excluded.
  static let interactions = """
    SELECT customer_id, id, at, NULL, NULL, formal
    FROM interactions WHERE at >= ?1 AND at < ?2 ORDER BY customer_id, at
    """
  /// Columns: customer, count, year, currency, and the amounts of the newest year up to `?1`.
  static let statements = """
    SELECT customer_id, count(*), max(year), currency, \(InputSource.statementFields.joined(separator: ", "))
    FROM statements WHERE year <= ?1 GROUP BY customer_id ORDER BY customer_id
    """
  /// Columns: customer, currency, employees and the amounts.
  static let figures = """
    SELECT id, currency, employees, \(InputSource.figureFields.joined(separator: ", ")) FROM customers ORDER BY id
    """
}
