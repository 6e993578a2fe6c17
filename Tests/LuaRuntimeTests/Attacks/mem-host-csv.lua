-- expect: error-limit-memory|error-limit-time
-- Four megabytes that hold two million rows.
csv.parse(("1\n"):rep(2000000), { header = false })
