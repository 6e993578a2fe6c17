INSERT INTO reference_scores (customer_id, value, parts) VALUES (?1, ?2, ?3)
ON CONFLICT (customer_id) DO UPDATE SET value = excluded.value, parts = excluded.parts
