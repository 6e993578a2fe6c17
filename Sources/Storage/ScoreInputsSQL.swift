import Analytics
import Domain

/// The statements that read customers' documents in the order of customers, so that one pass serves every input. `?1` and
/// `?2` are the first and the last customer, and where there are days, `?3` and `?4` the first and the last.
enum ScoreInputsSQL {
  /// What follows the selection of customers. The plus keeps SQLite from the index of merged customers, which most are
  /// not.
  static let customers = "WHERE t.id BETWEEN ?1 AND ?2 AND +t.merged_into_id IS NULL ORDER BY t.id"
  /// Columns: customer, id, day, amount, currency, and a fact of the kind of document.
  static let orders = """
    SELECT customer_id, id, ordered_on, coalesce(amount, (SELECT sum(coalesce(l.amount, round(l.price * l.quantity)))
      FROM order_lines l WHERE l.order_id = o.id AND coalesce(l.kind, 'goods') = 'goods')), currency, NULL
    FROM orders o WHERE customer_id BETWEEN ?1 AND ?2 AND ordered_on BETWEEN ?3 AND ?4 AND status IS NOT 'cancelled'
    ORDER BY customer_id, ordered_on
    """
  static let returns = """
    SELECT customer_id, id, returned_on, amount, currency, NULL
    FROM returns WHERE customer_id BETWEEN ?1 AND ?2 AND returned_on BETWEEN ?3 AND ?4
    ORDER BY customer_id, returned_on
    """
  static let payments = """
    SELECT customer_id, id, paid_on, amount, currency, NULL
    FROM payments WHERE customer_id BETWEEN ?1 AND ?2 AND paid_on BETWEEN ?3 AND ?4 ORDER BY customer_id, paid_on, id
    """
  static let invoices = """
    SELECT customer_id, id, issued_on, amount, currency, due_on
    FROM invoices WHERE customer_id BETWEEN ?1 AND ?2 AND issued_on BETWEEN ?3 AND ?4
    ORDER BY customer_id, issued_on, id
    """
  /// Columns: customer, payment, the invoice's day, amount, currency, invoice.
  static let allocations = """
    SELECT p.customer_id, a.payment_id, i.issued_on, a.amount, a.currency, a.invoice_id
    FROM payments p CROSS JOIN allocations a ON a.payment_id = p.id CROSS JOIN invoices i ON i.id = a.invoice_id
    WHERE p.customer_id BETWEEN ?1 AND ?2 AND p.paid_on BETWEEN ?3 AND ?4 AND i.issued_on BETWEEN ?3 AND ?4
    ORDER BY p.customer_id, a.id
    """
  /// Columns: customer, id, instant, nothing, nothing, formal. `?3` and `?4` are instants, the second excluded.
  static let interactions = """
    SELECT customer_id, id, at, NULL, NULL, formal
    FROM interactions WHERE customer_id BETWEEN ?1 AND ?2 AND at >= ?3 AND at < ?4 ORDER BY customer_id, at
    """
  /// Columns: customer, count, year, currency, and the amounts of the newest year up to `?3`.
  static let statements = """
    SELECT customer_id, count(*), max(year), currency, \(InputSource.statementFields.joined(separator: ", "))
    FROM statements WHERE customer_id BETWEEN ?1 AND ?2 AND year <= ?3 GROUP BY customer_id ORDER BY customer_id
    """
  /// Columns: customer, id, value, coverage of the newest score up to the day `?3` by the definition `?4`.
  static let scores = """
    SELECT customer_id, max(id), value, coverage FROM scores
    WHERE customer_id BETWEEN ?1 AND ?2 AND as_of <= ?3 AND definition_id = ?4 GROUP BY customer_id ORDER BY customer_id
    """
  /// Columns: customer, currency, employees and the amounts.
  static let figures = """
    SELECT id, currency, employees, \(InputSource.figureFields.joined(separator: ", ")) FROM customers
    WHERE id BETWEEN ?1 AND ?2 ORDER BY id
    """
}
