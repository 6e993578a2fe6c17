import Wording

extension Entity {
  /// Whom the company sells to, or may.
  public static let customers = Entity(
    "customers", singular: "customer", Phrase("Customers", zh: "客户"), key: ["code"],
    fields: [
      .code(Phrase("Code", zh: "客户编号"), aliases: ["customer code", "customer number", "customer id", "客户代码", "编号"]),
      Field("name", .text, Phrase("Name", zh: "名称"), aliases: ["customer name", "company", "客户名称", "客户", "公司"])
        .required,
      Field("legal_name", .text, Phrase("Legal name", zh: "法定名称"), aliases: ["全称", "公司全称"]),
      Field("tax_id", .text, Phrase("Tax ID", zh: "统一社会信用代码"), aliases: ["vat", "税号", "纳税人识别号"]),
      Field("founded_on", .date, Phrase("Founded on", zh: "成立日期"), aliases: ["founded"]),
      Field("industry", .text, Phrase("Industry", zh: "行业")),
      Field("country", .text, Phrase("Country", zh: "国家"), aliases: ["国家地区"]),
      Field("region", .text, Phrase("Region", zh: "区域"), aliases: ["state", "province", "省份", "地区"]),
      Field("city", .text, Phrase("City", zh: "城市")),
      Field("address", .text, Phrase("Address", zh: "地址"), aliases: ["address line 1"]),
      Field("postal_code", .text, Phrase("Postal code", zh: "邮编"), aliases: ["zip", "zip code"]),
      Field("phone", .text, Phrase("Phone", zh: "电话"), aliases: ["telephone"]),
      Field("email", .text, Phrase("E-mail", zh: "邮箱"), aliases: ["mail", "email", "电子邮件"]),
      Field("business_scope", .text, Phrase("Business scope", zh: "经营范围")),
      Field("employees", .integer, Phrase("Employees", zh: "员工人数")),
      .currency,
      Field("registered_capital", .money, Phrase("Registered capital", zh: "注册资本")),
      Field("annual_revenue", .money, Phrase("Annual revenue", zh: "年营业额"), aliases: ["revenue", "turnover"]),
      Field("equity", .money, Phrase("Equity", zh: "净资产")),
      Field("credit_limit", .money, Phrase("Credit limit", zh: "信用额度"), aliases: ["授信额度"]),
      Field("source", .text, Phrase("Source", zh: "来源")),
      Field("referrer", .reference("customers"), Phrase("Referred by", zh: "推荐人")),
      Field("group", .reference("groups"), Phrase("Group of companies", zh: "集团")),
      Field("owner", .text, Phrase("Owner", zh: "负责人"), aliases: ["sales rep", "account manager", "业务员"]),
      Field("team", .text, Phrase("Team", zh: "团队")),
      Field("relation", .choice(relations), Phrase("Relation", zh: "合作关系")),
      Field("size", .choice(sizes), Phrase("Size", zh: "规模")),
      Field("tier", .text, Phrase("Tier", zh: "等级")),
      Field("relationship", .choice(relationships), Phrase("Relationship class", zh: "客户关系等级")),
      Field("lifecycle", .choice(lifecycle), Phrase("Lifecycle stage", zh: "生命周期")),
      Field("confidentiality", .choice(confidentiality), Phrase("Confidentiality", zh: "保密级别")),
      Field("email_consent", .boolean, Phrase("Agrees to e-mail", zh: "同意接收邮件")),
      Field("phone_consent", .boolean, Phrase("Agrees to calls", zh: "同意接听电话")),
      Field("last_contact_on", .date, Phrase("Last contact on", zh: "最近联系日期")),
      Field("next_contact_on", .date, Phrase("Next contact due on", zh: "下次联系日期")),
      Field("next_review_on", .date, Phrase("Next review on", zh: "下次评审日期")),
      .note,
    ])

  private static let relations = [
    Field.Choice("long_term", Phrase("long-term", zh: "长期")), .init("prospect", Phrase("prospect", zh: "潜在")),
    .init("one_time", Phrase("one-time", zh: "一次性")),
  ]

  private static let sizes = [
    Field.Choice("S", Phrase("small", zh: "小型")), .init("M", Phrase("medium", zh: "中型")),
    .init("L", Phrase("large", zh: "大型")),
  ]

  private static let relationships = [
    Field.Choice("premium", Phrase("premium", zh: "优质")), .init("good", Phrase("good", zh: "良好")),
    .init("ordinary", Phrase("ordinary", zh: "一般")), .init("at_risk", Phrase("likely to leave", zh: "潜在流失")),
  ]

  private static let lifecycle = [
    Field.Choice("lead", Phrase("lead", zh: "线索")), .init("screening", Phrase("screening", zh: "筛选")),
    .init("trial", Phrase("trial", zh: "试单")), .init("active", Phrase("active", zh: "活跃")),
    .init("at_risk", Phrase("at risk", zh: "有风险")), .init("dormant", Phrase("dormant", zh: "沉睡")),
    .init("lost", Phrase("lost", zh: "流失")), .init("won_back", Phrase("won back", zh: "挽回")),
    .init("rejected", Phrase("rejected", zh: "已拒绝")), .init("blacklisted", Phrase("blacklisted", zh: "黑名单")),
  ]

  private static let confidentiality = [
    Field.Choice("public", Phrase("public", zh: "公开")), .init("internal", Phrase("internal", zh: "内部")),
    .init("confidential", Phrase("confidential", zh: "机密")), .init("secret", Phrase("secret", zh: "绝密")),
  ]
}
