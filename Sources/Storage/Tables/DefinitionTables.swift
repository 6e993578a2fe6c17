enum DefinitionTables {
  static let version1 = """
    CREATE TABLE definitions (
      id INTEGER PRIMARY KEY,
      kind TEXT NOT NULL,
      name TEXT NOT NULL,
      created_run_id INTEGER,
      updated_run_id INTEGER,
      UNIQUE (name)
    ) STRICT;
    CREATE TABLE definition_versions (
      id INTEGER PRIMARY KEY,
      definition_id INTEGER NOT NULL REFERENCES definitions (id),
      number INTEGER NOT NULL,
      state TEXT NOT NULL,
      hash TEXT NOT NULL,
      file TEXT NOT NULL,
      source TEXT NOT NULL,
      created_run_id INTEGER,
      updated_run_id INTEGER,
      UNIQUE (definition_id, number)
    ) STRICT;
    CREATE TABLE definition_modules (
      id INTEGER PRIMARY KEY,
      version_id INTEGER NOT NULL REFERENCES definition_versions (id),
      name TEXT NOT NULL,
      file TEXT NOT NULL,
      source TEXT NOT NULL,
      created_run_id INTEGER,
      updated_run_id INTEGER,
      UNIQUE (version_id, name)
    ) STRICT;
    """
}
