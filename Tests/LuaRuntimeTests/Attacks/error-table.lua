-- expect: error
error { "no text", 1, {} }
