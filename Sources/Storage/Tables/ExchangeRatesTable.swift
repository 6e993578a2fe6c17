enum ExchangeRatesTable {
  static let version1 = """
    CREATE TABLE fx_rates (
      id INTEGER PRIMARY KEY,
      currency TEXT NOT NULL,
      "on" TEXT NOT NULL,
      rate REAL NOT NULL,
      created_run_id INTEGER,
      updated_run_id INTEGER,
      UNIQUE (currency, "on")
    ) STRICT;
    """
}
