SELECT printf('%.0f', sum(month + quarter + half + year + both)) FROM (
  SELECT
    o.customer_id,
    sum(CASE WHEN o.ordered_on > date('2026-06-30', '-30 days') THEN l.amount ELSE 0 END) / 100.0 AS month,
    sum(CASE WHEN o.ordered_on > date('2026-06-30', '-90 days') THEN l.amount ELSE 0 END) / 100.0 AS quarter,
    sum(CASE WHEN o.ordered_on > date('2026-06-30', '-180 days') THEN l.amount ELSE 0 END) / 100.0 AS half,
    sum(CASE WHEN o.ordered_on > date('2026-06-30', '-365 days') THEN l.amount ELSE 0 END) / 100.0 AS year,
    sum(l.amount) / 100.0 AS both
  FROM orders o JOIN order_lines l ON l.order_id = o.id
  WHERE o.ordered_on > date('2026-06-30', '-600 days') AND o.ordered_on <= '2026-06-30' AND o.status <> 'cancelled'
  GROUP BY o.customer_id
);
