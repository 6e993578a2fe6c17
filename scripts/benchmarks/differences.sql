SELECT count(*) FROM reference_scores r LEFT JOIN patron.scores s ON s.customer_id = r.customer_id
WHERE s.value IS NOT r.value;
