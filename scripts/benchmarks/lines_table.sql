CREATE TABLE order_lines (
  "order" TEXT NOT NULL, line INTEGER NOT NULL, product TEXT, kind TEXT, quantity REAL, currency TEXT NOT NULL,
  price REAL, amount REAL, UNIQUE ("order", line)
);
CREATE INDEX order_lines_by_product ON order_lines (product);
