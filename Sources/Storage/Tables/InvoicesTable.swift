enum InvoicesTable {
  static let version1 = """
    CREATE TABLE invoices (
      id INTEGER PRIMARY KEY,
      code TEXT NOT NULL UNIQUE,
      customer_id INTEGER NOT NULL REFERENCES customers (id),
      order_id INTEGER REFERENCES orders (id),
      issued_on TEXT NOT NULL,
      due_on TEXT,
      currency TEXT NOT NULL,
      amount INTEGER NOT NULL,
      tax INTEGER,
      disputed INTEGER,
      rebate TEXT,
      note TEXT,
      created_run_id INTEGER,
      updated_run_id INTEGER
    ) STRICT;
    CREATE INDEX invoices_by_customer_id ON invoices (customer_id, issued_on);
    CREATE INDEX invoices_by_order_id ON invoices (order_id);
    """
}
