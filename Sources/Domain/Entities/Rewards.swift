import Wording

extension Entity {
  /// What customers get for points.
  public static let rewards = Entity(
    "rewards", singular: "reward", Phrase("Rewards", zh: "积分奖励"), key: ["code"],
    fields: [
      .code(Phrase("Code", zh: "奖励编号")),
      Field("name", .text, Phrase("Name", zh: "名称")).required,
      Field("points", .integer, Phrase("Price in points", zh: "所需积分")).required.positive,
      Field("wallet", .text, Phrase("Wallet", zh: "钱包")),
      Field("stock", .integer, Phrase("How many there are", zh: "总数量")),
      Field("per_member", .integer, Phrase("How many a customer may have", zh: "每客户限量")),
      Field("tier", .text, Phrase("Tier that may have it", zh: "适用等级")),
      Field("from_on", .date, Phrase("From", zh: "开始日期")),
      Field("until_on", .date, Phrase("Until", zh: "结束日期")),
      Field("active", .boolean, Phrase("Active", zh: "启用")),
      .note,
    ])
}
