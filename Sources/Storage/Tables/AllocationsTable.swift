enum AllocationsTable {
  static let version1 = """
    CREATE TABLE allocations (
      id INTEGER PRIMARY KEY,
      payment_id INTEGER NOT NULL REFERENCES payments (id),
      invoice_id INTEGER NOT NULL REFERENCES invoices (id),
      currency TEXT NOT NULL,
      amount INTEGER NOT NULL,
      created_run_id INTEGER,
      updated_run_id INTEGER,
      UNIQUE (payment_id, invoice_id)
    ) STRICT;
    CREATE INDEX allocations_by_invoice_id ON allocations (invoice_id);
    """
}
