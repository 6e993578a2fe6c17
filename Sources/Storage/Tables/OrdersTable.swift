enum OrdersTable {
  static let version1 = """
    CREATE TABLE orders (
      id INTEGER PRIMARY KEY,
      code TEXT NOT NULL UNIQUE,
      customer_id INTEGER NOT NULL REFERENCES customers (id),
      ordered_on TEXT NOT NULL,
      required_on TEXT,
      shipped_on TEXT,
      status TEXT,
      currency TEXT NOT NULL,
      amount INTEGER,
      owner TEXT,
      note TEXT,
      created_run_id INTEGER,
      updated_run_id INTEGER
    ) STRICT;
    CREATE INDEX orders_by_customer_id ON orders (customer_id, ordered_on);
    """
}
