enum DeliveriesTable {
  static let version1 = """
    CREATE TABLE deliveries (
      id INTEGER PRIMARY KEY,
      code TEXT NOT NULL UNIQUE,
      order_id INTEGER NOT NULL REFERENCES orders (id),
      due_on TEXT,
      shipped_on TEXT,
      delivered_on TEXT,
      currency TEXT NOT NULL,
      amount INTEGER,
      carrier TEXT,
      note TEXT,
      created_run_id INTEGER,
      updated_run_id INTEGER
    ) STRICT;
    CREATE INDEX deliveries_by_order_id ON deliveries (order_id);
    """
}
