enum TierTables {
  /// `tier_standings` is what is now; rows of the others are only ever added.
  static let version1 = """
    CREATE TABLE tier_standings (
      id INTEGER PRIMARY KEY,
      definition_id INTEGER NOT NULL REFERENCES definitions (id),
      customer_id INTEGER NOT NULL REFERENCES customers (id),
      tier TEXT,
      since TEXT NOT NULL,
      enrolled_on TEXT NOT NULL,
      valid_until TEXT,
      rising_to TEXT,
      rising_count INTEGER,
      rising_on TEXT,
      failing_since TEXT,
      failing_count INTEGER,
      failing_on TEXT,
      notice_on TEXT,
      due_on TEXT,
      base_tier TEXT,
      override_until TEXT,
      created_run_id INTEGER,
      updated_run_id INTEGER,
      UNIQUE (customer_id, definition_id)
    ) STRICT;
    CREATE TABLE tier_changes (
      id INTEGER PRIMARY KEY,
      definition_id INTEGER NOT NULL REFERENCES definitions (id),
      version_id INTEGER NOT NULL REFERENCES definition_versions (id),
      customer_id INTEGER NOT NULL REFERENCES customers (id),
      run_id INTEGER NOT NULL,
      as_of TEXT NOT NULL,
      effective_on TEXT NOT NULL,
      kind TEXT NOT NULL,
      from_tier TEXT,
      to_tier TEXT,
      reason TEXT,
      evidence TEXT NOT NULL
    ) STRICT;
    CREATE INDEX tier_changes_by_customer_id ON tier_changes (customer_id, definition_id);
    CREATE TABLE tier_overrides (
      id INTEGER PRIMARY KEY,
      definition_id INTEGER NOT NULL REFERENCES definitions (id),
      customer_id INTEGER NOT NULL REFERENCES customers (id),
      run_id INTEGER NOT NULL,
      tier TEXT NOT NULL,
      made_on TEXT NOT NULL,
      until_on TEXT NOT NULL,
      reason TEXT NOT NULL,
      operator TEXT NOT NULL
    ) STRICT;
    CREATE INDEX tier_overrides_by_customer_id ON tier_overrides (customer_id, definition_id);
    """
}
