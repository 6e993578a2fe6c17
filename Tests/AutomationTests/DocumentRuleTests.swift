import Automation
import LuaRuntime
import Testing
import Wording

/// The rules that tie orders to their lines, and payments and invoices to their allocations.
struct DocumentRuleTests {
  private static func results(_ source: String) throws -> [String] {
    let result = try SampleBook.run(source)
    try #require(result.report.outcome == .succeeded, "\(result.failure?.rendering.english ?? "")")
    return result.report.results
  }

  private static func message(_ source: String) throws -> String {
    try #require(try SampleBook.run(source).failure).message
  }

  @Test func `an order's amount is the sum of its goods without the tax in them`() throws {
    let results = try Self.results(
      """
      order_lines.create { order = "O1", line = 3, kind = "goods", amount = 113, tax_included = true, tax = 13 }
      order_lines.create { order = "O1", line = 4, amount = -50 }
      order_lines.create { order = "O1", line = 5, kind = "tax", amount = 200 }
      order_lines.create { order = "O1", line = 6, kind = "gift_card", amount = -100 }
      return orders.get("O1").amount
      """)
    // 1250 + (113 − 13) − 50
    #expect(results == ["1300.00 CNY"])
  }

  @Test func `a line that moves takes its amount along`() throws {
    let results = try Self.results(
      """
      orders.create { code = "O3", customer = "C0042", ordered_on = today() }
      order_lines.create { order = "O1", line = 3, quantity = 3, price = 10 }
      local line = order_lines.list { where = { order = "O1", line = 3 } }[1]
      order_lines.update(line, { order = "O3", line = 1 })
      return orders.get("O1").amount, orders.get("O3").amount
      """)
    #expect(results == ["1250.00 CNY", "30.00 CNY"])
  }

  @Test func `a line's amount follows quantity and price until somebody sets it`() throws {
    let results = try Self.results(
      """
      local line = orders.lines("O1")[1]
      local followed = order_lines.update(line, { quantity = 33.5 }).amount
      order_lines.update(line, { amount = 400 })
      return followed, order_lines.update(line, { price = 13 }).amount
      """)
    // 33.5 × 12.50 = 418.75
    #expect(results == ["418.75 CNY", "400.00 CNY"])
  }

  @Test func `an order keeps its own amount until a line has one`() throws {
    let results = try Self.results(
      """
      orders.create { code = "O3", customer = "C0042", ordered_on = today(), amount = 99 }
      order_lines.create { order = "O3", line = 1, product = "P1", quantity = 2 }
      return orders.get("O3").amount
      """)
    #expect(results == ["99.00 CNY"])
  }

  @Test func `what belongs to a document is in its currency`() throws {
    #expect(try Self.results(#"return orders.lines("O2")[1].amount"#) == ["1200.00 EUR"])
    let other = #"order_lines.create { order = "O2", line = 2, currency = "CNY", amount = 5 }"#
    #expect(
      try Self.message(other) == "O2 is in EUR, and what belongs to it cannot be in CNY: convert the amount first")
    #expect(
      try Self.message(#"orders.update("O2", { currency = "CNY" })"#)
        == "field 'amount' holds an amount in EUR: give it in CNY too, or null")
    #expect(try Self.message(#"orders.update("O2", { currency = "CNY", amount = 9 })"#).contains("O2 is in CNY"))
    let euros =
      #"invoices.create { code = "I9", customer = "C0042", issued_on = today(), amount = 9, currency = "EUR" }"#
    #expect(try Self.message(#"\#(euros) payments.allocate("Y1", "I9", 5)"#).contains("Y1 is in CNY"))
  }

  @Test func `a payment settles its own customer's invoices only`() throws {
    let invoice =
      #"invoices.create { code = "I8", customer = "C0043", issued_on = today(), amount = 5, currency = "CNY" }"#
    for call in [
      #"payments.allocate("Y8", "I8", 5)"#, #"allocations.create { payment = "Y8", invoice = "I8", amount = 5 }"#,
    ] {
      #expect(
        try Self.message(
          #"\#(invoice) payments.create { code = "Y8", customer = "C0042", paid_on = today(), amount = 5 } \#(call)"#
        ).contains("payment Y8 is of customer C0042, and invoice I8 of C0043"))
    }
    for change in [
      #"payments.update("Y1", { customer = "C0043" })"#, #"invoices.update("I1", { customer = "C0043" })"#,
    ] {
      #expect(try Self.message(change).contains("a payment settles its own customer's invoices"))
    }
  }

  @Test func `allocations exceed neither the payment nor the invoice`() throws {
    #expect(
      try Self.message(#"allocations.create { payment = "Y2", invoice = "I2", amount = 1200.01 }"#)
        == "invoice I2 is over 1,200.00 EUR, and allocations would come to 1,200.01 EUR")
    #expect(
      try Self.message(
        #"invoices.create { code = "I9", customer = "C0042", issued_on = today(), amount = 900 } payments.allocate("Y1", "I9", 1)"#
      )
        == "payment Y1 is over 1,000.00 CNY, and allocations would come to 1,001.00 CNY")
    #expect(try Self.message(#"payments.update("Y1", { amount = 999 })"#).contains("payment Y1 is over 999.00 CNY"))
    #expect(try Self.message(#"invoices.update("I1", { amount = 999 })"#).contains("invoice I1 is over 999.00 CNY"))
  }

  @Test func `a caught refusal leaves nothing of the call`() throws {
    let results = try Self.results(
      """
      local ok, problem = pcall(payments.allocate, "Y1", "I1", 1)
      return ok, problem.code, allocations.list { where = { payment = "Y1" } }[1].amount
      """)
    #expect(results == ["false", "over-allocated", "1000.00 CNY"])
  }

  @Test func `a credit note is allocated below zero and leaves more of the payment`() throws {
    #expect(
      try Self.message(#"payments.allocate("Y1", "I3", 50)"#).contains("invoice I3 is a credit note of -50.00 CNY"))
    let results = try Self.results(
      """
      payments.allocate("Y1", "I3")
      payments.allocate("Y1", "I1")
      local open = invoices.open("C0042")
      return #open, open[1].open, allocations.list { where = { invoice = "I1" } }[1].amount
      """)
    // 1000 paid and 50 credited settle 1050 of 1330.
    #expect(results == ["1", "280.00 CNY", "1050.00 CNY"])
  }

  @Test func `nothing is left to allocate where the payment is used up`() throws {
    #expect(
      try Self.message(#"payments.allocate("Y1", "I1")"#).contains(
        "there is nothing to allocate: payment Y1 is used up"))
  }

  @Test func `open invoices come the longest due first and count days late`() throws {
    let results = try Self.results(
      """
      local lines = {}
      for _, i in ipairs(invoices.open()) do
        table.insert(lines, string.format("%s %s %d", i.code, i.open, i.days_late))
      end
      return table.concat(lines, "; ")
      """)
    // I3 has no due date: it stands where it was issued. 10 October to 21 November are 42 days.
    #expect(results == ["I3 -50.00 CNY 0; I1 330.00 CNY 42; I2 1200.00 EUR 0"])
  }

  @Test func `a payment is above zero`() throws {
    let payment = #"payments.create { code = "Y9", customer = "C0042", paid_on = today(), amount = 0 }"#
    #expect(try Self.message(payment) == "field 'amount' takes what is above 0, got 0.00 CNY")
  }
}
