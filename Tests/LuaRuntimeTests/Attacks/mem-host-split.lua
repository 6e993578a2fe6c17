-- expect: error-limit-memory|error-limit-time
-- Ten megabytes that fall into five million parts.
text.split(("a,"):rep(5000000), ",")
