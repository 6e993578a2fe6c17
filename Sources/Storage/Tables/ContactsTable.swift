enum ContactsTable {
  static let version1 = """
    CREATE TABLE contacts (
      id INTEGER PRIMARY KEY,
      customer_id INTEGER NOT NULL REFERENCES customers (id),
      name TEXT NOT NULL,
      post TEXT,
      role TEXT,
      phone TEXT,
      mobile TEXT,
      email TEXT,
      social TEXT,
      birthday TEXT,
      language TEXT,
      preferences TEXT,
      from_on TEXT,
      until_on TEXT,
      note TEXT,
      created_run_id INTEGER,
      updated_run_id INTEGER
    ) STRICT;
    CREATE INDEX contacts_by_customer_id ON contacts (customer_id);
    """
}
