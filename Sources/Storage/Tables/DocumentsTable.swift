enum DocumentsTable {
  static let version1 = """
    CREATE TABLE documents (
      id INTEGER PRIMARY KEY,
      customer_id INTEGER NOT NULL REFERENCES customers (id),
      kind TEXT NOT NULL,
      number TEXT NOT NULL,
      title TEXT,
      issued_on TEXT,
      expires_on TEXT,
      location TEXT,
      note TEXT,
      created_run_id INTEGER,
      updated_run_id INTEGER,
      UNIQUE (customer_id, kind, number)
    ) STRICT;
    """
}
