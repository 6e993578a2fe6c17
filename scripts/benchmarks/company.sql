-- Fills a book with made-up products, customers and three orders for each, the same for the same :customers.
PRAGMA synchronous = OFF;
PRAGMA cache_size = -200000;
BEGIN;
INSERT INTO products (id, code, name, currency)
SELECT value, printf('P%04d', value), printf('Product %d', value), 'CNY' FROM generate_series(1, 1000);
INSERT INTO customers (
  id, code, name, industry, country, region, city, owner, tier, size, currency, annual_revenue, credit_limit, employees,
  founded_on)
SELECT
  value, printf('C%07d', value), printf('Customer %d Trading Co.', value),
  substr('textilesmachineschemical', 1 + 8 * (value % 3), 8),
  substr('CNDEUSFRJP', 1 + 2 * (value * 31 % 5), 2),
  printf('Region %d', value % 17), printf('City %d', value % 331), printf('Owner %d', value % 200),
  substr('goldironzinc', 1 + 4 * (value % 3), 4), substr('SML', 1 + value * 7 % 3, 1), 'CNY',
  value * 104729 % 1000000000, value * 7919 % 10000000, 1 + value * 6151 % 5000,
  printf('%d-%02d-%02d', 1960 + value % 60, 1 + value % 12, 1 + value % 28)
FROM generate_series(1, :customers);
INSERT INTO orders (id, code, customer_id, ordered_on, status, currency, amount)
SELECT
  value, printf('O%08d', value), (value + 2) / 3, date('2026-06-30', '-' || (value * 7919 % 700) || ' days'), 'shipped',
  'CNY', 1000 + value * 104729 % 5000000
FROM generate_series(1, 3 * :customers);
COMMIT;
