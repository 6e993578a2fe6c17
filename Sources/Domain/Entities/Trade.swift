import Wording

extension Entity {
  /// What the company sells.
  public static let products = Entity(
    "products", singular: "product", Phrase("Products", zh: "产品"), key: ["code"],
    fields: [
      .code(Phrase("Code", zh: "产品编号"), aliases: ["product code", "sku", "产品代码"]),
      Field("name", .text, Phrase("Name", zh: "产品名称"), aliases: ["product name"]).required,
      Field("category", .text, Phrase("Category", zh: "类别"), aliases: ["product line", "产品类别"]),
      Field("unit", .text, Phrase("Unit", zh: "单位")),
      .currency,
      Field("price", .money, Phrase("Price", zh: "单价"), aliases: ["msrp", "list price"]),
      Field("cost", .money, Phrase("Cost", zh: "成本"), aliases: ["buy price"]),
      Field("active", .boolean, Phrase("Active", zh: "在售")),
    ])

  /// What customers ordered. `amount` is net of tax and shipping; where an order has lines it is their sum.
  public static let orders = Entity(
    "orders", singular: "order", Phrase("Orders", zh: "订单"), key: ["code"],
    fields: [
      .code(Phrase("Code", zh: "订单编号"), aliases: ["order", "order code", "order number", "order id", "订单号"]),
      Field.customer.required,
      Field("ordered_on", .date, Phrase("Ordered on", zh: "下单日期"), aliases: ["order date", "date", "订单日期"]).required,
      Field("required_on", .date, Phrase("Required on", zh: "要求交货日期"), aliases: ["required date"]),
      Field("shipped_on", .date, Phrase("Shipped on", zh: "发货日期"), aliases: ["shipped date"]),
      Field(
        "status",
        .choice([
          .init("in_process", Phrase("in process", zh: "处理中")), .init("on_hold", Phrase("on hold", zh: "暂停")),
          .init("shipped", Phrase("shipped", zh: "已发货")), .init("completed", Phrase("completed", zh: "已完成")),
          .init("disputed", Phrase("disputed", zh: "有争议")), .init("resolved", Phrase("resolved", zh: "已解决")),
          .init("cancelled", Phrase("cancelled", zh: "已取消")),
        ]), Phrase("Status", zh: "状态")),
      .currency,
      Field("amount", .money, Phrase("Net amount", zh: "净额"), aliases: ["amount", "total", "value", "金额"]),
      Field("owner", .text, Phrase("Owner", zh: "负责人")),
      .note,
    ])

  /// The lines of an order.
  public static let orderLines = Entity(
    "order_lines", singular: "order_line", Phrase("Order lines", zh: "订单明细"), key: ["order", "line"],
    fields: [
      Field(
        "order", .reference("orders"), Phrase("Order", zh: "订单编号"),
        aliases: ["order number", "order code", "order id", "订单号"]
      ).required,
      Field("line", .integer, Phrase("Line", zh: "行号"), aliases: ["order line number", "line number", "line no"])
        .required,
      Field("product", .reference("products"), Phrase("Product", zh: "产品编号"), aliases: ["product code", "sku"]),
      Field(
        "kind",
        .choice([
          .init("goods", Phrase("goods", zh: "货物")), .init("shipping", Phrase("shipping", zh: "运费")),
          .init("tax", Phrase("tax", zh: "税")), .init("gift_card", Phrase("gift card", zh: "礼品卡")),
        ]), Phrase("Kind", zh: "类型")),
      Field("description", .text, Phrase("Description", zh: "描述")),
      Field("quantity", .real, Phrase("Quantity", zh: "数量"), aliases: ["quantity ordered", "qty"]),
      .currency,
      Field("price", .money, Phrase("Unit price", zh: "单价"), aliases: ["price each"]),
      Field("amount", .money, Phrase("Amount", zh: "金额")),
      Field("tax_included", .boolean, Phrase("Tax included", zh: "含税")),
      Field("tax", .money, Phrase("Tax", zh: "税额")),
    ])

  /// What left the house, and when it arrived.
  public static let deliveries = Entity(
    "deliveries", singular: "delivery", Phrase("Deliveries", zh: "交货"), key: ["code"],
    fields: [
      .code(Phrase("Code", zh: "交货单号")),
      Field("order", .reference("orders"), Phrase("Order", zh: "订单编号"), aliases: ["order number"]).required,
      Field("due_on", .date, Phrase("Due on", zh: "应交日期")),
      Field("shipped_on", .date, Phrase("Shipped on", zh: "发货日期")),
      Field("delivered_on", .date, Phrase("Delivered on", zh: "签收日期")),
      .currency,
      Field("amount", .money, Phrase("Amount", zh: "金额")),
      Field("carrier", .text, Phrase("Carrier", zh: "承运人")),
      .note,
    ])

  /// Goods that came back.
  public static let returns = Entity(
    "returns", singular: "return", Phrase("Returns", zh: "退货"), key: ["code"],
    fields: [
      .code(Phrase("Code", zh: "退货单号")),
      Field.customer.required,
      Field("order", .reference("orders"), Phrase("Order", zh: "订单编号"), aliases: ["order number"]),
      Field("product", .reference("products"), Phrase("Product", zh: "产品编号")),
      Field("returned_on", .date, Phrase("Returned on", zh: "退货日期")).required,
      Field("quantity", .real, Phrase("Quantity", zh: "数量")),
      .currency,
      Field("amount", .money, Phrase("Amount", zh: "金额")),
      Field("reason", .text, Phrase("Reason", zh: "原因")),
    ])
}
