-- expect: error-limit-memory|error-limit-time
-- One row of a megabyte, hundreds of times.
local row, rows = { ("x"):rep(1000000) }, {}
for i = 1, 400 do rows[i] = row end
csv.encode(rows, { header = false })
