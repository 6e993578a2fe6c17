enum CustomersTable {
  static let version1 = """
    CREATE TABLE customers (
      id INTEGER PRIMARY KEY,
      code TEXT NOT NULL UNIQUE,
      name TEXT NOT NULL,
      legal_name TEXT,
      tax_id TEXT,
      founded_on TEXT,
      industry TEXT,
      country TEXT,
      region TEXT,
      city TEXT,
      address TEXT,
      postal_code TEXT,
      phone TEXT,
      email TEXT,
      business_scope TEXT,
      employees INTEGER,
      currency TEXT NOT NULL,
      registered_capital INTEGER,
      annual_revenue INTEGER,
      equity INTEGER,
      credit_limit INTEGER,
      source TEXT,
      referrer_id INTEGER REFERENCES customers (id),
      group_id INTEGER REFERENCES groups (id),
      owner TEXT,
      team TEXT,
      relation TEXT,
      size TEXT,
      tier TEXT,
      relationship TEXT,
      lifecycle TEXT,
      confidentiality TEXT,
      email_consent INTEGER,
      phone_consent INTEGER,
      last_contact_on TEXT,
      next_contact_on TEXT,
      next_review_on TEXT,
      note TEXT,
      merged_into_id INTEGER REFERENCES customers (id),
      created_run_id INTEGER,
      updated_run_id INTEGER
    ) STRICT;
    CREATE INDEX customers_by_owner ON customers (owner);
    CREATE INDEX customers_by_group_id ON customers (group_id);
    CREATE INDEX customers_by_referrer_id ON customers (referrer_id);
    CREATE INDEX customers_by_merged_into_id ON customers (merged_into_id);
    """
}
