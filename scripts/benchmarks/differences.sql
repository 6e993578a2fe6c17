SELECT count(*) FROM scores r LEFT JOIN patron.scores s ON s.customer_id = r.customer_id
WHERE (s.as_of, s.value, s.coverage, s.parts ->> 'loyalty', s.parts ->> 'value', s.inputs ->> '$.orders.net') IS NOT
  (r.as_of, r.value, r.coverage, r.parts ->> 'loyalty', r.parts ->> 'value', r.inputs ->> '$.orders.net');
