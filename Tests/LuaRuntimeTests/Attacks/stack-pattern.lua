-- expect: ok|error|error-limit-time
-- Patterns nest in C.
for _, pattern in ipairs { "(", "a?", "()", "a-", "%b()", "[", "%f[a]", "(a" } do
  for _, count in ipairs { 31, 33, 250, 300000 } do
    pcall(string.find, ("a"):rep(1 << 18), pattern:rep(count))
    pcall(string.find, ("a"):rep(1 << 18), pattern:rep(count) .. "b")
  end
end
