enum ReturnsTable {
  static let version1 = """
    CREATE TABLE returns (
      id INTEGER PRIMARY KEY,
      code TEXT NOT NULL UNIQUE,
      customer_id INTEGER NOT NULL REFERENCES customers (id),
      order_id INTEGER REFERENCES orders (id),
      product_id INTEGER REFERENCES products (id),
      returned_on TEXT NOT NULL,
      quantity REAL,
      currency TEXT NOT NULL,
      amount INTEGER,
      reason TEXT,
      created_run_id INTEGER,
      updated_run_id INTEGER
    ) STRICT;
    CREATE INDEX returns_by_customer_id ON returns (customer_id, returned_on);
    CREATE INDEX returns_by_order_id ON returns (order_id);
    CREATE INDEX returns_by_product_id ON returns (product_id);
    """
}
