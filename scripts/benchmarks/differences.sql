SELECT count(*) FROM scores r LEFT JOIN patron.scores s ON s.customer_id = r.customer_id
WHERE (s.as_of, s.value, s.coverage, s.parts, s.inputs) IS NOT (r.as_of, r.value, r.coverage, r.parts, r.inputs);
