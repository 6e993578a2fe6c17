/// Which customer was merged into which, and every value that it changed, so that it can be taken back.
enum MergesTable {
  static let version1 = """
    CREATE TABLE merges (
      id INTEGER PRIMARY KEY,
      from_id INTEGER NOT NULL UNIQUE REFERENCES customers (id),
      into_id INTEGER NOT NULL REFERENCES customers (id),
      created_run_id INTEGER,
      updated_run_id INTEGER
    ) STRICT;
    CREATE INDEX merges_by_into_id ON merges (into_id);
    CREATE TABLE merge_changes (
      id INTEGER PRIMARY KEY,
      merge_id INTEGER NOT NULL REFERENCES merges (id),
      table_name TEXT NOT NULL,
      row_id INTEGER NOT NULL,
      column_name TEXT NOT NULL,
      old ANY,
      new ANY,
      created_run_id INTEGER,
      updated_run_id INTEGER
    ) STRICT;
    CREATE INDEX merge_changes_by_merge_id ON merge_changes (merge_id);
    """
}
