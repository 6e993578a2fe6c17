enum StatementsTable {
  static let version1 = """
    CREATE TABLE statements (
      id INTEGER PRIMARY KEY,
      customer_id INTEGER NOT NULL REFERENCES customers (id),
      year INTEGER NOT NULL,
      currency TEXT NOT NULL,
      revenue INTEGER,
      ebit INTEGER,
      net_profit INTEGER,
      total_assets INTEGER,
      current_assets INTEGER,
      current_liabilities INTEGER,
      total_liabilities INTEGER,
      equity INTEGER,
      retained_earnings INTEGER,
      audited INTEGER,
      created_run_id INTEGER,
      updated_run_id INTEGER,
      UNIQUE (customer_id, year)
    ) STRICT;
    """
}
