-- One order of each hundredth customer becomes a large one of the last day.
UPDATE orders SET amount = amount + 3000000, ordered_on = '2026-06-30' WHERE id % 300 = 0;
PRAGMA wal_checkpoint(TRUNCATE);
