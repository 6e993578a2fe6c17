enum PaymentsTable {
  static let version1 = """
    CREATE TABLE payments (
      id INTEGER PRIMARY KEY,
      code TEXT NOT NULL UNIQUE,
      customer_id INTEGER NOT NULL REFERENCES customers (id),
      order_id INTEGER REFERENCES orders (id),
      paid_on TEXT NOT NULL,
      currency TEXT NOT NULL,
      amount INTEGER NOT NULL,
      method TEXT,
      note TEXT,
      created_run_id INTEGER,
      updated_run_id INTEGER
    ) STRICT;
    CREATE INDEX payments_by_customer_id ON payments (customer_id, paid_on);
    CREATE INDEX payments_by_order_id ON payments (order_id);
    """
}
