describe("trade_terms", function()
  local terms = require "trade_terms"

  it("knows net, end of month and cash", function()
    expect(terms.due_on("2026-01-15", "net 30")):to_equal("2026-02-14")
    expect(terms.due_on("2026-01-15", "eom 30")):to_equal("2026-03-02")
    expect(terms.due_on("2026-01-15", "eom")):to_equal("2026-01-31")
    expect(terms.due_on("2026-01-15", "cash")):to_equal("2026-01-15")
    expect(function() terms.due_on("2026-01-15", "soon") end):to_raise("unknown terms 'soon'")
  end)

  it("puts a weekend off to Monday", function()
    expect(terms.working_day("2026-02-14")):to_equal("2026-02-16")
    expect(terms.working_day("2026-02-13")):to_equal("2026-02-13")
  end)
end)
