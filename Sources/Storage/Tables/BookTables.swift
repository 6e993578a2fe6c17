enum BookTables {
  static let version1 = """
    CREATE TABLE book (
      name TEXT NOT NULL,
      base_currency TEXT NOT NULL,
      time_zone TEXT NOT NULL
    ) STRICT;
    CREATE TABLE custom_fields (
      id INTEGER PRIMARY KEY,
      entity TEXT NOT NULL,
      name TEXT NOT NULL,
      kind TEXT NOT NULL,
      english TEXT NOT NULL,
      chinese TEXT NOT NULL,
      choices TEXT,
      created_run_id INTEGER,
      updated_run_id INTEGER,
      UNIQUE (entity, name)
    ) STRICT;
    """
}
