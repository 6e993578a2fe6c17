enum OrderLinesTable {
  static let version1 = """
    CREATE TABLE order_lines (
      id INTEGER PRIMARY KEY,
      order_id INTEGER NOT NULL REFERENCES orders (id),
      line INTEGER NOT NULL,
      product_id INTEGER REFERENCES products (id),
      kind TEXT,
      description TEXT,
      quantity REAL,
      currency TEXT NOT NULL,
      price INTEGER,
      amount INTEGER,
      tax_included INTEGER,
      tax INTEGER,
      created_run_id INTEGER,
      updated_run_id INTEGER,
      UNIQUE (order_id, line)
    ) STRICT;
    CREATE INDEX order_lines_by_product_id ON order_lines (product_id);
    """
}
