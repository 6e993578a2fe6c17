enum InteractionsTable {
  static let version1 = """
    CREATE TABLE interactions (
      id INTEGER PRIMARY KEY,
      customer_id INTEGER NOT NULL REFERENCES customers (id),
      kind TEXT NOT NULL,
      at TEXT NOT NULL,
      who TEXT,
      contact TEXT,
      direction TEXT,
      formal INTEGER,
      minutes INTEGER,
      topic TEXT,
      outcome TEXT,
      next_step TEXT,
      note TEXT,
      created_run_id INTEGER,
      updated_run_id INTEGER
    ) STRICT;
    CREATE INDEX interactions_by_customer_id ON interactions (customer_id, at);
    """
}
