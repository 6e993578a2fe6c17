-- expect: error-limit-memory|error-limit-time
-- Eight megabytes of text that hold a million tables.
json.decode("[" .. ('{"a":1},'):rep(1000000) .. "1]")
