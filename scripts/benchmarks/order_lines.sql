-- Gives every order lines in place of an amount: :lines in all, by turns three or four for each.
PRAGMA synchronous = OFF;
PRAGMA cache_size = -200000;
BEGIN;
UPDATE orders SET amount = NULL;
INSERT INTO order_lines (order_id, line, product_id, kind, quantity, currency, price, amount)
SELECT
  1 + value % (SELECT count(*) FROM orders), 1 + value / (SELECT count(*) FROM orders), 1 + value * 7919 % 1000, 'goods',
  1 + value % 24, 'CNY', 100 + value * 104729 % 100000, (1 + value % 24) * (100 + value * 104729 % 100000)
FROM generate_series(0, :lines - 1);
COMMIT;
PRAGMA wal_checkpoint(TRUNCATE);
