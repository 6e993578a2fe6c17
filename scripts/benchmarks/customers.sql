SELECT id, code, name, country, size, currency, employees FROM customers ORDER BY id
