SELECT
  customer_id, count(*) AS count, sum(amount) / 100.0 AS net,
  CAST(julianday(:day) - julianday(max(ordered_on)) AS INTEGER) AS days_since_last
FROM orders WHERE ordered_on > date(:day, '-365 days') AND ordered_on <= :day AND status <> 'cancelled'
GROUP BY customer_id
