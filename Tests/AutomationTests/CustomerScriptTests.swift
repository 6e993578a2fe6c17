import Automation
import Domain
import Testing

@Suite struct `Scripts about customers` {
  let desk: ScriptDesk

  init() throws {
    desk = try ScriptDesk()
    try desk.run(
      """
      customers.create { code = "C1", name = "上海贸易有限公司", owner = "Li", annual_revenue = 100 }
      customers.create { code = "C2", name = "上海贸易", phone = "021 6234 5678", owner = "Wang", annual_revenue = 5 }
      customers.create { code = "C3", name = "北京商店", owner = "Wang" }
      """)
  }

  @Test func `search by text and by pinyin`() throws {
    #expect(
      try desk.run(#"local r = customers.search("shmy") return #r, r[1].code, r[2].code"#, .read) == ["2", "C1", "C2"])
    #expect(try desk.run(#"return #customers.search("上海", 1), #customers.search("天津")"#, .read) == ["1", "0"])
    #expect(try desk.failure(of: #"customers.search("  ")"#, .read)?.contains("not blank") == true)
    #expect(try desk.failure(of: #"customers.search("a", -1)"#, .read)?.contains("0 or more") == true)
  }

  @Test func `merge with a winner, find by the old code, and part again`() throws {
    let merged = try desk.run(
      """
      local c = customers.merge("C2", "C1", { winner = { phone = "from", annual_revenue = "from" } })
      return c.code, c.phone, customers.count { where = { annual_revenue = 5 } }, customers.get("C2").code, customers.count()
      """)
    #expect(merged == ["C1", "021 6234 5678", "1", "C1", "2"])
    let parted = try desk.run(
      #"local c = customers.unmerge("C2") return c.name, customers.count { where = { annual_revenue = 100 } }, customers.count()"#
    )
    #expect(parted == ["上海贸易", "1", "3"])
  }

  @Test func `a merge whose options are wrong says which`() throws {
    let wrong = [
      #"{ winer = {} }"#: "did you mean 'winner'?", #"{ winner = { phone = "both" } }"#: "winner.phone",
      #"{ winner = { phon = "from" } }"#: "did you mean 'phone'?", #"{ collisions = 1 }"#: "collisions",
      #"{ winner = "from" }"#: "winner",
    ]
    for (options, expected) in wrong {
      let message = try desk.failure(of: "customers.merge(\"C2\", \"C1\", \(options))")
      #expect(message?.contains(expected) == true, "\(options): \(message ?? "succeeded")")
    }
    #expect(try desk.run("return customers.count()", .read) == ["3"])
  }

  @Test func `a failed merge inside pcall leaves nothing of it`() throws {
    let results = try desk.run(
      """
      local ok = pcall(customers.merge, "C2", "C1", { winner = { name = "from", code = "from" } })
      return ok, customers.get("C1").name, customers.get("C2").code
      """)
    #expect(results == ["false", "上海贸易有限公司", "C2"])
  }

  @Test func `many customers get one owner at once, or none of them`() throws {
    #expect(try desk.run(#"return customers.assign_owner({ "C1", customers.get("C2") }, "Wang")"#) == ["1"])
    #expect(try desk.run(#"return customers.assign_owner({ where = { owner = "Wang" } }, "Zhao")"#) == ["3"])
    #expect(try desk.run(#"return customers.assign_owner({}, "Nobody")"#) == ["0"])
    let message = try desk.failure(of: #"customers.assign_owner({ "C1", "C9" }, "Nobody")"#)
    #expect(message?.contains("C9") == true)
    #expect(try desk.run(#"return customers.count { where = { owner = "Nobody" } }"#, .read) == ["0"])
  }

  @Test func `a timeline goes on from its last entry`() throws {
    let results = try desk.run(
      """
      fields.define("customers", "area", "number")
      local first = customers.timeline("C1", { limit = 1 })
      return #first, #customers.timeline("C1", { before = { at = "2026-01-01", kind = "order", id = 1 } })
      """)
    #expect(results == ["0", "0"])
    #expect(try desk.failure(of: #"customers.timeline("C1", { before = {} })"#)?.contains("'before'") == true)
    #expect(try desk.failure(of: #"customers.timeline("C1", { limt = 3 })"#)?.contains("did you mean 'limit'?") == true)
    #expect(try desk.failure(of: #"customers.timeline("C9")"#)?.contains("C9") == true)
  }

  @Test func `a defined field is there at once, in records, filters and order`() throws {
    let results = try desk.run(
      """
      fields.define("customers", "area", "number", { label = "Area", label_zh = "面积" })
      fields.define("customers", "grade", "choice", { choices = { "A", "B" } })
      customers.update("C1", { area = 12.5, grade = "A" })
      customers.update("C2", { area = 99 })
      local list = customers.list { where = { area = { [">"] = 1 } }, order = "-area" }
      return list[1].code, list[2].area, list[2].grade, tostring(customers.get("C3").area)
      """)
    #expect(results == ["C2", "12.5", "A", "nil"])
    let last = try desk.run(
      #"local f = fields.list("customers") local g = f[#f] return g.name, g.kind, g.custom, g.choices[2], f[#f - 1].label_zh"#,
      .read)
    #expect(last == ["grade", "choice", "true", "B", "面积"])
    #expect(try desk.failure(of: #"customers.update("C1", { grade = "C" })"#)?.contains("one of A, B") == true)
    #expect(try desk.failure(of: #"fields.define("customers", "name", "text")"#)?.contains("already") == true)
    #expect(
      try desk.failure(of: #"fields.define("customer", "x", "text")"#)?.contains("did you mean 'customers'?") == true)
  }

  @Test func `a text of more than a mebibyte is refused with the way out, and nothing is changed`() throws {
    let failure = try desk.failure(of: #"customers.update("C1", { note = ("x"):rep(1 << 20) .. "y" })"#)
    #expect(failure?.contains("at most 1 MiB, got 1048577 bytes: cut it") == true, "\(failure ?? "")")
    #expect(try desk.run(#"return #(customers.get("C1").note or "")"#, .read) == ["0"])
    #expect(try desk.run(#"return #customers.update("C1", { note = ("x"):rep(1 << 20) }).note"#) == ["1048576"])
  }

  @Test func `rows of too many columns are refused`() throws {
    let failure = try desk.failure(of: #"csv.parse(("c,"):rep(200000))"#, .read)
    #expect(failure?.contains("more than 2000 fields") == true, "\(failure ?? "")")
  }

  @Test func `a field that failed to be defined leaves the rest of the run as it was`() throws {
    let results = try desk.run(
      """
      local ok = pcall(fields.define, "customers", "grade", "choice")
      customers.update("C1", { owner = "Zhao" })
      return ok, customers.get("C1").owner
      """)
    #expect(results == ["false", "Zhao"])
  }

  @Test func `a dry run of a definition keeps nothing`() throws {
    try desk.run(#"fields.define("customers", "area", "number") customers.update("C1", { area = 1 })"#, .write(.dry))
    #expect(try desk.failure(of: #"return customers.get("C1").area"#, .read)?.contains("area") == true)
  }

  @Test func `a segment is a condition, a test, or both`() throws {
    let lua = """
      local wang = { where = { owner = "Wang" }, test = function(c) return c.phone ~= nil end }
      local codes = {}
      for c in segments.each { order = "-code", test = function(c) return c.code ~= "C2" end } do codes[#codes + 1] = c.code end
      return segments.count(wang), segments.list(wang)[1].code, segments.contains(wang, "C2"), segments.contains(wang, "C3"),
        table.concat(codes, " "), segments.count { where = { owner = "Wang" } },
        #segments.list { limit = 1, test = function(c) return c.owner == "Wang" end }
      """
    #expect(try desk.run(lua, .read) == ["1", "C2", "true", "false", "C3 C1", "2", "1"])
  }

  @Test func `what a segment's test raises or returns wrongly reaches the script`() throws {
    #expect(
      try desk.failure(of: #"segments.count { test = function(c) error("oops " .. c.code) end }"#, .read)?.contains(
        "oops C1") == true)
    #expect(
      try desk.failure(of: "segments.list { test = function(c) return 1 end }", .read)?.contains("true, false or nil")
        == true)
    #expect(try desk.failure(of: "segments.list { test = 1 }", .read)?.contains("'test'") == true)
    #expect(try desk.failure(of: "segments.list { wher = {} }", .read)?.contains("did you mean 'where'?") == true)
  }

  @Test func `rates are set and used by day`() throws {
    let results = try desk.run(
      """
      fx.set("USD", "2026-11-01", 7)
      fx.set("USD", "2026-11-01", 7.1)
      local c = customers.create { code = "C4", name = "Acme", currency = "USD", annual_revenue = 100 }
      customers.update("C1", { annual_revenue = fx.convert(c.annual_revenue, "CNY") })
      return fx.rate("USD"), customers.count { where = { code = "C1", annual_revenue = 710 } }, fx.rate("CNY")
      """)
    #expect(results == ["7.1", "1", "1.0"])
    let message = try desk.failure(of: #"fx.rate("USD", "2026-12-24")"#, .read)
    #expect(message?.contains("USD") == true && message?.contains("2026-12-24") == true)
    #expect(try desk.run(#"return fx.rate("USD", "2026-12-24", 60)"#, .read) == ["7.1"])
    #expect(try desk.failure(of: #"fx.rate("usd")"#, .read)?.contains("ISO 4217") == true)
    #expect(try desk.failure(of: #"fx.set("USD", "2026-13-01", 7)"#)?.contains("2026-13-01") == true)
  }
}
