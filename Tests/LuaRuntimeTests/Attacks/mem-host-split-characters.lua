-- expect: error-limit-memory|error-limit-time
text.split(("é"):rep(5000000), "")
