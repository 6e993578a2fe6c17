import Testing
import Wording

@Suite struct SuggestionTests {
  private let fields = ["revenue", "region", "tier", "orders", "owner", "name", "legal_name", "last_contact_at"]

  @Test(arguments: [
    ("revnue", "revenue"), ("reveneu", "revenue"), ("Revenue", "revenue"), ("REGOIN", "region"), ("teir", "tier"),
    ("order", "orders"), ("ownr", "owner"), ("nmae", "name"), ("legalname", "legal_name"),
    ("last_contact", "last_contact_at"),
    ("rev", "revenue"),
  ])
  func `a slip of the fingers finds the name that was meant`(typed: String, meant: String) {
    #expect(Suggestion.nearest(to: typed, among: fields) == meant)
  }

  @Test(arguments: ["", "x", "zebra", "tr", "revolutionary", "客户"])
  func `a name that is like none gets no suggestion`(typed: String) {
    #expect(Suggestion.nearest(to: typed, among: fields) == nil)
  }

  @Test func `of names equally near the one with the same beginning is taken, whatever the order`() {
    #expect(Suggestion.nearest(to: "owned", among: ["owner", "oned"]) == "owner")
    #expect(Suggestion.nearest(to: "cat", among: ["cab", "car"]) == "cab")
    #expect(Suggestion.nearest(to: "cat", among: ["car", "cab"]) == "cab")
    #expect(Suggestion.nearest(to: "rev", among: ["revenues", "revenue"]) == "revenue")
  }

  @Test func `a word of two letters finds the name that begins with it`() {
    #expect(Suggestion.nearest(to: "fx", among: ["fixed", "fx_rates"]) == "fx_rates")
    #expect(Suggestion.nearest(to: "le", among: ["legal_name"]) == nil)
  }

  @Test func `Chinese names are near by character`() {
    #expect(Suggestion.nearest(to: "客户名程", among: ["客户名称", "等级"]) == "客户名称")
  }

  @Test func `names alike are no suggestion for themselves`() {
    #expect(Suggestion.nearest(to: "tier", among: ["tier"]) == nil)
  }
}
