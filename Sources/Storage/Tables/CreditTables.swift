enum CreditTables {
  /// Rows of changes and checks are only ever added.
  static let version1 = """
    CREATE TABLE credit_profiles (
      id INTEGER PRIMARY KEY,
      customer_id INTEGER NOT NULL UNIQUE REFERENCES customers (id),
      grade TEXT,
      score REAL,
      terms_days INTEGER,
      prepay_percent REAL,
      hold TEXT,
      valid_from TEXT,
      valid_until TEXT,
      next_review_on TEXT,
      note TEXT,
      created_run_id INTEGER,
      updated_run_id INTEGER
    ) STRICT;
    CREATE TABLE securities (
      id INTEGER PRIMARY KEY,
      code TEXT NOT NULL UNIQUE,
      customer_id INTEGER NOT NULL REFERENCES customers (id),
      kind TEXT NOT NULL,
      issuer TEXT,
      currency TEXT NOT NULL,
      amount INTEGER NOT NULL,
      valid_from TEXT,
      expires_on TEXT,
      note TEXT,
      created_run_id INTEGER,
      updated_run_id INTEGER
    ) STRICT;
    CREATE INDEX securities_by_customer_id ON securities (customer_id);
    CREATE TABLE credit_ratings (
      id INTEGER PRIMARY KEY,
      customer_id INTEGER NOT NULL REFERENCES customers (id),
      agency TEXT NOT NULL,
      as_of TEXT NOT NULL,
      grade TEXT NOT NULL,
      note TEXT,
      created_run_id INTEGER,
      updated_run_id INTEGER,
      UNIQUE (customer_id, agency, as_of)
    ) STRICT;
    CREATE TABLE acceptance_bills (
      id INTEGER PRIMARY KEY,
      code TEXT NOT NULL UNIQUE,
      customer_id INTEGER NOT NULL REFERENCES customers (id),
      payment_id INTEGER REFERENCES payments (id),
      kind TEXT,
      acceptor TEXT,
      received_on TEXT NOT NULL,
      due_on TEXT NOT NULL,
      honoured_on TEXT,
      currency TEXT NOT NULL,
      amount INTEGER NOT NULL,
      note TEXT,
      created_run_id INTEGER,
      updated_run_id INTEGER
    ) STRICT;
    CREATE INDEX acceptance_bills_by_customer_id ON acceptance_bills (customer_id);
    CREATE INDEX acceptance_bills_by_payment_id ON acceptance_bills (payment_id);
    CREATE TABLE promises (
      id INTEGER PRIMARY KEY,
      code TEXT NOT NULL UNIQUE,
      customer_id INTEGER NOT NULL REFERENCES customers (id),
      invoice_id INTEGER REFERENCES invoices (id),
      made_on TEXT NOT NULL,
      due_on TEXT NOT NULL,
      currency TEXT NOT NULL,
      amount INTEGER,
      kept INTEGER,
      note TEXT,
      created_run_id INTEGER,
      updated_run_id INTEGER
    ) STRICT;
    CREATE INDEX promises_by_customer_id ON promises (customer_id);
    CREATE INDEX promises_by_invoice_id ON promises (invoice_id);
    CREATE TABLE credit_changes (
      id INTEGER PRIMARY KEY,
      customer_id INTEGER NOT NULL REFERENCES customers (id),
      kind TEXT NOT NULL,
      run_id INTEGER NOT NULL,
      as_of TEXT NOT NULL,
      at TEXT NOT NULL,
      operator TEXT NOT NULL,
      reason TEXT NOT NULL,
      currency TEXT,
      amount INTEGER,
      valid_until TEXT,
      order_id INTEGER REFERENCES orders (id),
      version_id INTEGER REFERENCES definition_versions (id),
      evidence TEXT NOT NULL,
      profile TEXT NOT NULL
    ) STRICT;
    CREATE INDEX credit_changes_by_customer_id ON credit_changes (customer_id);
    CREATE INDEX credit_changes_by_order_id ON credit_changes (order_id) WHERE order_id IS NOT NULL;
    CREATE TABLE group_limits (
      id INTEGER PRIMARY KEY,
      group_id INTEGER NOT NULL REFERENCES groups (id),
      kind TEXT NOT NULL,
      run_id INTEGER NOT NULL,
      as_of TEXT NOT NULL,
      at TEXT NOT NULL,
      operator TEXT NOT NULL,
      reason TEXT NOT NULL,
      currency TEXT NOT NULL,
      amount INTEGER
    ) STRICT;
    CREATE INDEX group_limits_by_group_id ON group_limits (group_id);
    CREATE TABLE credit_checks (
      id INTEGER PRIMARY KEY,
      customer_id INTEGER NOT NULL REFERENCES customers (id),
      order_id INTEGER REFERENCES orders (id),
      stage TEXT NOT NULL,
      run_id INTEGER NOT NULL,
      as_of TEXT NOT NULL,
      at TEXT NOT NULL,
      operator TEXT NOT NULL,
      currency TEXT NOT NULL,
      amount INTEGER NOT NULL,
      outcome TEXT NOT NULL,
      reason TEXT NOT NULL,
      release_id INTEGER REFERENCES credit_changes (id),
      version_id INTEGER REFERENCES definition_versions (id),
      steps TEXT NOT NULL
    ) STRICT;
    CREATE INDEX credit_checks_by_customer_id ON credit_checks (customer_id);
    CREATE INDEX credit_checks_by_order_id ON credit_checks (order_id) WHERE order_id IS NOT NULL;
    CREATE INDEX credit_checks_by_release_id ON credit_checks (release_id) WHERE release_id IS NOT NULL;
    """
}
