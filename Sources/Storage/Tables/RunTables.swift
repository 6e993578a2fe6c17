enum RunTables {
  static let version1 = """
    CREATE TABLE runs (
      id INTEGER PRIMARY KEY,
      title TEXT NOT NULL,
      operator TEXT NOT NULL,
      started_at TEXT NOT NULL,
      finished_at TEXT NOT NULL,
      outcome TEXT NOT NULL,
      error TEXT,
      script_hash TEXT,
      as_of TEXT,
      seed INTEGER,
      arguments TEXT,
      cpu_ms INTEGER,
      peak_bytes INTEGER,
      parent_id INTEGER REFERENCES runs (id),
      undoes_id INTEGER REFERENCES runs (id),
      change_count INTEGER NOT NULL,
      holder TEXT
    ) STRICT;
    CREATE INDEX runs_by_parent_id ON runs (parent_id) WHERE parent_id IS NOT NULL;
    CREATE INDEX runs_by_undoes_id ON runs (undoes_id) WHERE undoes_id IS NOT NULL;
    CREATE TABLE batches (
      run_id INTEGER NOT NULL REFERENCES runs (id),
      name TEXT NOT NULL,
      last_id INTEGER NOT NULL,
      end_id INTEGER NOT NULL,
      count INTEGER NOT NULL,
      is_finished INTEGER NOT NULL,
      PRIMARY KEY (run_id, name)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE changes (
      id INTEGER PRIMARY KEY,
      run_id INTEGER NOT NULL REFERENCES runs (id),
      table_id INTEGER NOT NULL,
      first_key INTEGER NOT NULL,
      last_key INTEGER NOT NULL,
      count INTEGER NOT NULL,
      body BLOB NOT NULL
    ) STRICT;
    CREATE INDEX changes_by_run_id ON changes (run_id);
    CREATE INDEX changes_by_table_id ON changes (table_id, first_key, last_key);
    """
}
