-- expect: error
error(("x"):rep(32 << 20))
