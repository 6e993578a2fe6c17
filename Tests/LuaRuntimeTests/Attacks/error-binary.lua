-- expect: error
error("\0\27[2J\27]0;title\7\255\254\r\n\8" .. ("\0"):rep(10000), 0)
