SELECT
  id, code, name, industry, country, region, city, owner, tier, size, currency, annual_revenue, credit_limit, employees,
  founded_on
FROM customers ORDER BY id
