enum OperatorsTable {
  static let version1 = """
    CREATE TABLE operators (
      id INTEGER PRIMARY KEY,
      code TEXT NOT NULL UNIQUE,
      name TEXT NOT NULL,
      email TEXT,
      active INTEGER,
      created_run_id INTEGER,
      updated_run_id INTEGER
    ) STRICT;
    """
}
