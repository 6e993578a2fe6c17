import Wording

extension Entity {
  /// Who acts on the book.
  public static let operators = Entity(
    "operators", singular: "operator", Phrase("Operators", zh: "操作员"), key: ["code"],
    fields: [
      .code(Phrase("Code", zh: "操作员编号"), aliases: ["login"]),
      Field("name", .text, Phrase("Name", zh: "姓名")).required,
      Field("email", .text, Phrase("E-mail", zh: "邮箱")),
      Field("active", .boolean, Phrase("Active", zh: "在职")),
    ])

  /// People at a customer. A change of job closes one record and opens another.
  public static let contacts = Entity(
    "contacts", singular: "contact", Phrase("Contacts", zh: "联系人"), key: ["customer", "name"],
    fields: [
      Field.customer.required,
      Field("name", .text, Phrase("Name", zh: "姓名"), aliases: ["contact", "联系人"]).required,
      Field("post", .text, Phrase("Post", zh: "职务"), aliases: ["job title", "title", "职位"]),
      Field("role", .text, Phrase("Role", zh: "角色")),
      Field("phone", .text, Phrase("Phone", zh: "电话")),
      Field("mobile", .text, Phrase("Mobile", zh: "手机"), aliases: ["手机号"]),
      Field("email", .text, Phrase("E-mail", zh: "邮箱"), aliases: ["mail", "email"]),
      Field("social", .text, Phrase("Social account", zh: "社交账号"), aliases: ["wechat", "微信"]),
      Field("birthday", .date, Phrase("Birthday", zh: "生日")),
      Field("language", .text, Phrase("Language", zh: "语言")),
      Field("preferences", .text, Phrase("Preferences", zh: "偏好")),
      Field("from_on", .date, Phrase("In the post from", zh: "任职开始")),
      Field("until_on", .date, Phrase("In the post until", zh: "任职结束")),
      .note,
    ])

  /// Licences, statements and reports of a customer.
  public static let documents = Entity(
    "documents", singular: "document", Phrase("Documents", zh: "资料"), key: ["customer", "kind", "number"],
    fields: [
      Field.customer.required,
      Field(
        "kind",
        .choice([
          .init("licence", Phrase("licence", zh: "营业执照")), .init("statement", Phrase("statement", zh: "财务报表")),
          .init("report", Phrase("report", zh: "信用报告")), .init("application", Phrase("application", zh: "申请表")),
          .init("other", Phrase("other", zh: "其他")),
        ]), Phrase("Kind", zh: "类型")
      ).required,
      Field("number", .text, Phrase("Number", zh: "编号")).required,
      Field("title", .text, Phrase("Title", zh: "标题")),
      Field("issued_on", .date, Phrase("Issued on", zh: "签发日期")),
      Field("expires_on", .date, Phrase("Expires on", zh: "有效期至"), aliases: ["expiry", "到期日"]),
      Field("location", .text, Phrase("Where it is kept", zh: "存放位置"), aliases: ["file", "url", "path"]),
      .note,
    ])

  /// Related companies that share a limit.
  public static let groups = Entity(
    "groups", singular: "group", Phrase("Groups of companies", zh: "集团"), key: ["code"],
    fields: [
      .code(Phrase("Code", zh: "集团编号")),
      Field("name", .text, Phrase("Name", zh: "集团名称")).required,
      .currency,
      Field("credit_limit", .money, Phrase("Shared credit limit", zh: "集团授信额度")),
      .note,
    ])

  /// What was said, when and by whom.
  public static let interactions = Entity(
    "interactions", singular: "interaction", Phrase("Interactions", zh: "沟通记录"), key: ["customer", "at", "kind"],
    fields: [
      Field.customer.required,
      Field(
        "kind",
        .choice([
          .init("call", Phrase("call", zh: "电话")), .init("mail", Phrase("mail", zh: "邮件")),
          .init("meeting", Phrase("meeting", zh: "会议")), .init("visit", Phrase("visit", zh: "拜访")),
          .init("video", Phrase("video", zh: "视频")), .init("message", Phrase("message", zh: "消息")),
          .init("event", Phrase("event", zh: "活动")), .init("training", Phrase("training", zh: "培训")),
        ]), Phrase("Kind", zh: "方式")
      ).required,
      Field("at", .instant, Phrase("When", zh: "时间"), aliases: ["date", "time", "日期"]).required,
      Field("who", .text, Phrase("Who", zh: "我方人员"), aliases: ["operator"]),
      Field("contact", .text, Phrase("Contact", zh: "对方联系人")),
      Field(
        "direction",
        .choice([.init("in", Phrase("inbound", zh: "来")), .init("out", Phrase("outbound", zh: "往"))]),
        Phrase("Direction", zh: "方向")),
      Field("formal", .boolean, Phrase("Formal", zh: "正式")),
      Field("minutes", .integer, Phrase("Minutes", zh: "分钟")),
      Field("topic", .text, Phrase("Topic", zh: "主题")),
      Field("outcome", .text, Phrase("Outcome", zh: "结果")),
      Field("next_step", .text, Phrase("Next step", zh: "下一步")),
      .note,
    ])
}
