INSERT INTO scores (definition_id, version_id, run_id, customer_id, as_of, value, coverage, parts, inputs)
VALUES (1, 1, 1, ?1, ?2, ?3, ?4, ?5, ?6)
