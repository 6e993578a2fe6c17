/// The statements that every movement of points runs.
final class PointStatements {
  /// The movement of a source, reference, kind and wallet, with what a request for it is compared with.
  let known: StatementShelf
  /// Adds a movement.
  let movement: StatementShelf
  /// Changes a balance, or nothing where the wallet counts in another unit.
  let balance: StatementShelf
  /// What a customer owes in a wallet.
  let debt: StatementShelf
  /// Adds a lot.
  let lot: StatementShelf
  /// Notes that a movement used a lot.
  let use: StatementShelf
  /// Takes from what is left of a lot.
  let draw: StatementShelf
  /// What an order's lines come to, by what they are.
  let sums: StatementShelf
  /// The points that an order was paid in, movement by movement.
  let spent: StatementShelf

  init(_ pool: StatementPool) {
    known =
      pool[
        """
        SELECT id, customer_id, desired, order_id, reason FROM point_movements
        WHERE source = ? AND reference = ? AND kind = ? AND wallet = ?
        """]
    movement =
      pool[
        """
        INSERT INTO point_movements (customer_id, wallet, kind, points, desired, currency, moved_on, source, reference,
          order_id, base, rule, version_id, origin_id, operator, reason, inputs, run_id)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """]
    balance =
      pool[
        """
        INSERT INTO point_balances (customer_id, wallet, currency, balance, debt) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (customer_id, wallet) DO UPDATE SET balance = balance + excluded.balance, debt = debt + excluded.debt
        WHERE currency IS excluded.currency
        """]
    debt = pool["SELECT debt FROM point_balances WHERE customer_id = ? AND wallet = ?"]
    lot =
      pool[
        """
        INSERT INTO point_lots (movement_id, customer_id, wallet, points, remaining, earned_on, active_on, expires_on)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """]
    use = pool["INSERT INTO point_uses (movement_id, lot_id, points, used_on) VALUES (?, ?, ?, ?)"]
    draw = pool["UPDATE point_lots SET remaining = remaining - ? WHERE id = ?"]
    sums =
      pool[
        """
        SELECT count(amount),
          sum(CASE WHEN coalesce(kind, 'goods') = 'goods'
            THEN coalesce(amount, 0) - CASE WHEN tax_included THEN coalesce(tax, 0) ELSE 0 END END),
          sum(CASE WHEN kind = 'tax' THEN amount ELSE tax END),
          sum(CASE WHEN kind = 'shipping' THEN amount - CASE WHEN tax_included THEN coalesce(tax, 0) ELSE 0 END END),
          sum(CASE WHEN kind = 'gift_card' THEN amount - CASE WHEN tax_included THEN coalesce(tax, 0) ELSE 0 END END)
        FROM order_lines WHERE order_id = ?
        """]
    spent =
      pool[
        """
        SELECT m.wallet, -m.points - \(BookSession.restored) FROM point_movements m
        WHERE m.order_id = ? AND m.kind = 'spend'
        """]
  }
}
