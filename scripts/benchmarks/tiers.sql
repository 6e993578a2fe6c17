INSERT INTO tier_standings (definition_id, customer_id, tier, since, enrolled_on)
SELECT 1, c.id,
  CASE WHEN coalesce(o.net, 0) >= 100000 THEN 'platinum' WHEN o.net >= 60000 THEN 'gold' WHEN o.net >= 20000 THEN 'silver'
    ELSE 'bronze' END, '2026-06-30', '2026-06-30'
FROM customers c LEFT JOIN (
  SELECT customer_id, sum(amount) / 100.0 AS net FROM orders
  WHERE ordered_on > date('2026-06-30', '-365 days') AND ordered_on <= '2026-06-30' AND status <> 'cancelled'
  GROUP BY customer_id
) o ON o.customer_id = c.id WHERE c.merged_into_id IS NULL ORDER BY c.id
