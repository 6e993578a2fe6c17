enum ProductsTable {
  static let version1 = """
    CREATE TABLE products (
      id INTEGER PRIMARY KEY,
      code TEXT NOT NULL UNIQUE,
      name TEXT NOT NULL,
      category TEXT,
      unit TEXT,
      currency TEXT NOT NULL,
      price INTEGER,
      cost INTEGER,
      active INTEGER,
      created_run_id INTEGER,
      updated_run_id INTEGER
    ) STRICT;
    """
}
