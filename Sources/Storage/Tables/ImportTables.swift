enum ImportTables {
  static let version1 = """
    CREATE TABLE import_profiles (
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL UNIQUE,
      entity TEXT NOT NULL,
      options TEXT NOT NULL
    ) STRICT;
    """
}
