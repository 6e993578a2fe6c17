enum ScoreTables {
  /// Rows are only ever added: the newest of a customer and definition is the current one.
  static let version1 = """
    CREATE TABLE scores (
      id INTEGER PRIMARY KEY,
      definition_id INTEGER NOT NULL REFERENCES definitions (id),
      version_id INTEGER NOT NULL REFERENCES definition_versions (id),
      customer_id INTEGER NOT NULL REFERENCES customers (id),
      run_id INTEGER NOT NULL,
      as_of TEXT NOT NULL,
      value REAL,
      band TEXT,
      coverage REAL NOT NULL,
      reason TEXT,
      parts TEXT NOT NULL,
      inputs TEXT NOT NULL
    ) STRICT;
    CREATE INDEX scores_by_customer_id ON scores (customer_id, definition_id);
    """
}
