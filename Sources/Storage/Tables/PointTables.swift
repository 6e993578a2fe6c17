/// The ledger of points. Movements are only ever added; a merge of customers moves them as it moves everything.
enum PointTables {
  static let version1 = """
    CREATE TABLE point_movements (
      id INTEGER PRIMARY KEY,
      customer_id INTEGER NOT NULL REFERENCES customers (id),
      wallet TEXT NOT NULL,
      kind TEXT NOT NULL,
      points INTEGER NOT NULL,
      desired INTEGER NOT NULL,
      currency TEXT,
      moved_on TEXT NOT NULL,
      source TEXT NOT NULL,
      reference TEXT,
      order_id INTEGER REFERENCES orders (id),
      base INTEGER,
      rule TEXT,
      version_id INTEGER REFERENCES definition_versions (id),
      origin_id INTEGER REFERENCES point_movements (id),
      operator TEXT NOT NULL,
      reason TEXT,
      inputs TEXT,
      run_id INTEGER NOT NULL
    ) STRICT;
    CREATE UNIQUE INDEX point_movements_by_source ON point_movements (source, reference, kind, wallet) WHERE reference IS NOT NULL;
    CREATE INDEX point_movements_by_customer_id ON point_movements (customer_id, wallet, moved_on);
    CREATE INDEX point_movements_by_order_id ON point_movements (order_id) WHERE order_id IS NOT NULL;
    CREATE INDEX point_movements_by_origin_id ON point_movements (origin_id) WHERE origin_id IS NOT NULL;
    CREATE TABLE point_lots (
      id INTEGER PRIMARY KEY,
      movement_id INTEGER NOT NULL REFERENCES point_movements (id),
      customer_id INTEGER NOT NULL REFERENCES customers (id),
      wallet TEXT NOT NULL,
      points INTEGER NOT NULL CHECK (points > 0),
      remaining INTEGER NOT NULL CHECK (remaining BETWEEN 0 AND points),
      earned_on TEXT NOT NULL,
      active_on TEXT,
      expires_on TEXT
    ) STRICT;
    CREATE INDEX point_lots_by_movement_id ON point_lots (movement_id);
    CREATE INDEX point_lots_by_customer_id ON point_lots (customer_id, wallet);
    CREATE INDEX point_lots_by_expires_on ON point_lots (expires_on) WHERE remaining > 0 AND expires_on IS NOT NULL;
    CREATE TABLE point_uses (
      id INTEGER PRIMARY KEY,
      movement_id INTEGER NOT NULL REFERENCES point_movements (id),
      lot_id INTEGER NOT NULL REFERENCES point_lots (id),
      points INTEGER NOT NULL,
      used_on TEXT NOT NULL
    ) STRICT;
    CREATE INDEX point_uses_by_movement_id ON point_uses (movement_id);
    CREATE INDEX point_uses_by_lot_id ON point_uses (lot_id);
    CREATE INDEX point_uses_coming_back ON point_uses (lot_id, used_on) WHERE points < 0;
    CREATE TABLE point_balances (
      customer_id INTEGER NOT NULL REFERENCES customers (id),
      wallet TEXT NOT NULL,
      currency TEXT,
      balance INTEGER NOT NULL,
      debt INTEGER NOT NULL,
      PRIMARY KEY (customer_id, wallet)
    ) STRICT;
    """
}
