enum GroupsTable {
  static let version1 = """
    CREATE TABLE groups (
      id INTEGER PRIMARY KEY,
      code TEXT NOT NULL UNIQUE,
      name TEXT NOT NULL,
      currency TEXT NOT NULL,
      credit_limit INTEGER,
      note TEXT,
      created_run_id INTEGER,
      updated_run_id INTEGER
    ) STRICT;
    """
}
