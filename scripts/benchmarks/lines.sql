-- Prints :lines made-up order lines as CSV, four for each order.
.headers on
.mode csv
SELECT
  printf('O%08d', (value + 3) / 4) AS "order", (value - 1) % 4 + 1 AS line, printf('P%04d', 1 + value * 7919 % 1000) AS product,
  'goods' AS kind, 1 + value % 24 AS quantity, 'CNY' AS currency, printf('%.2f', (100 + value * 104729 % 100000) / 100.0) AS price,
  printf('%.2f', (1 + value % 24) * (100 + value * 104729 % 100000) / 100.0) AS amount
FROM generate_series(1, :lines);
