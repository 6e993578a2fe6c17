enum RewardTables {
  static let version1 = """
    CREATE TABLE rewards (
      id INTEGER PRIMARY KEY,
      code TEXT NOT NULL UNIQUE,
      name TEXT NOT NULL,
      points INTEGER NOT NULL,
      wallet TEXT,
      stock INTEGER,
      per_member INTEGER,
      tier TEXT,
      from_on TEXT,
      until_on TEXT,
      active INTEGER,
      note TEXT,
      created_run_id INTEGER,
      updated_run_id INTEGER
    ) STRICT;
    CREATE TABLE reward_events (
      id INTEGER PRIMARY KEY,
      reward_id INTEGER NOT NULL REFERENCES rewards (id),
      customer_id INTEGER NOT NULL REFERENCES customers (id),
      code TEXT NOT NULL,
      event TEXT NOT NULL,
      movement_id INTEGER NOT NULL REFERENCES point_movements (id),
      happened_on TEXT NOT NULL,
      run_id INTEGER NOT NULL,
      UNIQUE (code, event)
    ) STRICT;
    CREATE INDEX reward_events_by_reward_id ON reward_events (reward_id, customer_id);
    CREATE INDEX reward_events_by_customer_id ON reward_events (customer_id);
    CREATE INDEX reward_events_by_movement_id ON reward_events (movement_id);
    """
}
