CREATE TABLE reference_scores (
  customer_id INTEGER PRIMARY KEY REFERENCES customers (id), value REAL, parts BLOB NOT NULL
) STRICT;
PRAGMA wal_checkpoint(TRUNCATE);
