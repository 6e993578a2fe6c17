---@meta _

---@alias no_such_field "没有此字段"

---按名称（如 `lib.rates`）找到定义或文件，运行一次。
---@param name string 点号代表文件夹。
---@return any result 其返回值。
function require(name) end

---某一币种的精确金额。
---@class (exact) money
---@field amount number 以数字表示的金额，用于公式。
---@field currency string ISO 4217 货币代码。
---@field minor_units integer 以最小单位（分）表示的金额。
---@operator add(money): money
---@operator sub(money): money
---@operator mul(number): money
---@operator div(number): money
---@operator div(money): number
---@operator unm: money

---选取哪些记录、按什么顺序。
---@class (exact) query
---@field where? table 每个字段的条件：值、{ [">"] = 值 }、{ ["in"] = 列表 }、{ like = "%文本%" } 或 null；`any = { … }` 与 `["not"] = { … }` 内含条件。空字段只符合 null，以及其他条件的 `["not"]`：{ ["~="] = 值 } 不含空字段。
---@field order? string|string[] 字段或字段列表，也可为 "id"；前置负号表示从大到小。未指定或相等时按录入先后，即 "id" 的顺序。
---@field limit? integer 最多多少条。
---@field [string] no_such_field

---选取哪些客户。
---@class (exact) segment
---@field where? table 每个字段的条件：值、{ [">"] = 值 }、{ ["in"] = 列表 }、{ like = "%文本%" } 或 null；`any = { … }` 与 `["not"] = { … }` 内含条件。空字段只符合 null，以及其他条件的 `["not"]`：{ ["~="] = 值 } 不含空字段。
---@field order? string|string[] 字段或字段列表，也可为 "id"；前置负号表示从大到小。未指定或相等时按录入先后，即 "id" 的顺序。
---@field limit? integer 最多多少条。
---@field test? fun(c: customer): boolean 对每个符合条件的客户调用；返回真则保留。limit 按保留的数量计。
---@field [string] no_such_field

---合并时以哪一方的值为准。
---@class (exact) merge_options
---@field winner? table<string, "from"|"into"> 逐字段指定 "from" 或 "into"；未指定的字段保留合并后客户的值，为空时取另一方的值。金额随币种。
---@field collisions? "from"|"into" 双方有同一主键的记录（例如同一年度的报表）时以哪一方为准；不指定则拒绝合并。另一方的记录保留在旧编号下。
---@field [string] no_such_field

---时间线的一页。
---@class (exact) timeline_page
---@field limit? integer 最多多少条；省略时为 50。
---@field before? timeline_entry 上一页的最后一条；从该处继续，不受期间新增记录影响。
---@field [string] no_such_field

---新字段的标签与取值。
---@class (exact) field_options
---@field label? string 英文标签；省略时为字段名。
---@field label_zh? string 中文标签。
---@field choices? string[] choice 类型的取值。
---@field [string] no_such_field

---分隔文本的写法。
---@class (exact) csv_options
---@field header? boolean 首行是否为列名；默认为 true。
---@field delimiter? ","|";"|"\t"|"|" 字段之间的分隔符；默认为逗号。
---@field columns? string[] 要写出的列名及其顺序。
---@field [string] no_such_field

---评分的内容与算法。
---@class (exact) score
---@field name string 名称。
---@field description? string|text_in_languages 说明文字，或 { en = …, zh = … }。
---@field inputs table<string, input> 公式使用的输入项。
---@field formula fun(c: customer, i: inputs): any 接收客户与输入项；返回数字、可相加的各部分，或 insufficient(原因)。
---@field range? number[] 最低与最高值；默认 { 0, 100 }。
---@field bands? score_band[] 分级列表，如 { min = 80, name = "A" }。
---@field floor? number 有数据的输入项占比低于该值则不分级；默认 0.5。
---@field as_of? "today"|string "today"，或固定的业务日期。
---@field decimals? integer 小数位数，0 到 6；默认 2。
---@field [string] no_such_field

---分级。
---@class (exact) score_band
---@field min number 该级的最低分值。
---@field name string 名称。
---@field [string] no_such_field

---评分的输入项，写在 inputs 中。
---@class (exact) input
---@field input string 生成它的函数。
---@field window? string 统计的时间窗口。
---@field terms? integer 未注明到期日的发票的账期天数。
---@field score? string 所读取的评分。
---@field field? string 用于排名的字段。
---@field best? "highest"|"lowest" 哪一端为第 5 级。

---定义中各输入项的取值，按名称。
---@alias inputs table<string, input_figures>

---输入项的取值：各项数字；经 `quintile` 排名的为 1 到 5 的数字。
---@class (exact) input_figures: number
---@field count integer orders.stats：订单数，不含已取消。 returns.stats：退货次数。 payments.stats：收款次数。 invoices.stats：发票数。 interactions.stats：互动次数。 statements.latest：有报表的年数。 customers.figures：已知的指标个数。 scores.latest：有分值时为 1。
---@field net number orders.stats：订货减退货的净额，本位币。
---@field ordered number orders.stats：订货金额，本位币。
---@field returned number orders.stats：退货金额，本位币。
---@field average? number orders.stats：每单平均净额。
---@field days_since_last? number orders.stats：距最近一次的天数。 returns.stats：距最近一次的天数。 payments.stats：距最近一次的天数。 interactions.stats：距最近一次的天数。
---@field days_since_first? number orders.stats：距首次的天数。
---@field months_active integer orders.stats：有订单的自然月数。
---@field amount number returns.stats：退货金额，本位币。 payments.stats：收款金额，本位币。 invoices.stats：开票金额，本位币。
---@field weighted_days_late? number payments.stats：按金额加权的逾期天数；提前按 0 计。
---@field late_share? number payments.stats：已结清金额中逾期支付的比例，0 到 1。
---@field open number invoices.stats：未收金额，本位币。
---@field overdue number invoices.stats：逾期金额，本位币。
---@field oldest_overdue_days? number invoices.stats：最早未付发票的逾期天数；无则为 0。
---@field formal integer interactions.stats：正式互动次数。
---@field year? number statements.latest：最近年度。
---@field revenue? number statements.latest：该年度数值，本位币。
---@field ebit? number statements.latest：该年度数值，本位币。
---@field net_profit? number statements.latest：该年度数值，本位币。
---@field total_assets? number statements.latest：该年度数值，本位币。
---@field current_assets? number statements.latest：该年度数值，本位币。
---@field current_liabilities? number statements.latest：该年度数值，本位币。
---@field total_liabilities? number statements.latest：该年度数值，本位币。
---@field equity? number statements.latest：该年度数值，本位币。 customers.figures：本位币；未知为 nil。
---@field retained_earnings? number statements.latest：该年度数值，本位币。
---@field annual_revenue? number customers.figures：本位币；未知为 nil。
---@field registered_capital? number customers.figures：本位币；未知为 nil。
---@field credit_limit? number customers.figures：本位币；未知为 nil。
---@field employees? number customers.figures：人数。
---@field value? number scores.latest：分值。
---@field coverage? number scores.latest：其输入项中有数据的比例，0 到 1。
---@field copy fun(self: input_figures): input_figures 副本，用于保留只借给公式的内容。

---积分如何获得、保存与使用。
---@class (exact) points_program
---@field name string 名称。
---@field description? string|text_in_languages 说明文字，或 { en = …, zh = … }。
---@field wallets? points_wallet[] 钱包列表；未指明时用第一个。默认只有名为 "points" 的钱包。
---@field rules? points_rule[] 获得积分的规则，按顺序计算。
---@field stacking? table<string, "all"|"first"|"best"|"least"> 同组多条规则命中时如何取用，按组名："all"、"first"、"best" 或 "least"。
---@field expiry? "never"|points_expiry 积分有效期："never"，或写明 kind 的表；默认 "never"。
---@field pending? "none"|"event"|string 何时生效："none"、"14d" 之类的时长，或 "event"（待 points.activate）。
---@field burn? "fefo"|"fifo"|"lifo" 先用哪些："fefo" 最早到期、"fifo" 最早获得、"lifo" 最近获得；默认 "fefo"。
---@field shortage? "debt"|"write_off"|"only_pending" 应收回的积分已不足时："debt" 记欠、"write_off" 核销、"only_pending" 仅收回待生效的；默认 "debt"。
---@field reinstatement? integer 取消消费时，过期不超过多少天的积分仍可恢复使用（恢复后有效同样天数）；默认 0。
---@field [string] no_such_field

---积分钱包；未写的项沿用计划的设置。
---@class (exact) points_wallet
---@field name string 名称。
---@field currency? string 存放金额的钱包：ISO 4217 货币代码。
---@field redeemable? boolean false 表示仅累计、不可消费。
---@field value? money 每分的成本，本位币金额。
---@field expiry? "never"|points_expiry 积分有效期："never"，或写明 kind 的表；默认 "never"。
---@field pending? "none"|"event"|string 何时生效："none"、"14d" 之类的时长，或 "event"（待 points.activate）。
---@field burn? "fefo"|"fifo"|"lifo" 先用哪些："fefo" 最早到期、"fifo" 最早获得、"lifo" 最近获得；默认 "fefo"。
---@field shortage? "debt"|"write_off"|"only_pending" 应收回的积分已不足时："debt" 记欠、"write_off" 核销、"only_pending" 仅收回待生效的；默认 "debt"。
---@field reinstatement? integer 取消消费时，过期不超过多少天的积分仍可恢复使用（恢复后有效同样天数）；默认 0。
---@field [string] no_such_field

---积分有效期。
---@class (exact) points_expiry
---@field kind "never"|"fixed"|"rolling"|"last_activity"|"calendar"|"anniversary" 计算方式。
---@field on? string fixed：最后一天；calendar：月日，"12-31"。
---@field after? string rolling、last_activity：时长，"12m"。
---@field from? "earning"|"activation" rolling：起算点，默认 "earning"。
---@field through? "month"|"quarter"|"half_year"|"year" rolling：顺延至该日历期末。
---@field years? integer calendar、anniversary：再推迟若干年；默认 0。
---@field [string] no_such_field

---获得积分的规则。
---@class (exact) points_rule
---@field name string 名称。
---@field on? "order"|"line"|"activity"|"referral" 针对什么计算；默认 "order"。
---@field points fun(x: points_event, member: customer): any, string? 接收所针对的对象与客户（当前内容）；返回积分数，或 nil 与原因。订单含 `amount`（计分金额，本位币）、`on`、`order`、`status`；订单行另有 `line`、`product`、`category`、`kind`、`quantity`；活动含 `kind`、`at`、`on`、`minutes`、`formal`、`topic`；推荐含 `customer`（被推荐客户）、`order`、`amount`、`on`。
---@field wallet? string 存入哪个钱包；默认第一个。
---@field group? string 所属组，按 `stacking` 取用。
---@field cap? points_cap 上限：每客户 { order =, day =, month =, year =, lifetime = }，全体 { budget = }。
---@field exclude? ("tax"|"shipping"|"gift_card"|"points")[] 不计积分的部分："tax"、"shipping"、"gift_card"、"points"（积分支付部分）；默认四项全部。
---@field rounding? "floor"|"half_even"|"ceil" 小数取整方式；默认 "floor"。
---@field scope? "line"|"order" 按行规则的取整范围；默认 "order"（合计）。
---@field refunds? "reverse"|"keep" 推荐的首笔已付订单取消或全部退回时："reverse" 收回奖励，"keep" 保留；默认 "reverse"。之后的订单不再奖励。
---@field from? string 生效首日。
---@field to? string 生效末日。
---@field [string] no_such_field

---规则的积分上限。
---@class (exact) points_cap
---@field order? integer 每个订单、活动或推荐。
---@field day? integer 每客户每日。
---@field month? integer 每客户每月。
---@field year? integer 每客户每年。
---@field lifetime? integer 每客户累计。
---@field budget? integer 全体合计。
---@field [string] no_such_field

---规则所针对的对象；其种类没有的字段为 nil。
---@class (exact) points_event
---@field amount? number 计分金额，本位币。
---@field on string 业务日期。
---@field order? string 订单编号。
---@field status? string 订单状态。
---@field line? integer 订单行：行号。
---@field product? string 订单行：产品编号。
---@field category? string 订单行：产品类别。
---@field quantity? number 订单行：数量。
---@field kind? string 订单行或活动的种类。
---@field at? string 活动：时间。
---@field minutes? integer 活动：分钟数。
---@field formal? boolean 活动：是否正式。
---@field topic? string 活动：主题。
---@field customer? string 推荐：被推荐客户。

---积分的去向或来源与原因。
---@class (exact) points_options
---@field wallet? string 钱包；默认计划的第一个。
---@field program? string 积分计划；默认唯一生效的。
---@field reference? string 用途标识。相同 source 与 reference 只记一次：重复调用返回同一笔变动，内容不同则报错。
---@field source? string 来源；默认 "manual"。
---@field order? string|order 所属订单的编号。
---@field on? string 业务日期；默认今天。
---@field reason? string 原因。
---@field allow_debt? boolean points.adjust：是否允许扣成欠分。
---@field amount? money|number|string points.reverse：退货金额；points.restore：退回的积分数。
---@field [string] no_such_field

---哪些事件，按哪个计划。
---@class (exact) accrual_options
---@field program? string 积分计划；默认唯一生效的。
---@field customer? string|customer 仅某客户。
---@field since? string 首日。
---@field to? string 末日。
---@field [string] no_such_field

---按采购量的返利。
---@class (exact) rebate
---@field name string 名称；即结算它的红字发票的 `rebate` 字段，每客户一张。
---@field from string 计入订单的首日。
---@field to string 末日。
---@field steps rebate_step[] 形如 { min = 100000, rate = 0.01 } 的列表：达到该本位币金额时的比例。
---@field mode? "whole"|"marginal" "whole"：全部金额按最高档；"marginal"：分段计算；默认 "whole"。
---@field [string] no_such_field

---返利的一档。
---@class (exact) rebate_step
---@field min money|number 起始金额。
---@field rate number 比例，0 到 1。
---@field [string] no_such_field

---等级体系：升级、保级、降级的条件与各级权益。
---@class (exact) tier_policy
---@field name string 等级体系的名称。
---@field description? string|text_in_languages 说明文字，或 { en = …, zh = … }。
---@field inputs? table<string, input> 条件所用的输入项。未指定时间窗口的输入项按 `qualify` 与 `retain` 的窗口统计。
---@field measure? string|(fun(c: customer, i: inputs): any) `from` 与 `keep` 中的数字与什么比较："orders.net"，或返回数字的 function(c, i)。
---@field tiers tier[] 各等级，最低的在前。
---@field qualify? "lifetime"|"calendar_year"|"anniversary"|string 升级的统计窗口："lifetime"、"calendar_year"、首次入级的 "anniversary"，或时间跨度；默认 "lifetime"。
---@field retain? "lifetime"|"calendar_year"|"anniversary"|string 保级的统计窗口；默认与 `qualify` 相同。按年时，本年至今或上一整年满足其一即可。
---@field hold? integer|tier_hold 须在连续多少次（不同日期的）评定中成立才变动；默认 1。
---@field grace? string 首次不达标后保留多久。
---@field minimum_stay? string 授予后至少保留多久。
---@field validity? string 等级有效期：到期时才评定是否保级，保级后再续同样长。
---@field downgrade? "one_step"|"to_qualified"|"floor" 降到哪一级；默认 "to_qualified"。
---@field notice? string 降级前多久通知。
---@field refunds? "keep_until_end"|"recompute" 因退货而不再达标的等级：立即取消（"recompute"），或与其他降级同样受保护（"keep_until_end"，默认）。
---@field writes? "tier"|"size"|"relationship" 等级变动时同步写入的客户字段："tier"、"size" 或 "relationship"。以等级体系为准。
---@field [string] no_such_field

---等级体系中的一级。
---@class (exact) tier
---@field name string 名称。
---@field from? number|tier_condition|(fun(c: customer, i: inputs): any) 升入条件：数字、{ orders = { net = 50000, count = { min = 4, max = 90 } } }、{ all = { … } }、{ any = { … } }，或返回 true/false 的 function(c, i)。只有最低等级可以没有条件。
---@field keep? number|tier_condition|(fun(c: customer, i: inputs): any) 保级条件；默认同 `from`。
---@field benefits? tier_benefits 权益：discount（比例）、priority、owner、visit_interval（时间跨度）、terms（天数）、services（列表），以及自定义的项目。
---@field [string] no_such_field

---连续多少次评定。
---@class (exact) tier_hold
---@field rise? integer 升级。
---@field fall? integer 降级。
---@field [string] no_such_field

---等级的条件。输入项的名称之下按名称写各项数字，每项为最低值或上下限；经 `quintile` 排名的输入项直接写最低等级或上下限。
---@class tier_condition
---@field all? (number|tier_condition|(fun(c: customer, i: inputs): any))[] 全部满足。
---@field any? (number|tier_condition|(fun(c: customer, i: inputs): any))[] 满足其一。
---@field [string] number|table<string, number|tier_bounds>

---数值范围。
---@class (exact) tier_bounds
---@field min? number 最低值。
---@field max? number 最高值。
---@field [string] no_such_field

---等级的权益。
---@class tier_benefits
---@field discount? number 0 到 1（不含）的比例。
---@field terms? integer 账期天数，0 到 3650。
---@field visit_interval? string 时间跨度，例如 "3m"。
---@field [string] any

---列出多少条变动。
---@class (exact) tier_moves
---@field limit? integer 默认 100。
---@field [string] no_such_field

---手工设定等级的原因与截止日期。
---@class (exact) tier_override
---@field reason string 原因。
---@field ends_on string 最后有效日，今日或以后。
---@field [string] no_such_field

---未注明到期日的发票如何处理。
---@class (exact) terms
---@field terms integer 开票后多少天到期；默认 30。
---@field [string] no_such_field

---对许多记录所做的工作。
---@class (exact) batch
---@field of "operators"|"groups"|"products"|"customers"|"contacts"|"documents"|"orders"|"order_lines"|"deliveries"|"returns"|"invoices"|"payments"|"allocations"|"statements"|"interactions"|"fx_rates"|"credit_profiles"|"securities"|"credit_ratings"|"acceptance_bills"|"promises"|"rewards" 记录类型："customers"。
---@field where? table 条件，写法同 `list`。
---@field size? integer 每部分多少条记录；默认 1000。
---@field name? string 与同一运行中其他 batch 区分的名称；默认为记录类型。
---@field work fun(record) 对每条记录（当时的内容）调用。
---@field [string] no_such_field

---各语言的文本。
---@class (exact) text_in_languages
---@field en string 英文。
---@field zh string 简体中文。
---@field [string] no_such_field

---客户的评级、额度、检查与催款规则。
---@class (exact) credit_policy
---@field name string 名称。
---@field description? string|text_in_languages 说明文字，或 { en = …, zh = … }。
---@field inputs? table<string, input> 各函数使用的输入项。
---@field score fun(c: customer, i: inputs, k: credit_facts): table 返回品格、能力、资本、条件、抵押各 0 到 100；nil 表示未知。`k` 为账簿中的客户信用情况。
---@field weights? credit_weights 各方面的权重；默认 30、25、20、15、10。
---@field floor? number 须已知的权重占比；默认 1。
---@field grades credit_grade[] 由高到低：{ grade = "A", min = 80, terms_days = 60, prepay_percent = 0, cap = 1000000, net_worth = 0.5, turnover = 0.08, secured = false, review = "12m" }。
---@field figures? fun(c: customer, i: inputs, k: credit_facts): table 返回 forecast、net_worth、turnover，本位币。
---@field limit? fun(c: customer, i: inputs, k: credit_facts): any 返回本位币额度，代替按 figures 计算的额度；等级上限仍适用。`k` 含评分得出的 grade 与 terms_days。
---@field peak? number 高峰系数；默认 1。
---@field round? number 额度向下取整到它的倍数；默认 1。
---@field first_order_cap? number 从未付款的客户的最高额度。
---@field approval? credit_approval[] 须批准的额度：{ above = 200000, by = { "li" } }，由低到高。
---@field exposure? credit_exposure { disputed = true, tax = true, rate_age = 31 }：是否计入争议发票与税额，汇率最多多少天前。
---@field secured? credit_secured 各类担保计入额度的比例：{ credit_insurance = 0.9 }。
---@field check? credit_checks 按名称的各步骤，如 limit = { levels = { { over = 0.8, outcome = "warn" }, { over = 1, outcome = "hold" } }, at = { "order" } }。
---@field tolerance? number 订单在检查后可增长的比例；默认 0。
---@field dunning? dunning_level[] 由早到晚：{ days = 10, from = "due", text = { en = …, zh = … }, channel = "email", fee = 20, interest = 0.05 }；days 为负表示到期前提醒，from = "month_end" 自到期月末起算，interest 为年利率、自到期日起计。
---@field [string] no_such_field

---各方面的权重。
---@class (exact) credit_weights
---@field character? number 未写为 0。
---@field capacity? number 未写为 0。
---@field capital? number 未写为 0。
---@field conditions? number 未写为 0。
---@field collateral? number 未写为 0。
---@field [string] no_such_field

---等级的待遇。
---@class (exact) credit_grade
---@field grade "A"|"B"|"C"|"D"|"E" 等级。
---@field min number 最低分，0 到 100；末级为 0。
---@field terms_days? integer 账期天数。
---@field prepay_percent? number 预付比例，0 到 100。
---@field cap? number 额度上限，本位币。
---@field net_worth? number 额度占净资产的比例。
---@field turnover? number 额度占营业额的比例。
---@field secured? boolean 额度是否不超过担保。
---@field review? string 多久复审，例如 "12m"。
---@field [string] no_such_field

---须批准的额度。
---@class (exact) credit_approval
---@field above number 超过该本位币金额的额度。
---@field by? string[] 可批准的操作员；默认所有人。
---@field [string] no_such_field

---敞口的口径。
---@class (exact) credit_exposure
---@field disputed? boolean 是否计入争议发票；默认 true。
---@field tax? boolean 是否计入税额与运费；默认 true。
---@field rate_age? integer 汇率最多多少天前。
---@field [string] no_such_field

---各类担保计入额度的比例。
---@class (exact) credit_secured
---@field guarantee? number 0 到 1；未写为 0。
---@field letter_of_credit? number 0 到 1；未写为 0。
---@field credit_insurance? number 0 到 1；未写为 0。
---@field deposit? number 0 到 1；未写为 0。
---@field [string] no_such_field

---订单的各项检查。
---@class (exact) credit_checks
---@field hold? credit_check_step 步骤 hold。
---@field expired? "allow"|"warn"|"hold"|"reject"|credit_check_step 步骤 expired。
---@field prepayment? credit_check_step 步骤 prepayment。
---@field document_maximum? credit_check_step 步骤 document_maximum。
---@field limit? credit_check_step 步骤 limit。
---@field horizon? credit_check_step 步骤 horizon。
---@field group_limit? credit_check_step 步骤 group_limit。
---@field oldest_open? credit_check_step 步骤 oldest_open。
---@field overdue_share? credit_check_step 步骤 overdue_share。
---@field dunning_level? credit_check_step 步骤 dunning_level。
---@field last_payment? credit_check_step 步骤 last_payment。
---@field [string] no_such_field

---一项检查。
---@class (exact) credit_check_step
---@field over? number 超过该值即触发；单位依检查而定。
---@field outcome? "allow"|"warn"|"hold"|"reject" 结果；默认 "hold"。
---@field levels? credit_check_level[] 多级，由轻到重。
---@field days? integer 用于 horizon（向前看的天数）与 overdue_share（逾期天数）。
---@field at? ("order"|"delivery"|"invoice")[] 检查时点。
---@field [string] no_such_field

---检查的一级。
---@class (exact) credit_check_level
---@field over? number 超过该值即触发；单位依检查而定。
---@field outcome? "allow"|"warn"|"hold"|"reject" 结果；默认 "hold"。
---@field [string] no_such_field

---一级催款。
---@class (exact) dunning_level
---@field days integer 逾期天数；为负表示到期前。
---@field from? "due"|"month_end" 天数的起点；默认 "due"。
---@field text string|text_in_languages 内容；可用占位符 {name}, {code}, {invoice}, {open}, {due_on}, {days}, {fee}, {interest}。
---@field channel? string 发送方式。
---@field fee? number 费用，本位币；默认 0。
---@field interest? number 年利率，自到期日起；默认 0。
---@field [string] no_such_field

---账簿中的客户信用情况；金额为本位币。
---@class (exact) credit_facts
---@field exposure number 敞口合计。
---@field secured number 按策略比例计的担保。
---@field securities table<string, number> 有效担保，按种类。
---@field kept integer 已兑现的付款承诺数。
---@field broken integer 未兑现的付款承诺数。
---@field open integer 未结发票数。
---@field disputed integer 其中有争议的张数。
---@field hold "none"|"soft"|"hard" 冻结状态。
---@field ratings table<string, string> 各机构的最近评级。
---@field oldest_days_late? integer 最早未结发票的逾期天数。
---@field overdue_share? number 未结金额中逾期的比例，0 到 1。
---@field days_since_payment? integer 距最近一次付款的天数。
---@field grade? "A"|"B"|"C"|"D"|"E" 等级；对 `limit` 为评分得出的等级。
---@field limit? number 现有额度。
---@field terms_days? integer 对 `limit`：等级带来的账期天数。

---信用查询的方式。
---@class (exact) credit_options
---@field on? string 业务日期以外的某日。
---@field disputed? boolean 是否计入争议发票；默认依策略。
---@field tax? boolean 是否计入税额与运费；默认依策略。
---@field days? integer `dso` 所取的销售天数；默认 90。
---@field group? string 以集团代替客户。
---@field policy? string 策略名称（有多个生效时）。
---@field [string] no_such_field

---检查的对象与时点。
---@class (exact) credit_check_options
---@field at? "order"|"delivery"|"invoice" 时点；默认为下单时。
---@field order? string 被检查订单的编号（如已录入）。
---@field policy? string 策略名称（有多个生效时）。
---@field [string] no_such_field

---放行的内容。
---@class (exact) credit_release
---@field reason string 原因。
---@field amount money|number|string 合计放行金额上限。
---@field valid_until string 截止日。
---@field order? string 仅限该订单。
---@field [string] no_such_field

---额度与冻结以外的约定。
---@class (exact) credit_terms
---@field grade? "A"|"B"|"C"|"D"|"E" 信用等级。
---@field terms_days? integer 账期天数。
---@field prepay_percent? number 预付比例（%）。
---@field valid_from? string 生效日期。
---@field valid_until? string 有效期至。
---@field next_review_on? string 下次复审日期。
---@field [string] no_such_field

---Altman 模型及其界限。
---@class (exact) altman_options
---@field model? "manufacturer"|"other" 制造业用 Z′，其他用 Z″。
---@field safe? number 高于此值为安全；2.9（Z″ 为 2.6）。
---@field distress? number 低于此值为困境；1.23（Z″ 为 1.1）。
---@field [string] no_such_field

---评分卡的建立方式。
---@class (exact) scorecard_options
---@field bad string 样本为坏时为 true 或 1 的字段。
---@field inputs any[] 字段：名称（每个取值一箱），或 { name =, breaks = { … } }（从一个断点到下一断点之前为一箱）。nil 自成一箱 `missing`。
---@field count? string 每行代表的样本数所在字段；默认 1。
---@field base? number 在 `odds` 处的分值；默认 600。
---@field odds? number 基准处的好坏比；默认 50。
---@field pdo? number 使好坏比翻倍的分值；默认 20。
---@field [string] no_such_field

---操作员
---@class (exact) operator
---@field id integer 账簿内的记录号。
---@field code string 操作员编号
---@field name string 姓名
---@field email string? 邮箱
---@field active boolean? 在职
---@field copy fun(self: operator): operator 快照，用于保留只借给公式的记录。

---操作员
---@class (exact) operator_fields
---@field code? string 操作员编号
---@field name? string 姓名
---@field email? string 邮箱
---@field active? boolean 在职
---@field [string] no_such_field

---集团
---@class (exact) group
---@field id integer 账簿内的记录号。
---@field code string 集团编号
---@field name string 集团名称
---@field currency string 币种
---@field credit_limit money? 集团授信额度
---@field note string? 备注
---@field copy fun(self: group): group 快照，用于保留只借给公式的记录。

---集团
---@class (exact) group_fields
---@field code? string 集团编号
---@field name? string 集团名称
---@field currency? string 币种
---@field credit_limit? money|number|string 集团授信额度
---@field note? string 备注
---@field [string] no_such_field

---产品
---@class (exact) product
---@field id integer 账簿内的记录号。
---@field code string 产品编号
---@field name string 产品名称
---@field category string? 类别
---@field unit string? 单位
---@field currency string 币种
---@field price money? 单价
---@field cost money? 成本
---@field active boolean? 在售
---@field copy fun(self: product): product 快照，用于保留只借给公式的记录。

---产品
---@class (exact) product_fields
---@field code? string 产品编号
---@field name? string 产品名称
---@field category? string 类别
---@field unit? string 单位
---@field currency? string 币种
---@field price? money|number|string 单价
---@field cost? money|number|string 成本
---@field active? boolean 在售
---@field [string] no_such_field

---客户
---@class (exact) customer
---@field id integer 账簿内的记录号。
---@field code string 客户编号
---@field name string 名称
---@field legal_name string? 法定名称
---@field tax_id string? 统一社会信用代码
---@field founded_on string? 成立日期
---@field industry string? 行业
---@field country string? 国家
---@field region string? 区域
---@field city string? 城市
---@field address string? 地址
---@field postal_code string? 邮编
---@field phone string? 电话
---@field email string? 邮箱
---@field business_scope string? 经营范围
---@field employees integer? 员工人数
---@field currency string 币种
---@field registered_capital money? 注册资本
---@field annual_revenue money? 年营业额
---@field equity money? 净资产
---@field credit_limit money? 信用额度
---@field source string? 来源
---@field referrer string? 推荐人
---@field group string? 集团
---@field owner string? 负责人
---@field team string? 团队
---@field relation ("long_term"|"prospect"|"one_time")? 合作关系
---@field size ("S"|"M"|"L")? 规模
---@field tier string? 等级
---@field relationship ("premium"|"good"|"ordinary"|"at_risk")? 客户关系等级
---@field lifecycle ("lead"|"screening"|"trial"|"active"|"at_risk"|"dormant"|"lost"|"won_back"|"rejected"|"blacklisted")? 生命周期
---@field confidentiality ("public"|"internal"|"confidential"|"secret")? 保密级别
---@field email_consent boolean? 同意接收邮件
---@field phone_consent boolean? 同意接听电话
---@field last_contact_on string? 最近联系日期
---@field next_contact_on string? 下次联系日期
---@field next_review_on string? 下次评审日期
---@field note string? 备注
---@field copy fun(self: customer): customer 快照，用于保留只借给公式的记录。

---客户
---@class (exact) customer_fields
---@field code? string 客户编号
---@field name? string 名称
---@field legal_name? string 法定名称
---@field tax_id? string 统一社会信用代码
---@field founded_on? string 成立日期
---@field industry? string 行业
---@field country? string 国家
---@field region? string 区域
---@field city? string 城市
---@field address? string 地址
---@field postal_code? string 邮编
---@field phone? string 电话
---@field email? string 邮箱
---@field business_scope? string 经营范围
---@field employees? integer 员工人数
---@field currency? string 币种
---@field registered_capital? money|number|string 注册资本
---@field annual_revenue? money|number|string 年营业额
---@field equity? money|number|string 净资产
---@field credit_limit? money|number|string 信用额度
---@field source? string 来源
---@field referrer? string|customer 推荐人
---@field group? string|group 集团
---@field owner? string 负责人
---@field team? string 团队
---@field relation? "long_term"|"prospect"|"one_time" 合作关系
---@field size? "S"|"M"|"L" 规模
---@field tier? string 等级
---@field relationship? "premium"|"good"|"ordinary"|"at_risk" 客户关系等级
---@field lifecycle? "lead"|"screening"|"trial"|"active"|"at_risk"|"dormant"|"lost"|"won_back"|"rejected"|"blacklisted" 生命周期
---@field confidentiality? "public"|"internal"|"confidential"|"secret" 保密级别
---@field email_consent? boolean 同意接收邮件
---@field phone_consent? boolean 同意接听电话
---@field last_contact_on? string 最近联系日期
---@field next_contact_on? string 下次联系日期
---@field next_review_on? string 下次评审日期
---@field note? string 备注
---@field [string] no_such_field

---联系人
---@class (exact) contact
---@field id integer 账簿内的记录号。
---@field customer string 客户
---@field name string 姓名
---@field post string? 职务
---@field role string? 角色
---@field phone string? 电话
---@field mobile string? 手机
---@field email string? 邮箱
---@field social string? 社交账号
---@field birthday string? 生日
---@field language string? 语言
---@field preferences string? 偏好
---@field from_on string? 任职开始
---@field until_on string? 任职结束
---@field note string? 备注
---@field copy fun(self: contact): contact 快照，用于保留只借给公式的记录。

---联系人
---@class (exact) contact_fields
---@field customer? string|customer 客户
---@field name? string 姓名
---@field post? string 职务
---@field role? string 角色
---@field phone? string 电话
---@field mobile? string 手机
---@field email? string 邮箱
---@field social? string 社交账号
---@field birthday? string 生日
---@field language? string 语言
---@field preferences? string 偏好
---@field from_on? string 任职开始
---@field until_on? string 任职结束
---@field note? string 备注
---@field [string] no_such_field

---资料
---@class (exact) document
---@field id integer 账簿内的记录号。
---@field customer string 客户
---@field kind "licence"|"statement"|"report"|"application"|"other" 类型
---@field number string 编号
---@field title string? 标题
---@field issued_on string? 签发日期
---@field expires_on string? 有效期至
---@field location string? 存放位置
---@field note string? 备注
---@field copy fun(self: document): document 快照，用于保留只借给公式的记录。

---资料
---@class (exact) document_fields
---@field customer? string|customer 客户
---@field kind? "licence"|"statement"|"report"|"application"|"other" 类型
---@field number? string 编号
---@field title? string 标题
---@field issued_on? string 签发日期
---@field expires_on? string 有效期至
---@field location? string 存放位置
---@field note? string 备注
---@field [string] no_such_field

---订单
---@class (exact) order
---@field id integer 账簿内的记录号。
---@field code string 订单编号
---@field customer string 客户
---@field ordered_on string 下单日期
---@field required_on string? 要求交货日期
---@field shipped_on string? 发货日期
---@field status ("in_process"|"on_hold"|"shipped"|"completed"|"disputed"|"resolved"|"cancelled")? 状态
---@field currency string 币种
---@field amount money? 净额
---@field owner string? 负责人
---@field note string? 备注
---@field copy fun(self: order): order 快照，用于保留只借给公式的记录。

---订单
---@class (exact) order_fields
---@field code? string 订单编号
---@field customer? string|customer 客户
---@field ordered_on? string 下单日期
---@field required_on? string 要求交货日期
---@field shipped_on? string 发货日期
---@field status? "in_process"|"on_hold"|"shipped"|"completed"|"disputed"|"resolved"|"cancelled" 状态
---@field currency? string 币种
---@field amount? money|number|string 净额
---@field owner? string 负责人
---@field note? string 备注
---@field [string] no_such_field

---订单明细
---@class (exact) order_line
---@field id integer 账簿内的记录号。
---@field order string 订单编号
---@field line integer 行号
---@field product string? 产品编号
---@field kind ("goods"|"shipping"|"tax"|"gift_card")? 类型
---@field description string? 描述
---@field quantity number? 数量
---@field currency string 币种
---@field price money? 单价
---@field amount money? 金额
---@field tax_included boolean? 含税
---@field tax money? 税额
---@field copy fun(self: order_line): order_line 快照，用于保留只借给公式的记录。

---订单明细
---@class (exact) order_line_fields
---@field order? string|order 订单编号
---@field line? integer 行号
---@field product? string|product 产品编号
---@field kind? "goods"|"shipping"|"tax"|"gift_card" 类型
---@field description? string 描述
---@field quantity? number 数量
---@field currency? string 币种
---@field price? money|number|string 单价
---@field amount? money|number|string 金额
---@field tax_included? boolean 含税
---@field tax? money|number|string 税额
---@field [string] no_such_field

---交货
---@class (exact) delivery
---@field id integer 账簿内的记录号。
---@field code string 交货单号
---@field order string 订单编号
---@field due_on string? 应交日期
---@field shipped_on string? 发货日期
---@field delivered_on string? 签收日期
---@field currency string 币种
---@field amount money? 金额
---@field carrier string? 承运人
---@field note string? 备注
---@field copy fun(self: delivery): delivery 快照，用于保留只借给公式的记录。

---交货
---@class (exact) delivery_fields
---@field code? string 交货单号
---@field order? string|order 订单编号
---@field due_on? string 应交日期
---@field shipped_on? string 发货日期
---@field delivered_on? string 签收日期
---@field currency? string 币种
---@field amount? money|number|string 金额
---@field carrier? string 承运人
---@field note? string 备注
---@field [string] no_such_field

---退货
---@class (exact) return
---@field id integer 账簿内的记录号。
---@field code string 退货单号
---@field customer string 客户
---@field order string? 订单编号
---@field product string? 产品编号
---@field returned_on string 退货日期
---@field quantity number? 数量
---@field currency string 币种
---@field amount money? 金额
---@field reason string? 原因
---@field copy fun(self: return): return 快照，用于保留只借给公式的记录。

---退货
---@class (exact) return_fields
---@field code? string 退货单号
---@field customer? string|customer 客户
---@field order? string|order 订单编号
---@field product? string|product 产品编号
---@field returned_on? string 退货日期
---@field quantity? number 数量
---@field currency? string 币种
---@field amount? money|number|string 金额
---@field reason? string 原因
---@field [string] no_such_field

---发票
---@class (exact) invoice
---@field id integer 账簿内的记录号。
---@field code string 发票号
---@field customer string 客户
---@field order string? 订单编号
---@field issued_on string 开票日期
---@field due_on string? 到期日
---@field currency string 币种
---@field amount money 金额
---@field tax money? 其中税额
---@field disputed boolean? 有争议
---@field rebate string? 所结算的返利
---@field note string? 备注
---@field copy fun(self: invoice): invoice 快照，用于保留只借给公式的记录。

---发票
---@class (exact) invoice_fields
---@field code? string 发票号
---@field customer? string|customer 客户
---@field order? string|order 订单编号
---@field issued_on? string 开票日期
---@field due_on? string 到期日
---@field currency? string 币种
---@field amount? money|number|string 金额
---@field tax? money|number|string 其中税额
---@field disputed? boolean 有争议
---@field rebate? string 所结算的返利
---@field note? string 备注
---@field [string] no_such_field

---收款
---@class (exact) payment
---@field id integer 账簿内的记录号。
---@field code string 收款单号
---@field customer string 客户
---@field order string? 预付订单
---@field paid_on string 收款日期
---@field currency string 币种
---@field amount money 金额
---@field method ("transfer"|"cash"|"cheque"|"card"|"acceptance_bill"|"letter_of_credit"|"other")? 方式
---@field note string? 备注
---@field copy fun(self: payment): payment 快照，用于保留只借给公式的记录。

---收款
---@class (exact) payment_fields
---@field code? string 收款单号
---@field customer? string|customer 客户
---@field order? string|order 预付订单
---@field paid_on? string 收款日期
---@field currency? string 币种
---@field amount? money|number|string 金额
---@field method? "transfer"|"cash"|"cheque"|"card"|"acceptance_bill"|"letter_of_credit"|"other" 方式
---@field note? string 备注
---@field [string] no_such_field

---核销
---@class (exact) allocation
---@field id integer 账簿内的记录号。
---@field payment string 收款单号
---@field invoice string 发票号
---@field currency string 币种
---@field amount money 金额
---@field copy fun(self: allocation): allocation 快照，用于保留只借给公式的记录。

---核销
---@class (exact) allocation_fields
---@field payment? string|payment 收款单号
---@field invoice? string|invoice 发票号
---@field currency? string 币种
---@field amount? money|number|string 金额
---@field [string] no_such_field

---财务报表
---@class (exact) statement
---@field id integer 账簿内的记录号。
---@field customer string 客户
---@field year integer 年度
---@field currency string 币种
---@field revenue money? 营业收入
---@field ebit money? 息税前利润
---@field net_profit money? 净利润
---@field total_assets money? 总资产
---@field current_assets money? 流动资产
---@field current_liabilities money? 流动负债
---@field total_liabilities money? 总负债
---@field equity money? 所有者权益
---@field retained_earnings money? 未分配利润
---@field audited boolean? 已审计
---@field copy fun(self: statement): statement 快照，用于保留只借给公式的记录。

---财务报表
---@class (exact) statement_fields
---@field customer? string|customer 客户
---@field year? integer 年度
---@field currency? string 币种
---@field revenue? money|number|string 营业收入
---@field ebit? money|number|string 息税前利润
---@field net_profit? money|number|string 净利润
---@field total_assets? money|number|string 总资产
---@field current_assets? money|number|string 流动资产
---@field current_liabilities? money|number|string 流动负债
---@field total_liabilities? money|number|string 总负债
---@field equity? money|number|string 所有者权益
---@field retained_earnings? money|number|string 未分配利润
---@field audited? boolean 已审计
---@field [string] no_such_field

---沟通记录
---@class (exact) interaction
---@field id integer 账簿内的记录号。
---@field customer string 客户
---@field kind "call"|"mail"|"meeting"|"visit"|"video"|"message"|"event"|"training" 方式
---@field at string 时间
---@field who string? 我方人员
---@field contact string? 对方联系人
---@field direction ("in"|"out")? 方向
---@field formal boolean? 正式
---@field minutes integer? 分钟
---@field topic string? 主题
---@field outcome string? 结果
---@field next_step string? 下一步
---@field note string? 备注
---@field copy fun(self: interaction): interaction 快照，用于保留只借给公式的记录。

---沟通记录
---@class (exact) interaction_fields
---@field customer? string|customer 客户
---@field kind? "call"|"mail"|"meeting"|"visit"|"video"|"message"|"event"|"training" 方式
---@field at? string 时间
---@field who? string 我方人员
---@field contact? string 对方联系人
---@field direction? "in"|"out" 方向
---@field formal? boolean 正式
---@field minutes? integer 分钟
---@field topic? string 主题
---@field outcome? string 结果
---@field next_step? string 下一步
---@field note? string 备注
---@field [string] no_such_field

---汇率
---@class (exact) fx_rate
---@field id integer 账簿内的记录号。
---@field currency string 币种
---@field on string 日期
---@field rate number 汇率
---@field copy fun(self: fx_rate): fx_rate 快照，用于保留只借给公式的记录。

---汇率
---@class (exact) fx_rate_fields
---@field currency? string 币种
---@field on? string 日期
---@field rate? number 汇率
---@field [string] no_such_field

---信用档案
---@class (exact) credit_profile
---@field id integer 账簿内的记录号。
---@field customer string 客户
---@field grade ("A"|"B"|"C"|"D"|"E")? 信用等级
---@field score number? 信用评分
---@field terms_days integer? 账期天数
---@field prepay_percent number? 预付比例（%）
---@field hold ("none"|"soft"|"hard")? 冻结状态
---@field valid_from string? 生效日期
---@field valid_until string? 有效期至
---@field next_review_on string? 下次复审日期
---@field note string? 备注
---@field copy fun(self: credit_profile): credit_profile 快照，用于保留只借给公式的记录。

---信用档案
---@class (exact) credit_profile_fields
---@field customer? string|customer 客户
---@field grade? "A"|"B"|"C"|"D"|"E" 信用等级
---@field score? number 信用评分
---@field terms_days? integer 账期天数
---@field prepay_percent? number 预付比例（%）
---@field hold? "none"|"soft"|"hard" 冻结状态
---@field valid_from? string 生效日期
---@field valid_until? string 有效期至
---@field next_review_on? string 下次复审日期
---@field note? string 备注
---@field [string] no_such_field

---担保与信用保险
---@class (exact) security
---@field id integer 账簿内的记录号。
---@field code string 担保编号
---@field customer string 客户
---@field kind "guarantee"|"letter_of_credit"|"credit_insurance"|"deposit" 类型
---@field issuer string? 出具方
---@field currency string 币种
---@field amount money 金额
---@field valid_from string? 生效日期
---@field expires_on string? 到期日
---@field note string? 备注
---@field copy fun(self: security): security 快照，用于保留只借给公式的记录。

---担保与信用保险
---@class (exact) security_fields
---@field code? string 担保编号
---@field customer? string|customer 客户
---@field kind? "guarantee"|"letter_of_credit"|"credit_insurance"|"deposit" 类型
---@field issuer? string 出具方
---@field currency? string 币种
---@field amount? money|number|string 金额
---@field valid_from? string 生效日期
---@field expires_on? string 到期日
---@field note? string 备注
---@field [string] no_such_field

---外部评级
---@class (exact) credit_rating
---@field id integer 账簿内的记录号。
---@field customer string 客户
---@field agency string 评级机构
---@field as_of string 评级日期
---@field grade string 评级
---@field note string? 备注
---@field copy fun(self: credit_rating): credit_rating 快照，用于保留只借给公式的记录。

---外部评级
---@class (exact) credit_rating_fields
---@field customer? string|customer 客户
---@field agency? string 评级机构
---@field as_of? string 评级日期
---@field grade? string 评级
---@field note? string 备注
---@field [string] no_such_field

---承兑汇票
---@class (exact) acceptance_bill
---@field id integer 账簿内的记录号。
---@field code string 票据号
---@field customer string 客户
---@field payment string? 对应收款单
---@field kind ("bank"|"commercial")? 类型
---@field acceptor string? 承兑人
---@field received_on string 收票日期
---@field due_on string 到期日
---@field honoured_on string? 兑付日期
---@field currency string 币种
---@field amount money 票面金额
---@field note string? 备注
---@field copy fun(self: acceptance_bill): acceptance_bill 快照，用于保留只借给公式的记录。

---承兑汇票
---@class (exact) acceptance_bill_fields
---@field code? string 票据号
---@field customer? string|customer 客户
---@field payment? string|payment 对应收款单
---@field kind? "bank"|"commercial" 类型
---@field acceptor? string 承兑人
---@field received_on? string 收票日期
---@field due_on? string 到期日
---@field honoured_on? string 兑付日期
---@field currency? string 币种
---@field amount? money|number|string 票面金额
---@field note? string 备注
---@field [string] no_such_field

---付款承诺
---@class (exact) promise
---@field id integer 账簿内的记录号。
---@field code string 承诺编号
---@field customer string 客户
---@field invoice string? 发票号
---@field made_on string 承诺日期
---@field due_on string 承诺付款日
---@field currency string 币种
---@field amount money? 金额
---@field kept boolean? 已兑现
---@field note string? 备注
---@field copy fun(self: promise): promise 快照，用于保留只借给公式的记录。

---付款承诺
---@class (exact) promise_fields
---@field code? string 承诺编号
---@field customer? string|customer 客户
---@field invoice? string|invoice 发票号
---@field made_on? string 承诺日期
---@field due_on? string 承诺付款日
---@field currency? string 币种
---@field amount? money|number|string 金额
---@field kept? boolean 已兑现
---@field note? string 备注
---@field [string] no_such_field

---积分奖励
---@class (exact) reward
---@field id integer 账簿内的记录号。
---@field code string 奖励编号
---@field name string 名称
---@field points integer 所需积分
---@field wallet string? 钱包
---@field stock integer? 总数量
---@field per_member integer? 每客户限量
---@field tier string? 适用等级
---@field from_on string? 开始日期
---@field until_on string? 结束日期
---@field active boolean? 启用
---@field note string? 备注
---@field copy fun(self: reward): reward 快照，用于保留只借给公式的记录。

---积分奖励
---@class (exact) reward_fields
---@field code? string 奖励编号
---@field name? string 名称
---@field points? integer 所需积分
---@field wallet? string 钱包
---@field stock? integer 总数量
---@field per_member? integer 每客户限量
---@field tier? string 适用等级
---@field from_on? string 开始日期
---@field until_on? string 结束日期
---@field active? boolean 启用
---@field note? string 备注
---@field [string] no_such_field

---说明数据不足。
---@class (exact) insufficiency
---@field insufficient string 给人看的原因。

---评分的一组得分项。
---@class (exact) part_group
---@field cap number 该组的上限。
---@field parts table<string, number> 名称对应的数字，照所给。

---企业破产风险。
---@class (exact) altman_result
---@field z? number Z′ 或 Z″；缺少数值则为 nil。
---@field zone "safe"|"grey"|"distress"|"insufficient_data" 所在区间。
---@field missing? string[] 所缺的数值。

---财务报表的比率；缺少数值的为 nil。
---@class (exact) financial_ratios
---@field current? number 流动资产 ÷ 流动负债。
---@field debt? number 负债合计 ÷ 资产总计。
---@field equity? number 所有者权益 ÷ 资产总计。
---@field margin? number 净利润 ÷ 营业收入。
---@field return_on_assets? number 净利润 ÷ 资产总计。
---@field asset_turnover? number 营业收入 ÷ 资产总计。

---客户的一条往来记录。
---@class (exact) timeline_entry
---@field at string 日期，或 UTC 时间。
---@field kind string 类型。
---@field id integer 账簿内的记录号。
---@field title string 标题。
---@field amount? money 金额。

---客户的一项评分。
---@class (exact) current_score
---@field value? number 评分值；数据不足则为 nil。
---@field band? string 档位；低于各档或覆盖率下限则为 nil。
---@field coverage number 有数据的输入项占比，0 到 1。
---@field reason? string 没有评分值的原因。

---名列前茅的客户。
---@class (exact) ranked_score
---@field code string 客户编号。
---@field name string 客户名称。
---@field value? number 评分值；数据不足则为 nil。
---@field band? string 档位；低于各档或覆盖率下限则为 nil。
---@field coverage number 有数据的输入项占比，0 到 1。
---@field reason? string 没有评分值的原因。

---客户评分的构成。
---@class (exact) score_explanation
---@field value? number 评分值；数据不足则为 nil。
---@field band? string 档位；低于各档或覆盖率下限则为 nil。
---@field coverage number 有数据的输入项占比，0 到 1。
---@field reason? string 没有评分值的原因。
---@field parts table<string, any> 按名称：数字，或一组的 { value, cap, parts }。
---@field inputs table<string, any> 按输入项名称：公式用到的数字，或名次。
---@field as_of string 评分的业务日期。
---@field version integer 定义的版本。
---@field run integer 所属运行。

---评定结果。
---@class (exact) tier_evaluation
---@field customers integer 评定的客户数。
---@field changed integer 等级变动的客户数。
---@field insufficient integer 数据不足的客户数。
---@field without_tier integer 现无等级的客户数。
---@field rows integer 写入的行数。
---@field tiers table<string, integer> 各等级的现有客户数。
---@field kinds table<string, integer> 各类变动数。
---@field moves tier_move[] 等级变动或收到通知的客户（前若干条）。

---等级变动的客户。
---@class (exact) tier_move
---@field code string 客户编号。
---@field name string 客户名称。
---@field kind "entered"|"rose"|"fell"|"refunded"|"renewed"|"noticed"|"overridden"|"override_ended"|"redefined"|"merged" 变动原因。
---@field from? string 之前的等级。
---@field to? string 之后的等级。

---客户在等级体系中的位置。
---@class (exact) tier_standing
---@field tier? string 等级；低于最低一级时为 nil。
---@field since string 授予该等级的业务日期。
---@field enrolled_on string 首次入级的日期。
---@field valid_until? string 有效期至。
---@field rising? tier_rise 待确认的升级。
---@field failing? tier_fall 将至的降级。
---@field override? tier_by_hand 手工调整。

---须在后续评定中继续成立的升级。
---@class (exact) tier_rise
---@field to string 至今每次评定均达到的等级。
---@field count integer 评定次数。

---客户只能再保留一段时间的等级。
---@class (exact) tier_fall
---@field since string 首次未达保级条件的日期。
---@field count integer 评定次数。
---@field notice_on? string 通知日期。
---@field due_on string 最早降级日期。

---手工设定的等级。
---@class (exact) tier_by_hand
---@field ends_on string 最后有效日。
---@field base? string 之前的等级；没有则为 nil。

---客户等级的一次变动。
---@class (exact) tier_change
---@field ladder string 等级体系。
---@field customer string 所属客户：本客户或并入其中的客户。
---@field kind "entered"|"rose"|"fell"|"refunded"|"renewed"|"noticed"|"overridden"|"override_ended"|"redefined"|"merged" 变动原因。
---@field from? string 之前的等级。
---@field to? string 之后的等级。
---@field as_of string 评定的业务日期。
---@field effective_on string 生效日期。
---@field reason? string 说明。
---@field evidence table<string, any> 评定依据：按窗口名称、再按输入项。
---@field version integer 政策版本。
---@field run integer 所属运行。
---@field operator string 操作员。

---影响客户等级的条件。
---@class (exact) tier_outlook
---@field standing? tier_standing 客户的位置；未评定则为 nil。
---@field stay? tier_aim 保住当前等级的条件；无等级则为 nil。
---@field rise? tier_aim 升入下一级的条件；已在最高级则为 nil。

---等级及其条件。
---@class (exact) tier_aim
---@field tier string 等级。
---@field window string 统计单据的时间窗口。
---@field needs tier_bound[] 各项条件。
---@field asks_function boolean 是否还由政策中的函数判断。

---等级的一项条件。
---@class (exact) tier_bound
---@field figure string 衡量的数字：如 orders.net 或 measure。
---@field at_least? number 下限。
---@field at_most? number 上限。
---@field has? number 客户的现值；未知则为 nil。
---@field lacking? number 尚缺；已满足为 0。
---@field way? integer 属于第几种途径，从 1 起。

---将要降级的客户。
---@class (exact) tier_notice
---@field ladder string 等级体系。
---@field code string 客户编号。
---@field name string 客户名称。
---@field tier string 可能失去的等级。
---@field notice_on string 通知日期。
---@field due_on string 最早降级日期。

---客户积分的一笔变动。
---@class (exact) point_movement
---@field id integer 账簿内的编号。
---@field customer string 客户编号。
---@field wallet string 钱包。
---@field kind "earn"|"spend"|"expire"|"reverse"|"restore"|"adjust"|"transfer_out"|"transfer_in"|"activate" 变动类型。
---@field points integer|money 余额变动数；金额钱包则为金额。
---@field desired integer|money 应变动数（未计上限与不足）。
---@field on string 业务日期。
---@field source string 写入它的规则，或脚本给出的名称。
---@field reference? string 事由标识，同一标识只记一次。
---@field order? string 订单编号。
---@field rule? string 计分规则。
---@field version? integer 积分计划的版本。
---@field origin? integer 所冲回的变动，或转让的另一方。
---@field operator string 操作员。
---@field reason? string 原因。
---@field inputs? string 规则得到的数据（JSON）。
---@field run integer 所属运行。

---已到期的积分。
---@class (exact) expired_points
---@field lots integer 批次数。
---@field points integer 积分数；金额只计入 `wallets`。
---@field wallets table<string, integer|money> 各钱包到期的积分或金额，按钱包名称。

---计分结果。
---@class (exact) accrued_points
---@field events integer 涉及的事件数。
---@field movements integer 写入的变动数。
---@field capped integer 其中受限的变动数。
---@field points table<string, integer|money> 合计，按钱包名称。

---规则对某事件的结果。
---@class (exact) rule_answer
---@field rule string 规则。
---@field wallet string 钱包。
---@field fired boolean 是否命中。
---@field points integer|money 所得积分。
---@field desired integer|money 不计限额时的积分。
---@field movement? integer 已写入的变动。
---@field why? string 未命中或减少的原因。

---客户某钱包的情况。
---@class (exact) point_balance
---@field wallet string 钱包。
---@field balance integer|money 变动合计。
---@field usable integer|money 可用。
---@field pending integer|money 尚未生效。
---@field expired integer|money 已过期但尚未清理。
---@field debt integer|money 欠分。

---同时获得的一批积分。
---@class (exact) point_lot
---@field id integer 账簿内的编号。
---@field movement integer 产生它的变动。
---@field wallet string 钱包。
---@field points integer|money 原有数量。
---@field remaining integer|money 剩余数量。
---@field earned_on string 获得日期。
---@field active_on? string 首个可用日；等待事件时为 nil。
---@field expires_on? string 最后可用日；nil 为永久。

---未使用积分的负债。
---@class (exact) point_liability
---@field points integer|money 可用或将可用，减欠分。
---@field breakage? number 已消失积分中过期未用的比例，0 到 1。
---@field cost? money points × value × (1 − breakage)；无单价则为 nil。

---某月到期的积分。
---@class (exact) point_forecast
---@field wallet string 钱包。
---@field month? string 月份，如 2026-11；nil 为永不。
---@field points integer|money 该月到期数量。

---已消失积分的去向。
---@class (exact) point_breakage
---@field expired integer|money 累计过期。
---@field spent integer|money 累计使用（减退还）。
---@field share? number expired ÷（expired + spent）；无消失积分则为 nil。

---重新计算余额的结果。
---@class (exact) rebuilt_points
---@field balances integer 余额个数。
---@field corrected integer 更正数。

---客户兑换的奖励。
---@class (exact) reward_code
---@field code string 客户出示的奖励码。
---@field reward string 奖励编号。
---@field customer string 客户编号。
---@field state "issued"|"used"|"cancelled" 状态。
---@field issued_on string 发放日期。
---@field ended_on? string 使用或取消日期。
---@field movement integer 支付它的积分变动。
---@field points integer 所用积分。

---客户的订货额及其返利。
---@class (exact) rebate_statement
---@field customer string 客户编号。
---@field volume money 计入的订货额，本位币。
---@field rebate money 返利，本位币。
---@field invoice? string 红字发票编号（已结算时）。

---未结清的发票。
---@class (exact) open_invoice
---@field code string 发票号。
---@field customer string 客户编号。
---@field issued_on string 开票日期。
---@field due_on? string 到期日（如有约定）。
---@field amount money 发票金额。
---@field allocated money 已核销金额。
---@field open money 未结金额。
---@field days_late integer 逾期天数；未到期为 0。

---与客户的信用约定。
---@class (exact) customer_credit
---@field customer string 客户编号。
---@field name string 客户名称。
---@field currency string 额度币种。
---@field group? string 所属集团编号。
---@field limit? money 信用额度。
---@field grade? "A"|"B"|"C"|"D"|"E" 等级，A 最好。
---@field score? number 评级得分，0 到 100。
---@field terms_days? integer 账期天数。
---@field prepay_percent? number 预付比例，0 到 100。
---@field hold "none"|"soft"|"hard" 新单据是否冻结。
---@field valid_from? string 生效日。
---@field valid_until? string 失效日。
---@field next_review_on? string 下次复审日。
---@field securities? credit_security[] 仅 `credit.profile` 的当前约定：有效担保。
---@field ratings? table<string, string> 仅 `credit.profile` 的当前约定：各机构的最近评级。

---客户欠款的担保。
---@class (exact) credit_security
---@field code string 编号。
---@field kind "guarantee"|"letter_of_credit"|"credit_insurance"|"deposit" 种类。
---@field amount money 担保金额。
---@field expires_on? string 到期日；nil 为无期限。

---客户信用的一次变更。
---@class (exact) credit_change
---@field kind "limit"|"hold"|"terms"|"release"|"assessment"|"proposal"|"approval" 变更类型。
---@field customer string 所属客户：本客户或并入其中的客户。
---@field on string 业务日期。
---@field at string 变更时间，UTC。
---@field amount? money 设定或提议的额度，或放行金额。
---@field valid_until? string 放行截止日。
---@field order? string 放行所针对的订单。
---@field reason string 原因。
---@field operator string 操作员。
---@field version? string 作出变更的策略版本。
---@field run integer 所属运行。
---@field evidence table<string, any> 依据，按名称：parts、coverage、bounds。
---@field profile customer_credit 变更后的约定。

---客户的风险敞口。
---@class (exact) customer_exposure
---@field customer string 客户编号。
---@field on string 业务日期。
---@field total money 各部分合计。
---@field undelivered money 未交订单。
---@field prepaid money 其预付款，负数。
---@field delivered money 已交未开票。
---@field invoices money 未结发票。
---@field acceptance_bills money 未兑付的承兑汇票。
---@field unapplied money 未核销收款，负数。
---@field missing string[] 没有金额的订单，其敞口未知。
---@field documents exposure_document[] 每张单据的敞口。

---单据形成的敞口。
---@class (exact) exposure_document
---@field part "undelivered"|"prepaid"|"delivered"|"invoices"|"acceptance_bills"|"unapplied" 所属部分。
---@field kind string 记录类型，如 invoices。
---@field code string 编号。
---@field on string 要求日或到期日，否则为开具日。
---@field amount money 单据币种金额；减少敞口者为负。
---@field value money 以敞口币种计。

---集团各公司合计的敞口。
---@class (exact) group_exposure
---@field group string 集团编号。
---@field members string[] 成员客户编号。
---@field limit? money 集团额度。
---@field headroom? money 剩余额度；没有额度则为 nil。
---@field on string 业务日期。
---@field total money 各部分合计。
---@field undelivered money 未交订单。
---@field prepaid money 其预付款，负数。
---@field delivered money 已交未开票。
---@field invoices money 未结发票。
---@field acceptance_bills money 未兑付的承兑汇票。
---@field unapplied money 未核销收款，负数。
---@field missing string[] 没有金额的订单，其敞口未知。
---@field documents exposure_document[] 每张单据的敞口。

---集团额度的一次变更。
---@class (exact) group_limit_change
---@field group string 集团编号。
---@field kind "limit"|"hold"|"terms"|"release"|"assessment"|"proposal"|"approval" 变更类型。
---@field as_of string 业务日期。
---@field at string 变更时间，UTC。
---@field amount? money 设定或提议的额度。
---@field reason string 原因。
---@field operator string 操作员。
---@field run integer 所属运行。

---未结发票的账龄。
---@class (exact) invoice_aging
---@field not_due money 未到期。
---@field days_1_30 money 逾期 1 至 30 天。
---@field days_31_60 money 逾期 31 至 60 天。
---@field days_61_90 money 逾期 61 至 90 天。
---@field days_91_180 money 逾期 91 至 180 天。
---@field over_180 money 逾期超过 180 天。
---@field total money 未结合计。
---@field unapplied money 未核销收款。
---@field weighted_days_late? number Σ(未结 × 逾期天数) ÷ Σ未结；无未结则为 nil。
---@field invoices aged_invoice[] 未结发票，最早到期的在前。

---未结发票。
---@class (exact) aged_invoice
---@field code string 发票号。
---@field due_on string 到期日。
---@field days_late integer 逾期天数；未到期为负。
---@field bucket "not_due"|"days_1_30"|"days_31_60"|"days_61_90"|"days_91_180"|"over_180" 所在账龄段。
---@field open money 未结金额。
---@field disputed boolean 是否有争议。

---应收账款周转天数。
---@class (exact) sales_outstanding
---@field value? number receivables ÷ sales × days；无销售为 nil。
---@field best_possible? number not_due ÷ sales × days；无销售为 nil。
---@field receivables money 未结发票减未核销收款。
---@field not_due money 其中未到期部分。
---@field sales money 期内赊销，减红字发票。
---@field days integer 期间天数。
---@field reason? "insufficient_data" 没有数值的原因。

---单据的信用检查结果。
---@class (exact) credit_check
---@field customer string 客户编号。
---@field order? string 订单编号。
---@field at "order"|"delivery"|"invoice" 检查时点。
---@field amount money 单据金额。
---@field outcome "allow"|"warn"|"hold"|"reject" 结果。
---@field allowed boolean 是否放行：结果为 allow 或 warn。
---@field reason string 原因说明。
---@field step? "hold"|"expired"|"prepayment"|"document_maximum"|"limit"|"horizon"|"group_limit"|"oldest_open"|"overdue_share"|"dunning_level"|"last_payment" 起决定作用的步骤。
---@field limit? money 额度。
---@field secured money 计入的担保。
---@field exposure money 含该单据的敞口。
---@field headroom? money limit + secured − exposure；没有额度则为 nil。
---@field release? integer 放行记录号。
---@field check? integer 检查记录号；试算则为 nil。
---@field on string 业务日期。
---@field steps credit_step[] 各步骤，按检查链顺序。

---检查的一个步骤。
---@class (exact) credit_step
---@field step "hold"|"expired"|"prepayment"|"document_maximum"|"limit"|"horizon"|"group_limit"|"oldest_open"|"overdue_share"|"dunning_level"|"last_payment" 步骤。
---@field outcome "allow"|"warn"|"hold"|"reject" 结果。
---@field reason string 原因说明。
---@field evidence table<string, any> 依据，按该步骤的名称。

---需要检查的订单。
---@class (exact) unchecked_order
---@field order string 订单编号。
---@field customer string 客户编号。
---@field reason "unchecked"|"raised"|"reopened"|"altered"|"release_over" 需要检查的原因。

---账簿中保留的检查。
---@class (exact) kept_credit_check
---@field check integer 检查记录号。
---@field customer string 客户编号。
---@field order? string 订单编号。
---@field at "order"|"delivery"|"invoice" 检查时点。
---@field amount money 单据金额。
---@field outcome "allow"|"warn"|"hold"|"reject" 结果。
---@field reason string 原因说明。
---@field release? integer 放行记录号。
---@field on string 业务日期。
---@field instant string 时间，UTC。
---@field operator string 操作员。
---@field run integer 所属运行。
---@field steps credit_step[] 各步骤，按检查链顺序。

---策略对客户的评估。
---@class (exact) credit_assessment
---@field customer string 客户编号。
---@field name string 客户名称。
---@field status "assessed"|"proposed"|"insufficient_data" 评估状态；proposed 表示额度待批准。
---@field reason? string 无法评估的原因。
---@field before? money 原额度。
---@field limit? money 策略额度。
---@field grade? "A"|"B"|"C"|"D"|"E" 等级。
---@field score? number 得分，0 到 100。
---@field terms_days? integer 账期天数。
---@field prepay_percent? number 预付比例，0 到 100。
---@field hold? "none"|"soft"|"hard" 新单据是否冻结。
---@field valid_from? string 生效日。
---@field valid_until? string 失效日。
---@field next_review_on? string 下次复审日。
---@field parts? table<string, number> 各方面得分。
---@field coverage? number 已知权重占比，0 到 1。
---@field bounds? table<string, money> 额度的各项上限，本位币。
---@field first_order_cap? money 从未付款客户的最高额度（适用时）。

---全部评估的结果。
---@class (exact) credit_assessments
---@field policy string 策略。
---@field version integer 版本。
---@field on string 业务日期。
---@field customers integer 客户数。
---@field assessed integer 已评估数。
---@field proposed integer 额度待批准数。
---@field insufficient_data integer 数据不足数。
---@field raised integer 额度上调数。
---@field lowered integer 额度下调数。
---@field unchanged integer 额度不变数。
---@field changes credit_assessment[] 额度有变者，至多 10,000 条。

---一条催款。
---@class (exact) reminder
---@field customer string 客户编号。
---@field invoice string 发票号。
---@field level integer 催款级别：到期前为 0。
---@field due_on string 到期日。
---@field days_late integer 逾期天数；未到期为负。
---@field open money 未结金额。
---@field fee money 催款费。
---@field interest money 至今利息。
---@field channel? string 催款渠道；nil 为不限。
---@field language "en"|"zh" 客户的语言。
---@field text string 催款文字。

---某类记录的一个字段。
---@class (exact) field
---@field name string 脚本中的名称。
---@field kind string 字段类型。
---@field label string 英文标签。
---@field label_zh string 中文标签。
---@field required boolean 是否必填。
---@field custom boolean 是否自定义字段。
---@field choices? string[] choice 类型的取值。
---@field refers_to? string 引用的记录类型。

---各输入项各分箱的分值，其合计预示结果好坏。
---@class (exact) scorecard
---@field good integer 好样本数。
---@field bad integer 坏样本数。
---@field intercept number 对证据权重的逻辑回归的截距。
---@field factor number 好坏比每增加 e 倍的分值。
---@field offset number 好坏比为 1 时的分值。
---@field log_likelihood number 对数似然。
---@field auc number ROC 曲线下面积，0.5 到 1。
---@field gini number 2 · auc − 1。
---@field ks number 好坏样本的最大差距，0 到 1。
---@field inputs scorecard_input[] 各输入项，按选项中的顺序。

---评分卡的输入项。
---@class (exact) scorecard_input
---@field name string 字段。
---@field coefficient number 逻辑回归系数。
---@field iv number 信息值：各分箱之和。
---@field strength "useless"|"weak"|"medium"|"strong"|"suspicious" 信息值的强弱；suspicious 表示好得可疑。
---@field breaks number[] 数值断点；每个取值一箱时为空。
---@field bins scorecard_bin[] 各分箱。

---输入项中视为一类的取值。
---@class (exact) scorecard_bin
---@field bin string 名称：取值、区间，或 missing。
---@field from? number 区间下限；无则为 nil。
---@field to? number 区间上限（不含）；无则为 nil。
---@field good integer 好样本数。
---@field bad integer 坏样本数。
---@field bad_rate number bad ÷（good + bad）。
---@field woe number 证据权重：ln(坏占比 ÷ 好占比)；计数为 0 时按 0.5。
---@field iv number 对信息值的贡献。
---@field points integer 样本落入该箱的分值。

---拆分后的日期。
---@class (exact) date_parts
---@field year integer 1 至 9999。
---@field month integer 1 至 12。
---@field day integer 1 至 31。
---@field quarter integer 1 至 4。

---启用的定义。
---@class (exact) applied_definition
---@field kind string 类别，如 score、tier_policy。
---@field name string 名称。
---@field scored integer 评分的客户数。

---脚本的运行结果。
---@class (exact) script_trace
---@field output string 打印的内容。
---@field results string[] 返回值，文本形式。

---一个字段的改动。
---@class (exact) field_change
---@field entity string 记录类型。
---@field code string 记录编号。
---@field operation "insert"|"update"|"delete" 操作。
---@field field string 字段。
---@field old any 之前的值。
---@field new any 之后的值。

---空值；在 nil 等于省略字段的地方使用。
---@type any
null = nil

---本次运行开始的时间，全程不变。
---
---```lua
---assert(#now() == #"2026-11-21T08:30:00Z" and now() == now())
---```
---@return string instant UTC 时间，写作 2026-11-21T08:30:00Z。
function now() end

---本次运行的业务日期，全程不变。
---
---```lua
---assert(dates.is_valid(today()))
---```
---@return string date 按账簿时区，或 --as-of 指定的日期。
function today() end

---打印函数或模块的说明；不带参数时列出所有模块。
---
---```lua
---help(customers.get)
---help("dates")
---```
---@param topic? string|(fun())|table 函数、模块，或其名称。
function help(topic) end

---声明一个评分；由文件返回，并用 patron apply 安装。
---
---```lua
---local s = score {
---  name = "activity", inputs = { orders = orders.stats("365d") },
---  formula = function(c, i) return math.min(100, 10 * i.orders.count) end,
---}
---assert(s.name == "activity")
---```
---@param definition score 评分的内容与算法。
---@return score definition 检查过的定义。
function score(definition) end

---说明数据不足以评价该客户及其原因。
---
---```lua
---assert(insufficient("no orders").insufficient == "no orders")
---```
---@param why string 给人看的原因。
---@return insufficiency result 公式的返回值。
function insufficient(why) end

---事件经过若干天后的剩余权重：2^(-天数/半衰期)，最大为 1。
---
---```lua
---assert(decay(90, "90d") == 0.5 and decay(0, 30) == 1)
---```
---@param days number 已过天数；未来按今天计。
---@param half_life number|string 半衰期天数，或 "90d" 之类的文字。
---@return number share 从 1 递减到 0。
function decay(days, half_life) end

---一组得分项：合计计入评分，但不超过上限。
---
---```lua
---local g = capped(40, { size = 30, years = 20 })
---assert(g.cap == 40 and g.parts.size == 30)
---```
---@param cap number 该组的上限。
---@param parts table 名称对应的数字。
---@return part_group group 公式结果的一部分。
function capped(cap, parts) end

---按输入项的字段把客户分为五级：5 为最好，数值相同同级，nil 为无数据。
---
---```lua
---assert(quintile(orders.stats("365d"), "days_since_last", "lowest").best == "lowest")
---```
---@param input input 排名依据的输入项。
---@param field string 字段。
---@param best? "highest"|"lowest" 哪一端为第 5 级，默认 "highest"。
---@return input input 值为 1 到 5 的输入项。
function quintile(input, field, best) end

---声明一个积分计划；由文件返回，并用 patron apply 安装。
---
---```lua
---local p = points_program {
---  name = "trade points", expiry = { kind = "rolling", after = "12m" },
---  rules = { { name = "goods", points = function(x, member) return x.amount / 1000 end } },
---}
---assert(p.name == "trade points")
---```
---@param definition points_program 钱包与规则。
---@return points_program definition 检查过的定义。
function points_program(definition) end

---声明一个等级体系；由文件返回，用 patron apply 安装，用 tiers.evaluate 评定。某日的评定自次日起生效：订单不享受由它自己挣得的等级。
---
---```lua
---local policy = tier_policy {
---  name = "turnover", inputs = { orders = orders.stats() }, qualify = "365d", measure = "orders.net",
---  tiers = {
---    { name = "silver" },
---    { name = "gold", from = 50000, keep = 40000, benefits = { discount = 0.03 } },
---    { name = "platinum", from = { orders = { net = 200000, count = 6 } }, benefits = { discount = 0.05, owner = "named" } },
---  },
---  grace = "30d", notice = "30d", downgrade = "one_step",
---}
---assert(policy.tiers[2].benefits.discount == 0.03)
---```
---@param policy tier_policy 升级、保级、降级的条件与各级权益。
---@return tier_policy policy 检查过的政策。
function tier_policy(policy) end

---声明一个信用策略；由文件返回，并用 patron apply 安装。
---
---```lua
---local p = credit_policy {
---  name = "simple", inputs = { paid = payments.stats("365d") },
---  score = function(c, i, k) return { character = 100 - math.min(100, i.paid.weighted_days_late or 0) } end,
---  weights = { character = 1 },
---  grades = { { grade = "A", min = 70, cap = 100000 }, { grade = "D", min = 0, cap = 0, prepay_percent = 100 } },
---}
---assert(p.name == "simple")
---```
---@param definition credit_policy 评级、额度与检查规则。
---@return credit_policy definition 检查过的定义。
function credit_policy(definition) end

---企业破产风险：制造业用 Altman Z′，其他用 Z″，取自财务报表数值。
---
---```lua
---local s = {
---  current_assets = 600, current_liabilities = 300, retained_earnings = 200, ebit = 100, equity = 500,
---  total_assets = 1000, total_liabilities = 500, revenue = 1500,
---}
---local a = altman(s)
----- 0.717·0.3 + 0.847·0.2 + 3.107·0.1 + 0.42·1 + 0.998·1.5
---assert(math.abs(a.z - 2.6122) < 1e-9 and a.zone == "grey")
---assert(altman(s, { model = "other" }).zone == "safe")
---assert(altman({ ebit = 1 }).zone == "insufficient_data")
---```
---@param statement table 数值：current_assets、current_liabilities、retained_earnings、ebit、equity、total_assets、total_liabilities、revenue。
---@param options? altman_options 模型与界限。
---@return altman_result result 区间及其依据。
function altman(statement, options) end

---财务报表的比率；缺少数值的为 nil。
---
---```lua
---local r = ratios { current_assets = 600, current_liabilities = 300, total_assets = 1000, equity = 400 }
---assert(r.current == 2 and r.equity == 0.4 and r.margin == nil)
---```
---@param statement table 按字段名给出的数值。
---@return financial_ratios ratios 各比率。
function ratios(statement) end

---用于测试：把函数中声明的测试归为一组。
---
---```lua
---describe("late customers", function()
---  before_each(function() given { customers = { { code = "C1", name = "华东机械" } } } end)
---  it("are found by code", function()
---    expect(customers.get("C1").name):to_equal("华东机械")
---  end)
---end)
---```
---@param name string 用文字说明内容。
---@param body fun() 声明测试。
function describe(name, body) end

---用于测试：声明一个测试。每个测试有自己的空账簿、静止的时钟和限额，文件建立的全局变量、局部变量与模块都是最初的样子；但隔着 5000 个以上表字段的内容，以及只由协程或 `coroutine.wrap`、`string.gmatch` 返回的函数持有的内容，不会复原。
---
---```lua
---it("adds up", function() expect(1 + 1):to_equal(2) end)
---```
---@param name string 用文字说明内容。
---@param body fun() 测试内容；报错即失败。
function it(name, body) end

---用于测试：在本组及其子组的每个测试之前运行。
---
---```lua
---before_each(function() clock.set("2026-02-17") end)
---it("knows the day", function() expect(today()):to_equal("2026-02-17") end)
---```
---@param body fun() 先做的事。
function before_each(body) end

---用于测试：按种类添加记录，并自动按引用关系排序；要么全部添加，要么都不添加。`changes()` 从此处开始计算。
---
---```lua
---it("finds what was given", function()
---  given {
---    customers = "code,name,region\nC1,华东机械,华东\nC2,Nordwind GmbH,北欧",
---    orders = { { code = "O1", customer = "C1", ordered_on = "2026-01-05" } },
---  }
---  expect(orders.get("O1").customer):to_equal("C1")
---  expect(customers.count()):to_equal(2)
---end)
---```
---@param records table 按种类给出的表的列表，写法同 X.create；也可为 CSV 文本，或工作文件夹内的 CSV 文件名。
function given(records) end

---用于测试：与 `patron apply` 一样安装并启用文件中的定义；评分每次都会给所有客户评分。
---
---```lua
---it("scores by quality", function()
---  given { customers = { { code = "C1", name = "华东机械" } } }
---  expect(apply("scoring/quality.lua").kind):to_equal("score")
---  expect(scores.of("C1").quality.reason):to_equal("no orders yet")
---end)
---```
---@param file string 文件，相对于测试所在文件夹。
---@return applied_definition definition 启用的定义。
function apply(file) end

---用于测试：与 `patron run` 一样从头到尾运行脚本。
---
---```lua
---it("prints what is owed", function()
---  expect(run("jobs/receivables.lua").output):to_contain("0 customers are over their limit")
---end)
---```
---@param file string 文件，相对于测试所在文件夹。
---@param arguments? any[] 脚本在 `...` 中得到的参数。
---@return script_trace trace 运行结果。
function run(file, arguments) end

---用于测试：自上次 `given`（或测试开始）以来的改动，每个字段一个表。
---
---```lua
---it("assigns an owner", function()
---  given { customers = { { code = "C1", name = "华东机械" } } }
---  customers.update("C1", { owner = "Li Wei" })
---  expect(changes()):to_contain { entity = "customers", code = "C1", field = "owner", new = "Li Wei" }
---  expect(changes()).never:to_contain { field = "region" }
---end)
---```
---@return field_change[] changes 每个字段一条。
function changes() end

---公司的客户与潜在客户。
customers = {}

---客户档案中的数值，折算为本位币。
---
---```lua
---assert(customers.figures().input == "customers.figures")
---```
---@return input input 输入项，写在 inputs 中。
function customers.figures() end

---取出该编号的记录；不存在时报错。
---
---```lua
---local c = customers.get("C0042")
---assert(c.name == "上海贸易有限公司" and c.region == "华东")
---```
---@param code string|customer 记录的编号，或记录本身。
---@return customer record 只读快照。
function customers.get(code) end

---取出该编号的记录；不存在时返回 nil。
---
---```lua
---assert(customers.find("no such code") == nil)
---```
---@param code string|customer 记录的编号，或记录本身。
---@return customer? record 只读快照，或 nil。
function customers.find(code) end

---以列表返回符合条件的记录。
---
---```lua
---local gold = customers.list { where = { tier = "gold" }, order = "-annual_revenue", limit = 10 }
---assert(gold[1].code == "C0042")
---```
---@param query? query 选取哪些记录；省略时为全部。
---@return customer[] records 只读快照。
function customers.list(query) end

---逐条遍历符合条件的记录，数量不限。写入的运行会先固定要遍历的记录。
---
---```lua
---for c in customers.each { where = { region = "华东", any = { { tier = "gold" }, { size = "L" } } } } do
---  print(c.code, c.name)
---end
---```
---@param query? query 选取哪些记录；省略时为全部。
---@return fun(): customer iterator 用于 for 循环。
function customers.each(query) end

---符合条件的记录数量。
---
---```lua
---assert(customers.count { where = { annual_revenue = { [">"] = 1000000 } } } == 1)
---```
---@param query? query 选取哪些记录；省略时为全部。
---@return integer count 数量。
function customers.count(query) end

---新增一条记录。
---
---```lua
---local c = customers.create { code = "C0099", name = "Nordwind GmbH", currency = "EUR", annual_revenue = 1250000.50 }
---assert(tostring(c.annual_revenue) == "1250000.50 EUR")
---```
---@param fields customer_fields 记录的字段。
---@return customer record 存入后的记录。
function customers.create(fields) end

---修改记录的字段；`null` 清空字段。
---
---```lua
---local c = customers.update("C0042", { owner = "Li Wei", next_review_on = "2026-12-01" })
---assert(c.owner == "Li Wei")
---```
---@param code string|customer 记录的编号，或记录本身。
---@param changes customer_fields 要修改的字段。
---@return customer record 修改后的记录。
function customers.update(code, changes) end

---按编号、名称、法定名称、电话或联系人查找客户，支持子串、拼音首字母和全拼，最匹配的在前。
---
---```lua
---assert(customers.search("上海")[1].code == "C0042")
---assert(customers.search("shmy")[1].code == "C0042")
---```
---@param text string 其中一部分，或拼音："上海"、"shmy"、"shanghai"。
---@param limit? integer 最多多少条；省略时为 20。
---@return customer[] customers 只读快照。
function customers.search(text, limit) end

---把多个客户一次分配给同一负责人，全部成功或全部不变。
---
---```lua
---assert(customers.assign_owner({ "C0042" }, "Zhou Min") == 1)
---assert(customers.assign_owner({ where = { owner = "Zhou Min" } }, "Zhang San") == 1)
---```
---@param which string[]|query 编号或记录的列表，或带 `where` 的查询（与 `customers.list` 相同）。
---@param owner string 新的负责人。
---@return integer count 负责人有变动的客户数。
function customers.assign_owner(which, owner) end

---客户的全部往来，最新的在前：订单、交货、退货、发票、收款、沟通、资料及其到期、财务报表。
---
---```lua
---local page = customers.timeline("C0042", { limit = 10 })
---for _, entry in ipairs(page) do print(entry.at, entry.kind, entry.title) end
---print(#customers.timeline("C0042", { limit = 10, before = page[#page] }), "older ones")
---```
---@param customer string|customer 客户编号或记录。
---@param page? timeline_page 取多少条、从哪一条之后开始。
---@return timeline_entry[] entries 各条记录。
function customers.timeline(customer, page) end

---把一个客户合并到另一个客户：前者的所有记录随之转移，旧编号此后指向后者。冻结取较严者；后者在某体系没有等级时取前者的等级；历史包含双方。
---
---```lua
---customers.create { code = "C0042-OLD", name = "上海贸易", phone = "021 6234 5678" }
---local c = customers.merge("C0042-OLD", "C0042", { winner = { phone = "from" } })
---assert(c.phone == "021 6234 5678" and customers.get("C0042-OLD").code == "C0042")
---```
---@param from string|customer 被合并的客户。
---@param into string|customer 保留的客户。
---@param options? merge_options 以哪一方的值为准。
---@return customer customer 合并后的客户。
function customers.merge(from, into, options) end

---精确撤销一次合并；若合并写入的内容此后有改动，则拒绝并指出这些值。
---
---```lua
---customers.create { code = "C0042-OLD", name = "上海贸易" }
---customers.merge("C0042-OLD", "C0042")
---assert(customers.unmerge("C0042-OLD").name == "上海贸易")
---```
---@param from string 被合并客户的编号。
---@return customer customer 恢复独立的客户。
function customers.unmerge(from) end

---客户的评分。
scores = {}

---客户按某个定义的最新评分。
---
---```lua
---assert(scores.latest("quality").score == "quality")
---```
---@param name string 评分名称。
---@return input input 输入项，写在 inputs 中。
function scores.latest(name) end

---客户当前的评分值；没有则为 nil。
---
---```lua
---local ok, why = pcall(scores.get, "C0042", "quality")
---assert(ok or why.code == "unknown-definition", "no such score was installed")
---```
---@param customer string|customer 客户编号，或客户记录。
---@param name string 评分名称。
---@return number? value 评分值。
function scores.get(customer, name) end

---客户当前的全部评分，按名称。
---
---```lua
---for name, s in pairs(scores.of("C0042")) do print(name, s.value, s.band) end
---```
---@param customer string|customer 客户编号，或客户记录。
---@return table<string, current_score> scores 按评分名称。
function scores.of(customer) end

---评分最高（或最低）的客户。
---
---```lua
---local ok, best = pcall(scores.top, "quality", 10)
---if ok then for _, s in ipairs(best) do print(s.code, s.name, s.value) end end
---```
---@param name string 评分名称。
---@param count? integer 多少个；默认 10。
---@param options? table { order = "lowest" } 取最低的。
---@return ranked_score[] scores 每个客户一条。
function scores.top(name, count, options) end

---客户评分的构成；没有则为 nil。
---
---```lua
---local ok, e = pcall(scores.explain, "C0042", "quality")
---if ok and e then print(e.value, e.coverage, e.as_of) end
---```
---@param customer string|customer 客户编号，或客户记录。
---@param name string 评分名称。
---@return score_explanation? explanation 评分及其构成。
function scores.explain(customer, name) end

---等级体系：升级、保级、降级与各级权益。某日的评定自次日起生效。
tiers = {}

---按生效的等级体系在业务日期评定一个客户或 "all"，要么全部生效，要么都不生效。同一天重复评定不会再有变化。
---
---```lua
---fx.set("EUR", "2026-01-01", 7.8)
---local result = tiers.evaluate("value", "all")
---assert(result.customers == 2 and result.tiers.bronze == 1 and result.tiers.silver == 1)
---for _, move in ipairs(result.moves) do print(move.code, move.from, move.to) end
---```
---@param ladder string 等级体系的名称。
---@param customer string|customer 客户编号、客户记录，或 "all"。
---@param options? tier_moves { limit = 100 }：列出多少条变动。
---@return tier_evaluation result 各项计数与变动的客户。
function tiers.evaluate(ladder, customer, options) end

---手工设定客户等级，自今日起至某日（含当日）。期间评定不改变它；无人评定时它继续有效。该日之后的首次评定立即结束它，不受 hold、grace、notice 约束：等级为数据达到其 `from` 的最高一级；若不高于所设等级且满足 `keep` 的最高一级更高，则取后者；数据不足时恢复为设定前的等级。`tiers.lift_override` 可提前解除。
---
---```lua
---local s = tiers.override("C0043", "value", "gold", { reason = "launch partner", ends_on = "2027-03-31" })
---assert(s.tier == "gold" and s.override.ends_on == "2027-03-31")
---```
---@param customer string|customer 客户编号，或客户记录。
---@param ladder string 等级体系的名称。
---@param tier string 等级。
---@param options tier_override 原因与截止日期。
---@return tier_standing standing 当前位置。
function tiers.override(customer, ladder, tier, options) end

---提前解除手工设定的等级：立即恢复为按数据评定。
---
---```lua
---tiers.override("C0042", "value", "gold", { reason = "launch partner", ends_on = "2027-03-31" })
---local s = tiers.lift_override("C0042", "value", "contract ended")
---assert(s.tier == "bronze" and s.override == nil)
---assert(tiers.history("C0042", "value")[1].reason == "contract ended")
---```
---@param customer string|customer 客户编号，或客户记录。
---@param ladder string 等级体系的名称。
---@param reason string 原因。
---@return tier_standing standing 当前位置。
function tiers.lift_override(customer, ladder, reason) end

---客户所处等级：指定体系时为其位置（未评定为 nil）；否则按体系名称给出全部。
---
---```lua
---tiers.evaluate("value", "C0042")
---assert(tiers.of("C0042", "value").tier == "bronze")
---for ladder, s in pairs(tiers.of("C0042")) do print(ladder, s.tier, s.since) end
---```
---@param customer string|customer 客户编号，或客户记录。
---@param ladder? string 等级体系的名称；省略时为全部。
---@return (tier_standing|table<string, tier_standing>)? standing 位置，或以体系名称为键的表。
function tiers.of(customer, ladder) end

---某日生效的等级，即当日订单所适用的等级；没有则为 nil。
---
---```lua
---tiers.evaluate("value", "C0042")
---assert(tiers.at("C0042", "value", today()) == nil, "what is judged today is in force from tomorrow")
---assert(tiers.at("C0042", "value", dates.add(today(), "1d")) == "bronze")
---```
---@param customer string|customer 客户编号，或客户记录。
---@param ladder string 等级体系的名称。
---@param date string 日期。
---@return string? tier 等级名称。
function tiers.at(customer, ladder, date) end

---客户及并入其中的客户的等级全部变动，最新的在前。
---
---```lua
---tiers.evaluate("value", "C0042")
---local first = tiers.history("C0042", "value")[1]
---assert(first.kind == "entered" and first.to == "bronze" and first.evidence.qualify.orders.net == 1200)
---```
---@param customer string|customer 客户编号，或客户记录。
---@param ladder? string 等级体系的名称；省略时为全部。
---@return tier_change[] changes 变动内容、原因、依据与所属运行。
function tiers.history(customer, ladder) end

---客户等级按生效政策享有的权益：指定体系，或按体系名称给出全部。没有等级时为空表。
---
---```lua
---tiers.override("C0042", "value", "gold", { reason = "key account", ends_on = "2027-12-31" })
---assert(tiers.benefits("C0042", "value").discount == 0.05)
---assert(tiers.benefits("C0042").value.visit_interval == "30d")
---```
---@param customer string|customer 客户编号，或客户记录。
---@param ladder? string 等级体系的名称；省略时为全部。
---@return table<string, any> benefits 按政策所写。
function tiers.benefits(customer, ladder) end

---保住当前等级与升入下一级所需的条件。
---
---```lua
---tiers.evaluate("value", "C0042")
---local rise = tiers.needed("C0042", "value").rise
---assert(rise.tier == "silver" and rise.needs[1].figure == "orders.net" and rise.needs[1].lacking == 3800)
---```
---@param customer string|customer 客户编号，或客户记录。
---@param ladder string 等级体系的名称。
---@return tier_outlook outlook 客户的位置与各项条件。
function tiers.needed(customer, ladder) end

---将要降级的客户，最早的在前。
---
---```lua
---for _, n in ipairs(tiers.notices("value")) do
---  print(n.code, n.tier, n.due_on, tiers.needed(n.code, n.ladder).stay.needs[1].lacking)
---end
---```
---@param ladder? string 等级体系的名称；省略时为全部。
---@return tier_notice[] notices 每个客户一条。
function tiers.notices(ladder) end

---生效的等级体系名称。
---
---```lua
---assert(tiers.ladders()[1] == "value")
---```
---@return string[] names 按字母顺序。
function tiers.ladders() end

---客户获得与使用的积分：只追加变动的账。
points = {}

---增加积分，生效与到期日按钱包规则。
---
---```lua
---local m = points.earn("C0042", 100, { reference = "welcome" })
---assert(m.points == 100 and points.earn("C0042", 100, { reference = "welcome" }).id == m.id)
---```
---@param customer string|customer 客户编号或记录。
---@param points integer|money 积分数，大于 0；金额钱包则为金额。
---@param options? points_options 钱包、标识、订单、日期、原因。
---@return point_movement movement 所记的变动。
function points.earn(customer, points, options) end

---使用积分，默认先用最早到期的；不足时报错。
---
---```lua
---points.earn("C0042", 100)
---points.spend("C0042", 30, { reference = "gift 1" })
---local ok, why = pcall(points.spend, "C0042", 71)
---assert(points.balance("C0042") == 70 and not ok and why.code == "insufficient-points")
---```
---@param customer string|customer 客户编号或记录。
---@param points integer|money 积分数，大于 0；金额钱包则为金额。
---@param options? points_options 钱包、标识、订单、日期、原因。
---@return point_movement movement 所记的变动。
function points.spend(customer, points, options) end

---调整积分（负数为扣减），必须说明原因。
---
---```lua
---points.adjust("C0042", 50, { reason = "goodwill" })
---points.adjust("C0042", -20, { reason = "typing error" })
---assert(points.balance("C0042") == 30)
---```
---@param customer string|customer 客户编号或记录。
---@param points integer|money 增加的积分数，负数为扣减，不能为 0；金额钱包则为金额。
---@param options? points_options 钱包、标识、订单、日期、原因。
---@return point_movement movement 所记的变动。
function points.adjust(customer, points, options) end

---把可用积分转给另一客户，有效期不变。
---
---```lua
---points.earn("C0042", 100)
---points.transfer("C0042", "C0043", 40)
---assert(points.balance("C0042") == 60 and points.balance("C0043") == 40)
---```
---@param customer string|customer 客户编号或记录。
---@param to string|customer 接收的客户。
---@param points integer|money 积分数，大于 0；金额钱包则为金额。
---@param options? points_options 钱包、标识、订单、日期、原因。
---@return point_movement movement 所记的变动。
function points.transfer(customer, to, points, options) end

---按退货比例收回订单所得积分：处理账簿中尚未处理的退货，或以 { amount = … } 与 reference 指定；已取消的订单全部收回，并退还其使用的积分。先从该订单自身积分的剩余部分收回，无论是否已到期：未使用而到期的积分不构成欠分，与是否执行过 points.expire 无关。订单取消或全部退回时，其推荐奖励也收回（规则另有规定除外）。"all" 处理全部订单。
---
---```lua
---points.earn("C0042", 125, { order = "O1", reference = "O1" })
---local m = points.reverse("O1", { amount = money(50, "CNY"), reference = "R1" })
---assert(m[1].kind == "reverse" and points.balance("C0042") == 0)
---```
---@param order string|order 订单编号或记录；或 "all"。
---@param options? points_options 钱包、标识、订单、日期、原因。
---@return point_movement[] movements 所记的各笔变动。
function points.reverse(order, options) end

---退还已使用的积分（或 { amount = … } 指定的部分）到原批次。
---
---```lua
---points.earn("C0042", 100)
---local spent = points.spend("C0042", 30)
---points.restore(spent.id, { amount = 10, reason = "gift out of stock" })
---assert(points.balance("C0042") == 80)
---```
---@param movement integer 消费变动的 id。
---@param options? points_options 钱包、标识、订单、日期、原因。
---@return point_movement movement 所记的变动。
function points.restore(movement, options) end

---使等待事件（pending = "event"）的积分从现在起可用。
---
---```lua
---local earned = points.earn("C0042", 100)
---local ok, why = pcall(points.activate, earned.id)
---assert(not ok and why.code == "not-pending")
---```
---@param movement integer 获得变动的 id。
---@param options? points_options 钱包、标识、订单、日期、原因。
---@return point_movement movement 所记的变动。
function points.activate(movement, options) end

---为每个已过有效期的批次记一笔到期变动。无论是否已记，过期积分都不能使用。之后若退货或补记较早日期的变动用到它们，会先以大于 0 的 `expire` 变动冲回。
---
---```lua
---local done = points.expire()
---assert(done.lots == 0 and done.points == 0)
---```
---@param on? string 以哪天为准，不得晚于今天；默认今天。
---@return expired_points done 数量。
function points.expire(on) end

---按积分计划的规则，为尚未计分的订单、活动与推荐计分：单个订单，或 "all"。
---
---```lua
---fx.set("EUR", "2026-10-15", 8)
---local done = points.accrue("O1")
---assert(done.movements == 1 and points.balance("C0042") == 125)
---assert(points.accrue("all").movements == 1)
---```
---@param what string|order 订单，或 "all"。
---@param options? accrual_options 计划、客户与起止日期：{ program =, customer =, since =, to = }。
---@return accrued_points done 涉及与写入的数量。
function points.accrue(what, options) end

---重新按规则计算订单（以及以它为首笔已付订单的推荐）：哪些规则命中、多少积分，其余为何不命中。不写入。
---
---```lua
---for _, r in ipairs(points.why("O1")) do print(r.rule, r.fired, r.points, r.why) end
---```
---@param order string|order 订单编号或记录。
---@param program? string 积分计划；默认唯一生效的。
---@return rule_answer[] rules 各规则的结果。
function points.why(order, program) end

---同上，针对一次往来与活动规则。
---
---```lua
---local i = interactions.create { customer = "C0042", kind = "visit", at = now() }
---assert(#points.why_activity(i) == 0, "the program has no rule on activities")
---```
---@param interaction integer|interaction 往来的 id 或记录。
---@param program? string 积分计划；默认唯一生效的。
---@return rule_answer[] rules 各规则的结果。
function points.why_activity(interaction, program) end

---客户某钱包在某日（过去或现在）的可用积分。
---
---```lua
---points.earn("C0042", 100, { on = "2026-10-01" })
---assert(points.balance("C0042") == 100 and points.balance("C0042", "points", "2026-09-30") == 0)
---```
---@param customer string|customer 客户编号或记录。
---@param wallet? string 钱包；默认计划的第一个。
---@param on? string 日期；默认今天。
---@return integer|money points 积分；金额钱包则为金额。
function points.balance(customer, wallet, on) end

---客户各钱包在某日的情况。
---
---```lua
---points.earn("C0042", 100)
---assert(points.wallets("C0042").points.balance == 100)
---```
---@param customer string|customer 客户编号或记录。
---@param on? string 日期；默认今天。
---@return table<string, point_balance> wallets 按钱包名称。
function points.wallets(customer, on) end

---客户剩余积分的各批次。
---
---```lua
---points.earn("C0042", 100)
---assert(points.lots("C0042")[1].remaining == 100)
---```
---@param customer string|customer 客户编号或记录。
---@param wallet? string 钱包；默认全部。
---@return point_lot[] lots 各批次。
function points.lots(customer, wallet) end

---客户的积分变动，最近的在前。
---
---```lua
---points.earn("C0042", 100)
---points.spend("C0042", 30)
---assert(points.history("C0042")[1].points == -30)
---```
---@param customer string|customer 客户编号或记录。
---@param wallet? string 钱包；默认全部。
---@param limit? integer 最多多少条；默认 100。
---@return point_movement[] movements 各笔变动。
function points.history(customer, wallet, limit) end

---未使用积分的负债，按钱包：points、breakage（已消失积分中过期未用的比例）、cost = points × value × (1 − breakage)。
---
---```lua
---points.earn("C0042", 100)
---assert(points.liability().points.points == 100)
---```
---@param on? string 日期；默认今天。
---@return table<string, point_liability> liability 按钱包名称。
function points.liability(on) end

---剩余积分各月到期多少。
---
---```lua
---points.earn("C0042", 100)
---for _, m in ipairs(points.forecast()) do print(m.wallet, m.month, m.points) end
---```
---@param on? string 日期；默认今天。
---@return point_forecast[] months 各钱包的各月。
function points.forecast(on) end

---已消失积分中过期未用的比例：过期 ÷（过期 + 使用）。
---
---```lua
---points.earn("C0042", 100)
---points.spend("C0042", 30)
---assert(points.breakage().points.share == 0)
---```
---@param on? string 日期；默认今天。
---@return table<string, point_breakage> shares 按钱包名称。
function points.breakage(on) end

---重新计算缓存的余额与批次剩余，并证明余额、批次与变动一致。
---
---```lua
---points.earn("C0042", 100)
---local done = points.rebuild()
---assert(done.balances == 1 and done.corrected == 0)
---```
---@return rebuilt_points done 结果。
function points.rebuild() end

---客户可用积分兑换的奖励。
rewards = {}

---取出该编号的记录；不存在时报错。
---
---```lua
---assert(rewards.get("W1").points == 80)
---```
---@param code string|reward 记录的编号，或记录本身。
---@return reward record 只读快照。
function rewards.get(code) end

---取出该编号的记录；不存在时返回 nil。
---
---```lua
---assert(rewards.find("W9") == nil)
---```
---@param code string|reward 记录的编号，或记录本身。
---@return reward? record 只读快照，或 nil。
function rewards.find(code) end

---以列表返回符合条件的记录。
---
---```lua
---assert(rewards.list { where = { points = { ["<"] = 100 } } }[1].code == "W1")
---```
---@param query? query 选取哪些记录；省略时为全部。
---@return reward[] records 只读快照。
function rewards.list(query) end

---逐条遍历符合条件的记录，数量不限。写入的运行会先固定要遍历的记录。
---
---```lua
---for r in rewards.each() do print(r.code, r.name, r.points) end
---```
---@param query? query 选取哪些记录；省略时为全部。
---@return fun(): reward iterator 用于 for 循环。
function rewards.each(query) end

---符合条件的记录数量。
---
---```lua
---assert(rewards.count() == 1)
---```
---@param query? query 选取哪些记录；省略时为全部。
---@return integer count 数量。
function rewards.count(query) end

---新增一条记录。
---
---```lua
---assert(rewards.create { code = "W2", name = "培训一天", points = 500, stock = 10 }.stock == 10)
---```
---@param fields reward_fields 记录的字段。
---@return reward record 存入后的记录。
function rewards.create(fields) end

---修改记录的字段；`null` 清空字段。
---
---```lua
---assert(rewards.update("W1", { points = 90 }).points == 90)
---```
---@param code string|reward 记录的编号，或记录本身。
---@param changes reward_fields 要修改的字段。
---@return reward record 修改后的记录。
function rewards.update(code, changes) end

---客户用积分兑换奖励并获得奖励码；库存、限量或等级不符则拒绝。
---
---```lua
---points.earn("C0042", 100)
---local code = rewards.redeem("C0042", "W1")
---assert(code.state == "issued" and points.balance("C0042") == 20)
---```
---@param customer string|customer 客户编号或记录。
---@param reward string|reward 奖励编号或记录。
---@param options? points_options 计划、日期、原因。
---@return reward_code code 奖励码及其状态。
function rewards.redeem(customer, reward, options) end

---记录奖励码已使用（仅一次）。
---
---```lua
---points.earn("C0042", 100)
---local code = rewards.redeem("C0042", "W1").code
---assert(rewards.use(code).state == "used" and not pcall(rewards.use, code))
---```
---@param code string 客户出示的奖励码。
---@return reward_code code 奖励码及其状态。
function rewards.use(code) end

---取消未使用的奖励码并退还积分。
---
---```lua
---points.earn("C0042", 100)
---local code = rewards.redeem("C0042", "W1").code
---assert(rewards.cancel(code).state == "cancelled" and points.balance("C0042") == 100)
---```
---@param code string 客户出示的奖励码。
---@param options? points_options 计划、日期、原因。
---@return reward_code code 奖励码及其状态。
function rewards.cancel(code, options) end

---客户兑换过的奖励，最近的在前。
---
---```lua
---assert(#rewards.codes("C0042") == 0)
---```
---@param customer string|customer 客户编号或记录。
---@return reward_code[] codes 各奖励码。
function rewards.codes(customer) end

---按采购量的返利，以红字发票结算。
rebates = {}

---客户在期内的订货额（减退货、不含已取消）及其返利。不写入。
---
---```lua
---local s = rebates.statement("C0042", {
---  name = "2026", from = "2026-01-01", to = "2026-12-31", steps = { { min = 1000, rate = 0.02 } },
---})
---assert(s[1].volume == money(1200, "CNY") and s[1].rebate == money(24, "CNY"))
---```
---@param customer string|customer 客户编号或记录；"all" 为全部。
---@param rebate rebate 计入的订单与档位。
---@return rebate_statement[] statements 每个客户一份，按编号排序。
function rebates.statement(customer, rebate) end

---把每笔返利记为负数发票，仅一次：重复调用返回同一发票，金额已变则报错。
---
---```lua
---local s = rebates.settle("C0042", {
---  name = "2026", from = "2026-01-01", to = "2026-12-31", steps = { { min = 1000, rate = 0.02 } },
---})
---assert(invoices.get(s[1].invoice).amount == money(-24, "CNY"))
---```
---@param customer string|customer 客户编号或记录；"all" 为全部。
---@param rebate rebate 计入的订单与档位。
---@return rebate_statement[] statements 每个客户一份，按编号排序。
function rebates.settle(customer, rebate) end

---按条件、Lua 测试函数或两者划分客户：`{ where = { … }, test = function(c) … end }`。
segments = {}

---以列表返回细分中的客户。
---
---```lua
---local big = { where = { region = "华东" }, test = function(c) return #c.name > 12 end }
---assert(segments.list(big)[1].code == "C0042")
---```
---@param segment segment 查询，以及对查询到的每个客户调用的测试函数。
---@return customer[] customers 只读快照。
function segments.list(segment) end

---逐个遍历细分中的客户。
---
---```lua
---for c in segments.each { test = function(c) return c.owner == nil end } do print(c.code, c.name) end
---```
---@param segment segment 查询，以及对查询到的每个客户调用的测试函数。
---@return fun(): customer iterator 用于 for 循环。
function segments.each(segment) end

---细分中的客户数量。
---
---```lua
---assert(segments.count { where = { region = "华东" }, test = function(c) return c.tier == "gold" end } == 1)
---```
---@param segment segment 查询，以及对查询到的每个客户调用的测试函数。
---@return integer count 数量。
function segments.count(segment) end

---客户是否属于某细分。
---
---```lua
---assert(segments.contains({ where = { tier = "gold" } }, "C0042"))
---```
---@param segment segment 查询，以及对查询到的每个客户调用的测试函数。
---@param customer string|customer 客户编号或记录。
---@return boolean belongs 是否属于。
function segments.contains(segment, customer) end

---关联公司组成的集团，共用授信额度。
groups = {}

---取出该编号的记录；不存在时报错。
---
---```lua
---assert(groups.get("G1").credit_limit == money(5000000, "CNY"))
---```
---@param code string|group 记录的编号，或记录本身。
---@return group record 只读快照。
function groups.get(code) end

---取出该编号的记录；不存在时返回 nil。
---
---```lua
---assert(groups.find("G9") == nil)
---```
---@param code string|group 记录的编号，或记录本身。
---@return group? record 只读快照，或 nil。
function groups.find(code) end

---以列表返回符合条件的记录。
---
---```lua
---assert(groups.list { where = { name = { like = "华东%" } } }[1].code == "G1")
---```
---@param query? query 选取哪些记录；省略时为全部。
---@return group[] records 只读快照。
function groups.list(query) end

---逐条遍历符合条件的记录，数量不限。写入的运行会先固定要遍历的记录。
---
---```lua
---for g in groups.each() do
---  print(g.code, g.name, g.credit_limit)
---end
---```
---@param query? query 选取哪些记录；省略时为全部。
---@return fun(): group iterator 用于 for 循环。
function groups.each(query) end

---符合条件的记录数量。
---
---```lua
---assert(groups.count() == 1)
---```
---@param query? query 选取哪些记录；省略时为全部。
---@return integer count 数量。
function groups.count(query) end

---新增一条记录。
---
---```lua
---assert(groups.create { code = "G2", name = "Nordwind Gruppe", currency = "EUR" }.currency == "EUR")
---```
---@param fields group_fields 记录的字段。
---@return group record 存入后的记录。
function groups.create(fields) end

---修改记录的字段；`null` 清空字段。
---
---```lua
---assert(groups.update("G1", { credit_limit = 6000000 }).credit_limit == money(6000000, "CNY"))
---```
---@param code string|group 记录的编号，或记录本身。
---@param changes group_fields 要修改的字段。
---@return group record 修改后的记录。
function groups.update(code, changes) end

---客户方的联系人；职务变动时结束一条记录并新建一条。
contacts = {}

---取出该编号的记录；不存在时报错。
---
---```lua
---local buyer = contacts.list { where = { customer = "C0042" } }[1]
---assert(contacts.get(buyer.id).name == "王芳")
---```
---@param id integer|contact 记录的 id，或记录本身。
---@return contact record 只读快照。
function contacts.get(id) end

---取出该编号的记录；不存在时返回 nil。
---
---```lua
---assert(contacts.find(999999) == nil)
---```
---@param id integer|contact 记录的 id，或记录本身。
---@return contact? record 只读快照，或 nil。
function contacts.find(id) end

---以列表返回符合条件的记录。
---
---```lua
---local there = contacts.list { where = { customer = "C0042", until_on = null }, order = "name" }
---assert(#there == 1 and there[1].post == "采购经理")
---```
---@param query? query 选取哪些记录；省略时为全部。
---@return contact[] records 只读快照。
function contacts.list(query) end

---逐条遍历符合条件的记录，数量不限。写入的运行会先固定要遍历的记录。
---
---```lua
---for c in contacts.each { where = { customer = "C0043" } } do
---  assert(c.email == "keller@nordwind.example")
---end
---```
---@param query? query 选取哪些记录；省略时为全部。
---@return fun(): contact iterator 用于 for 循环。
function contacts.each(query) end

---符合条件的记录数量。
---
---```lua
---assert(contacts.count { where = { language = "zh" } } == 1)
---```
---@param query? query 选取哪些记录；省略时为全部。
---@return integer count 数量。
function contacts.count(query) end

---新增一条记录。
---
---```lua
---local c = contacts.create { customer = "C0043", name = "Jonas Weber", post = "Quality", from_on = "2026-11-01" }
---assert(c.customer == "C0043" and c.until_on == nil)
---```
---@param fields contact_fields 记录的字段。
---@return contact record 存入后的记录。
function contacts.create(fields) end

---修改记录的字段；`null` 清空字段。
---
---```lua
---local c = contacts.list { where = { name = "王芳" } }[1]
---assert(contacts.update(c, { until_on = "2026-10-31" }).until_on == "2026-10-31")
---```
---@param id integer|contact 记录的 id，或记录本身。
---@param changes contact_fields 要修改的字段。
---@return contact record 修改后的记录。
function contacts.update(id, changes) end

---客户提交的执照、报表与报告，及其有效期。
documents = {}

---取出该编号的记录；不存在时报错。
---
---```lua
---local licence = documents.list { where = { customer = "C0042", kind = "licence" } }[1]
---assert(documents.get(licence.id).number == "91310000MA1K")
---```
---@param id integer|document 记录的 id，或记录本身。
---@return document record 只读快照。
function documents.get(id) end

---取出该编号的记录；不存在时返回 nil。
---
---```lua
---assert(documents.find(999999) == nil)
---```
---@param id integer|document 记录的 id，或记录本身。
---@return document? record 只读快照，或 nil。
function documents.find(id) end

---以列表返回符合条件的记录。
---
---```lua
---local expiring = documents.list { where = { expires_on = { ["<"] = "2027-06-30" } }, order = "expires_on" }
---assert(#expiring == 1 and expiring[1].customer == "C0042")
---```
---@param query? query 选取哪些记录；省略时为全部。
---@return document[] records 只读快照。
function documents.list(query) end

---逐条遍历符合条件的记录，数量不限。写入的运行会先固定要遍历的记录。
---
---```lua
---for d in documents.each { where = { kind = "licence" } } do
---  if dates.diff(d.expires_on, today()) < 90 then log.warn("licence expires", { customer = d.customer }) end
---end
---```
---@param query? query 选取哪些记录；省略时为全部。
---@return fun(): document iterator 用于 for 循环。
function documents.each(query) end

---符合条件的记录数量。
---
---```lua
---assert(documents.count() == 1)
---```
---@param query? query 选取哪些记录；省略时为全部。
---@return integer count 数量。
function documents.count(query) end

---新增一条记录。
---
---```lua
---local d = documents.create { customer = "C0043", kind = "report", number = "CR-2026-11", issued_on = "2026-11-02" }
---assert(d.kind == "report")
---```
---@param fields document_fields 记录的字段。
---@return document record 存入后的记录。
function documents.create(fields) end

---修改记录的字段；`null` 清空字段。
---
---```lua
---local d = documents.list { where = { number = "91310000MA1K" } }[1]
---assert(documents.update(d, { expires_on = "2037-01-31" }).expires_on == "2037-01-31")
---```
---@param id integer|document 记录的 id，或记录本身。
---@param changes document_fields 要修改的字段。
---@return document record 修改后的记录。
function documents.update(id, changes) end

---与客户沟通的内容、时间与人员。
interactions = {}

---时间窗口内的电话、邮件、会议、拜访。
---
---```lua
---assert(interactions.stats("365d").window == "365d")
---```
---@param window? string 从业务日期往回的时间跨度，例如 "365d"；默认不限。
---@return input input 输入项，写在 inputs 中。
function interactions.stats(window) end

---取出该编号的记录；不存在时报错。
---
---```lua
---local visit = interactions.list { where = { kind = "visit" } }[1]
---assert(interactions.get(visit.id).topic == "年度框架协议")
---```
---@param id integer|interaction 记录的 id，或记录本身。
---@return interaction record 只读快照。
function interactions.get(id) end

---取出该编号的记录；不存在时返回 nil。
---
---```lua
---assert(interactions.find(999999) == nil)
---```
---@param id integer|interaction 记录的 id，或记录本身。
---@return interaction? record 只读快照，或 nil。
function interactions.find(id) end

---以列表返回符合条件的记录。
---
---```lua
---local last = interactions.list { where = { customer = "C0042" }, order = "-at", limit = 1 }[1]
---assert(last.who == "li")
---```
---@param query? query 选取哪些记录；省略时为全部。
---@return interaction[] records 只读快照。
function interactions.list(query) end

---逐条遍历符合条件的记录，数量不限。写入的运行会先固定要遍历的记录。
---
---```lua
---local minutes = 0
---for i in interactions.each { where = { customer = "C0042" } } do minutes = minutes + (i.minutes or 0) end
---assert(minutes == 90)
---```
---@param query? query 选取哪些记录；省略时为全部。
---@return fun(): interaction iterator 用于 for 循环。
function interactions.each(query) end

---符合条件的记录数量。
---
---```lua
---assert(interactions.count { where = { at = { [">="] = "2026-11-01T00:00:00Z" } } } == 1)
---```
---@param query? query 选取哪些记录；省略时为全部。
---@return integer count 数量。
function interactions.count(query) end

---新增一条记录。
---
---```lua
---local i = interactions.create { customer = "C0043", kind = "call", at = now(), who = "li", topic = "delivery date" }
---assert(i.at == now())
---```
---@param fields interaction_fields 记录的字段。
---@return interaction record 存入后的记录。
function interactions.create(fields) end

---修改记录的字段；`null` 清空字段。
---
---```lua
---local i = interactions.list { where = { customer = "C0042" } }[1]
---assert(interactions.update(i, { outcome = "agreed" }).outcome == "agreed")
---```
---@param id integer|interaction 记录的 id，或记录本身。
---@param changes interaction_fields 要修改的字段。
---@return interaction record 修改后的记录。
function interactions.update(id, changes) end

---客户的财务报表，每年一份。
statements = {}

---最近一年的财务报表。
---
---```lua
---assert(statements.latest().input == "statements.latest")
---```
---@return input input 输入项，写在 inputs 中。
function statements.latest() end

---取出该编号的记录；不存在时报错。
---
---```lua
---local last = statements.list { where = { customer = "C0042", year = 2025 } }[1]
---assert(statements.get(last.id).revenue == money(2500000, "CNY"))
---```
---@param id integer|statement 记录的 id，或记录本身。
---@return statement record 只读快照。
function statements.get(id) end

---取出该编号的记录；不存在时返回 nil。
---
---```lua
---assert(statements.find(999999) == nil)
---```
---@param id integer|statement 记录的 id，或记录本身。
---@return statement? record 只读快照，或 nil。
function statements.find(id) end

---以列表返回符合条件的记录。
---
---```lua
---local years = statements.list { where = { customer = "C0042" }, order = "-year" }
---assert(years[1].year == 2025 and years[1].total_assets == money(1800000, "CNY"))
---```
---@param query? query 选取哪些记录；省略时为全部。
---@return statement[] records 只读快照。
function statements.list(query) end

---逐条遍历符合条件的记录，数量不限。写入的运行会先固定要遍历的记录。
---
---```lua
---for s in statements.each { where = { audited = true } } do
---  assert(s.total_liabilities / s.total_assets < 0.6)
---end
---```
---@param query? query 选取哪些记录；省略时为全部。
---@return fun(): statement iterator 用于 for 循环。
function statements.each(query) end

---符合条件的记录数量。
---
---```lua
---assert(statements.count { where = { year = { ["in"] = { 2024, 2025 } } } } == 1)
---```
---@param query? query 选取哪些记录；省略时为全部。
---@return integer count 数量。
function statements.count(query) end

---新增一条记录。
---
---```lua
---local s = statements.create { customer = "C0043", year = 2025, currency = "EUR", revenue = 800000, equity = 210000 }
---assert(s.revenue == money(800000, "EUR"))
---```
---@param fields statement_fields 记录的字段。
---@return statement record 存入后的记录。
function statements.create(fields) end

---修改记录的字段；`null` 清空字段。
---
---```lua
---local s = statements.list { where = { customer = "C0042", year = 2025 } }[1]
---assert(statements.update(s, { ebit = 150000 }).ebit == money(150000, "CNY"))
---```
---@param id integer|statement 记录的 id，或记录本身。
---@param changes statement_fields 要修改的字段。
---@return statement record 修改后的记录。
function statements.update(id, changes) end

---公司销售的产品。
products = {}

---取出该编号的记录；不存在时报错。
---
---```lua
---assert(products.get("P1").price == money(12.50, "CNY"))
---```
---@param code string|product 记录的编号，或记录本身。
---@return product record 只读快照。
function products.get(code) end

---取出该编号的记录；不存在时返回 nil。
---
---```lua
---assert(products.find("P999") == nil)
---```
---@param code string|product 记录的编号，或记录本身。
---@return product? record 只读快照，或 nil。
function products.find(code) end

---以列表返回符合条件的记录。
---
---```lua
---local dear = products.list { where = { price = { [">="] = 10 } } }
---assert(#dear == 1 and dear[1].code == "P1")
---```
---@param query? query 选取哪些记录；省略时为全部。
---@return product[] records 只读快照。
function products.list(query) end

---逐条遍历符合条件的记录，数量不限。写入的运行会先固定要遍历的记录。
---
---```lua
---for p in products.each { where = { category = "fasteners" } } do
---  assert(p.price > p.cost)
---end
---```
---@param query? query 选取哪些记录；省略时为全部。
---@return fun(): product iterator 用于 for 循环。
function products.each(query) end

---符合条件的记录数量。
---
---```lua
---assert(products.count { where = { category = "fasteners" } } == 2)
---```
---@param query? query 选取哪些记录；省略时为全部。
---@return integer count 数量。
function products.count(query) end

---新增一条记录。
---
---```lua
---assert(products.create { code = "P3", name = "垫圈 M8", price = 0.35 }.price == money(0.35, "CNY"))
---```
---@param fields product_fields 记录的字段。
---@return product record 存入后的记录。
function products.create(fields) end

---修改记录的字段；`null` 清空字段。
---
---```lua
---assert(products.update("P1", { price = 13 }).price == money(13, "CNY"))
---```
---@param code string|product 记录的编号，或记录本身。
---@param changes product_fields 要修改的字段。
---@return product record 修改后的记录。
function products.update(code, changes) end

---客户的订单。
orders = {}

---时间窗口内的订单，不含已取消。
---
---```lua
---assert(orders.stats("365d").window == "365d")
---```
---@param window? string 从业务日期往回的时间跨度，例如 "365d"；默认不限。
---@return input input 输入项，写在 inputs 中。
function orders.stats(window) end

---取出该编号的记录；不存在时报错。
---
---```lua
---local o = orders.get("O1")
---assert(o.customer == "C0042" and o.amount == money(1250, "CNY"))
---```
---@param code string|order 记录的编号，或记录本身。
---@return order record 只读快照。
function orders.get(code) end

---取出该编号的记录；不存在时返回 nil。
---
---```lua
---assert(orders.find("O999") == nil)
---```
---@param code string|order 记录的编号，或记录本身。
---@return order? record 只读快照，或 nil。
function orders.find(code) end

---以列表返回符合条件的记录。
---
---```lua
---local recent = orders.list { where = { ordered_on = { [">="] = "2026-10-01" } }, order = "-ordered_on" }
---assert(#recent == 1 and recent[1].currency == "EUR")
---```
---@param query? query 选取哪些记录；省略时为全部。
---@return order[] records 只读快照。
function orders.list(query) end

---逐条遍历符合条件的记录，数量不限。写入的运行会先固定要遍历的记录。
---
---```lua
---local total = money(0, "CNY")
---for o in orders.each { where = { customer = "C0042", ["not"] = { status = "cancelled" } } } do total = total + o.amount end
---assert(total == money(1250, "CNY"))
---```
---@param query? query 选取哪些记录；省略时为全部。
---@return fun(): order iterator 用于 for 循环。
function orders.each(query) end

---符合条件的记录数量。
---
---```lua
---assert(orders.count { where = { customer = "C0042", status = "shipped" } } == 1)
---```
---@param query? query 选取哪些记录；省略时为全部。
---@return integer count 数量。
function orders.count(query) end

---新增一条记录。
---
---```lua
---local o = orders.create { code = "O3", customer = "C0042", ordered_on = today(), status = "in_process" }
---assert(o.amount == nil, "it has no lines yet")
---```
---@param fields order_fields 记录的字段。
---@return order record 存入后的记录。
function orders.create(fields) end

---修改记录的字段；`null` 清空字段。
---
---```lua
---assert(orders.update("O2", { status = "shipped", shipped_on = "2026-11-05" }).status == "shipped")
---```
---@param code string|order 记录的编号，或记录本身。
---@param changes order_fields 要修改的字段。
---@return order record 修改后的记录。
function orders.update(code, changes) end

---按行号返回订单明细。
---
---```lua
---local lines = orders.lines("O1")
---assert(#lines == 2 and lines[1].quantity == 100 and lines[2].kind == "shipping")
---```
---@param order string|order 订单编号，或订单本身。
---@return order_line[] lines 只读快照。
function orders.lines(order) end

---订单明细。订单金额为其货物金额之和，不含税。
order_lines = {}

---取出该编号的记录；不存在时报错。
---
---```lua
---local line = order_lines.list { where = { order = "O1", line = 1 } }[1]
---assert(order_lines.get(line.id).amount == money(1250, "CNY"))
---```
---@param id integer|order_line 记录的 id，或记录本身。
---@return order_line record 只读快照。
function order_lines.get(id) end

---取出该编号的记录；不存在时返回 nil。
---
---```lua
---assert(order_lines.find(999999) == nil)
---```
---@param id integer|order_line 记录的 id，或记录本身。
---@return order_line? record 只读快照，或 nil。
function order_lines.find(id) end

---以列表返回符合条件的记录。
---
---```lua
---local goods = order_lines.list { where = { order = "O1", kind = "goods" } }
---assert(#goods == 1 and goods[1].product == "P1")
---```
---@param query? query 选取哪些记录；省略时为全部。
---@return order_line[] records 只读快照。
function order_lines.list(query) end

---逐条遍历符合条件的记录，数量不限。写入的运行会先固定要遍历的记录。
---
---```lua
---local sold = 0
---for line in order_lines.each { where = { product = "P1" } } do sold = sold + line.quantity end
---assert(sold == 100)
---```
---@param query? query 选取哪些记录；省略时为全部。
---@return fun(): order_line iterator 用于 for 循环。
function order_lines.each(query) end

---符合条件的记录数量。
---
---```lua
---assert(order_lines.count { where = { order = "O1" } } == 2)
---```
---@param query? query 选取哪些记录；省略时为全部。
---@return integer count 数量。
function order_lines.count(query) end

---新增一条记录。
---
---```lua
---local line = order_lines.create { order = "O1", line = 3, product = "P1", quantity = 10, price = 12 }
---assert(line.amount == money(120, "CNY"))
---assert(orders.get("O1").amount == money(1370, "CNY"))
---```
---@param fields order_line_fields 记录的字段。
---@return order_line record 存入后的记录。
function order_lines.create(fields) end

---修改记录的字段；`null` 清空字段。
---
---```lua
---local line = order_lines.list { where = { order = "O1", line = 1 } }[1]
---assert(order_lines.update(line, { quantity = 80 }).amount == money(1000, "CNY"))
---assert(orders.get("O1").amount == money(1000, "CNY"))
---```
---@param id integer|order_line 记录的 id，或记录本身。
---@param changes order_line_fields 要修改的字段。
---@return order_line record 修改后的记录。
function order_lines.update(id, changes) end

---发出的货物及其签收时间。
deliveries = {}

---取出该编号的记录；不存在时报错。
---
---```lua
---assert(deliveries.get("D1").delivered_on == "2026-09-14")
---```
---@param code string|delivery 记录的编号，或记录本身。
---@return delivery record 只读快照。
function deliveries.get(code) end

---取出该编号的记录；不存在时返回 nil。
---
---```lua
---assert(deliveries.find("D999") == nil)
---```
---@param code string|delivery 记录的编号，或记录本身。
---@return delivery? record 只读快照，或 nil。
function deliveries.find(code) end

---以列表返回符合条件的记录。
---
---```lua
---local late = {}
---for _, d in ipairs(deliveries.list { where = { order = "O1" } }) do
---  if d.delivered_on > d.due_on then table.insert(late, d.code) end
---end
---assert(#late == 0)
---```
---@param query? query 选取哪些记录；省略时为全部。
---@return delivery[] records 只读快照。
function deliveries.list(query) end

---逐条遍历符合条件的记录，数量不限。写入的运行会先固定要遍历的记录。
---
---```lua
---for d in deliveries.each { where = { delivered_on = null } } do
---  error(d.code .. " has not arrived")
---end
---```
---@param query? query 选取哪些记录；省略时为全部。
---@return fun(): delivery iterator 用于 for 循环。
function deliveries.each(query) end

---符合条件的记录数量。
---
---```lua
---assert(deliveries.count { where = { carrier = "SF" } } == 1)
---```
---@param query? query 选取哪些记录；省略时为全部。
---@return integer count 数量。
function deliveries.count(query) end

---新增一条记录。
---
---```lua
---local d = deliveries.create { code = "D2", order = "O2", shipped_on = "2026-11-05", amount = 600 }
---assert(d.amount == money(600, "EUR"))
---```
---@param fields delivery_fields 记录的字段。
---@return delivery record 存入后的记录。
function deliveries.create(fields) end

---修改记录的字段；`null` 清空字段。
---
---```lua
---assert(deliveries.update("D1", { carrier = "DHL" }).carrier == "DHL")
---```
---@param code string|delivery 记录的编号，或记录本身。
---@param changes delivery_fields 要修改的字段。
---@return delivery record 修改后的记录。
function deliveries.update(code, changes) end

---客户退回的货物。
returns = {}

---时间窗口内的退货。
---
---```lua
---assert(returns.stats("365d").window == "365d")
---```
---@param window? string 从业务日期往回的时间跨度，例如 "365d"；默认不限。
---@return input input 输入项，写在 inputs 中。
function returns.stats(window) end

---取出该编号的记录；不存在时报错。
---
---```lua
---assert(returns.get("R1").amount == money(50, "CNY"))
---```
---@param code string|return 记录的编号，或记录本身。
---@return return record 只读快照。
function returns.get(code) end

---取出该编号的记录；不存在时返回 nil。
---
---```lua
---assert(returns.find("R999") == nil)
---```
---@param code string|return 记录的编号，或记录本身。
---@return return? record 只读快照，或 nil。
function returns.find(code) end

---以列表返回符合条件的记录。
---
---```lua
---local back = returns.list { where = { customer = "C0042", returned_on = { [">="] = "2026-10-01" } } }
---assert(#back == 1 and back[1].reason == "thread damaged")
---```
---@param query? query 选取哪些记录；省略时为全部。
---@return return[] records 只读快照。
function returns.list(query) end

---逐条遍历符合条件的记录，数量不限。写入的运行会先固定要遍历的记录。
---
---```lua
---local quantity = 0
---for r in returns.each { where = { product = "P1" } } do quantity = quantity + r.quantity end
---assert(quantity == 4)
---```
---@param query? query 选取哪些记录；省略时为全部。
---@return fun(): return iterator 用于 for 循环。
function returns.each(query) end

---符合条件的记录数量。
---
---```lua
---assert(returns.count { where = { customer = "C0043" } } == 0)
---```
---@param query? query 选取哪些记录；省略时为全部。
---@return integer count 数量。
function returns.count(query) end

---新增一条记录。
---
---```lua
---local r = returns.create { code = "R2", customer = "C0043", order = "O2", returned_on = "2026-11-12", amount = 24 }
---assert(r.amount == money(24, "EUR"))
---```
---@param fields return_fields 记录的字段。
---@return return record 存入后的记录。
function returns.create(fields) end

---修改记录的字段；`null` 清空字段。
---
---```lua
---assert(returns.update("R1", { reason = "wrong size" }).reason == "wrong size")
---```
---@param code string|return 记录的编号，或记录本身。
---@param changes return_fields 要修改的字段。
---@return return record 修改后的记录。
function returns.update(code, changes) end

---客户应付的发票；金额为负者是红字发票。
invoices = {}

---时间窗口内的发票及其未收、逾期金额：按核销记录，其余按最早发票优先。
---
---```lua
---assert(invoices.stats("365d", { terms = 45 }).terms == 45)
---```
---@param window? string 从业务日期往回的时间跨度，例如 "365d"；默认不限。
---@param options? terms 未注明到期日的发票何时到期。
---@return input input 输入项，写在 inputs 中。
function invoices.stats(window, options) end

---取出该编号的记录；不存在时报错。
---
---```lua
---assert(invoices.get("I1").amount == money(1330, "CNY"))
---```
---@param code string|invoice 记录的编号，或记录本身。
---@return invoice record 只读快照。
function invoices.get(code) end

---取出该编号的记录；不存在时返回 nil。
---
---```lua
---assert(invoices.find("I999") == nil)
---```
---@param code string|invoice 记录的编号，或记录本身。
---@return invoice? record 只读快照，或 nil。
function invoices.find(code) end

---以列表返回符合条件的记录。
---
---```lua
---local due = invoices.list { where = { due_on = { ["<"] = "2026-11-21" }, amount = { [">"] = 0 } } }
---assert(#due == 1 and due[1].code == "I1")
---```
---@param query? query 选取哪些记录；省略时为全部。
---@return invoice[] records 只读快照。
function invoices.list(query) end

---逐条遍历符合条件的记录，数量不限。写入的运行会先固定要遍历的记录。
---
---```lua
---for i in invoices.each { where = { disputed = true } } do error(i.code .. " is disputed") end
---```
---@param query? query 选取哪些记录；省略时为全部。
---@return fun(): invoice iterator 用于 for 循环。
function invoices.each(query) end

---符合条件的记录数量。
---
---```lua
---assert(invoices.count { where = { amount = { ["<"] = 0 } } } == 1)
---```
---@param query? query 选取哪些记录；省略时为全部。
---@return integer count 数量。
function invoices.count(query) end

---新增一条记录。
---
---```lua
---local note = invoices.create { code = "I4", customer = "C0043", order = "O2", issued_on = "2026-11-20", amount = -24 }
---assert(note.amount == money(-24, "EUR"))
---```
---@param fields invoice_fields 记录的字段。
---@return invoice record 存入后的记录。
function invoices.create(fields) end

---修改记录的字段；`null` 清空字段。
---
---```lua
---assert(invoices.update("I1", { disputed = true }).disputed)
---```
---@param code string|invoice 记录的编号，或记录本身。
---@param changes invoice_fields 要修改的字段。
---@return invoice record 修改后的记录。
function invoices.update(code, changes) end

---未结清的发票与红字发票，最早到期的在前。
---
---```lua
---local note, invoice = table.unpack(invoices.open("C0042"))
---assert(note.code == "I3" and note.open == money(-50, "CNY"))
---assert(invoice.code == "I1" and invoice.open == money(330, "CNY"))
---assert(invoice.days_late == dates.diff(today(), "2026-10-10"))
---```
---@param customer? string|customer 客户编号或客户本身；省略时为全部。
---@return open_invoice[] invoices 各发票的金额与未结金额。
function invoices.open(customer) end

---客户的付款。
payments = {}

---时间窗口内的收款及其逾期情况：按核销记录，其余按最早发票优先。
---
---```lua
---assert(payments.stats("365d", { terms = 45 }).terms == 45)
---```
---@param window? string 从业务日期往回的时间跨度，例如 "365d"；默认不限。
---@param options? terms 未注明到期日的发票何时到期。
---@return input input 输入项，写在 inputs 中。
function payments.stats(window, options) end

---取出该编号的记录；不存在时报错。
---
---```lua
---assert(payments.get("Y1").amount == money(1000, "CNY"))
---```
---@param code string|payment 记录的编号，或记录本身。
---@return payment record 只读快照。
function payments.get(code) end

---取出该编号的记录；不存在时返回 nil。
---
---```lua
---assert(payments.find("Y999") == nil)
---```
---@param code string|payment 记录的编号，或记录本身。
---@return payment? record 只读快照，或 nil。
function payments.find(code) end

---以列表返回符合条件的记录。
---
---```lua
---local paid = payments.list { where = { customer = "C0042" }, order = "-paid_on" }
---assert(#paid == 1 and paid[1].method == "transfer")
---```
---@param query? query 选取哪些记录；省略时为全部。
---@return payment[] records 只读快照。
function payments.list(query) end

---逐条遍历符合条件的记录，数量不限。写入的运行会先固定要遍历的记录。
---
---```lua
---local total = money(0, "EUR")
---for p in payments.each { where = { customer = "C0043" } } do total = total + p.amount end
---assert(total == money(1200, "EUR"))
---```
---@param query? query 选取哪些记录；省略时为全部。
---@return fun(): payment iterator 用于 for 循环。
function payments.each(query) end

---符合条件的记录数量。
---
---```lua
---assert(payments.count { where = { method = "acceptance_bill" } } == 0)
---```
---@param query? query 选取哪些记录；省略时为全部。
---@return integer count 数量。
function payments.count(query) end

---新增一条记录。
---
---```lua
---local p = payments.create { code = "Y3", customer = "C0042", paid_on = today(), amount = 330, method = "acceptance_bill" }
---assert(p.amount == money(330, "CNY"))
---```
---@param fields payment_fields 记录的字段。
---@return payment record 存入后的记录。
function payments.create(fields) end

---修改记录的字段；`null` 清空字段。
---
---```lua
---assert(payments.update("Y1", { method = "cheque" }).method == "cheque")
---```
---@param code string|payment 记录的编号，或记录本身。
---@param changes payment_fields 要修改的字段。
---@return payment record 修改后的记录。
function payments.update(code, changes) end

---用收款核销发票，累加于此前的核销金额之上。
---
---```lua
---assert(payments.allocate("Y2", "I2", 700).amount == money(700, "EUR"))
---assert(payments.allocate("Y2", "I2").amount == money(1200, "EUR"))
---```
---@param payment string|payment 收款单号，或收款本身。
---@param invoice string|invoice 发票号，或发票本身。
---@param amount? money|number|string 金额；省略时为两者剩余的最大金额。
---@return allocation allocation 核销记录。
function payments.allocate(payment, invoice, amount) end

---哪笔收款核销了哪张发票多少金额；可用 payments.allocate 增加。
allocations = {}

---取出该编号的记录；不存在时报错。
---
---```lua
---local a = allocations.list { where = { payment = "Y1", invoice = "I1" } }[1]
---assert(allocations.get(a.id).amount == money(1000, "CNY"))
---```
---@param id integer|allocation 记录的 id，或记录本身。
---@return allocation record 只读快照。
function allocations.get(id) end

---取出该编号的记录；不存在时返回 nil。
---
---```lua
---assert(allocations.find(999999) == nil)
---```
---@param id integer|allocation 记录的 id，或记录本身。
---@return allocation? record 只读快照，或 nil。
function allocations.find(id) end

---以列表返回符合条件的记录。
---
---```lua
---assert(#allocations.list { where = { invoice = "I1" } } == 1)
---```
---@param query? query 选取哪些记录；省略时为全部。
---@return allocation[] records 只读快照。
function allocations.list(query) end

---逐条遍历符合条件的记录，数量不限。写入的运行会先固定要遍历的记录。
---
---```lua
---local settled = money(0, "CNY")
---for a in allocations.each { where = { invoice = "I1" } } do settled = settled + a.amount end
---assert(settled == money(1000, "CNY"))
---```
---@param query? query 选取哪些记录；省略时为全部。
---@return fun(): allocation iterator 用于 for 循环。
function allocations.each(query) end

---符合条件的记录数量。
---
---```lua
---assert(allocations.count { where = { payment = "Y2" } } == 0)
---```
---@param query? query 选取哪些记录；省略时为全部。
---@return integer count 数量。
function allocations.count(query) end

---新增一条记录。
---
---```lua
---local a = allocations.create { payment = "Y2", invoice = "I2", amount = 700 }
---assert(a.amount == money(700, "EUR"))
---assert(not pcall(allocations.update, a, { amount = 1300 }), "an allocation exceeds neither payment nor invoice")
---```
---@param fields allocation_fields 记录的字段。
---@return allocation record 存入后的记录。
function allocations.create(fields) end

---修改记录的字段；`null` 清空字段。
---
---```lua
---local a = allocations.list { where = { payment = "Y1" } }[1]
---assert(allocations.update(a, { amount = 900 }).amount == money(900, "CNY"))
---```
---@param id integer|allocation 记录的 id，或记录本身。
---@param changes allocation_fields 要修改的字段。
---@return allocation record 修改后的记录。
function allocations.update(id, changes) end

---客户可以欠多少、实际欠多少，以及由此而来的处理。额度即客户的 `credit_limit`；没有生效的策略时，检查冻结、有效期与额度。
credit = {}

---与客户的信用约定：当前的，或截至某日的。
---
---```lua
---local p = credit.profile("C0042")
---assert(p.limit == money(500000, "CNY") and p.grade == "B" and p.hold == "none")
---assert(p.securities[1].amount == money(300000, "CNY") and p.ratings.Dagong == "AA")
---```
---@param customer string|customer 客户编号，或客户记录。
---@param on? string 日期；省略时为当前。
---@return customer_credit profile 信用约定；该日前无记录则为 nil。
function credit.profile(customer, on) end

---设定客户的信用额度。在 `customers.create`、`customers.update` 中给出或导入的 `credit_limit` 同样检查并记入历史，只是没有另外的原因。
---
---```lua
---assert(credit.set_limit("C0042", 600000, "pays early").limit == money(600000, "CNY"))
---assert(customers.get("C0042").credit_limit == money(600000, "CNY"))
---```
---@param customer string|customer 客户编号，或客户记录。
---@param amount money|number|string 金额，或以客户币种计的数字；不小于 0。
---@param reason string 原因。
---@return customer_credit profile 变更后的约定。
function credit.set_limit(customer, amount, reason) end

---提议客户的信用额度，由他人用 `credit.approve` 批准。
---
---```lua
---credit.propose("C0042", 600000, "larger orders")
---local ok, why = pcall(credit.approve, "C0042", "seen")
---assert(not ok and why.code == "own-proposal" and credit.profile("C0042").limit == money(500000, "CNY"))
---```
---@param customer string|customer 客户编号，或客户记录。
---@param amount money|number|string 金额，或以客户币种计的数字；不小于 0。
---@param reason string 原因。
---@return customer_credit profile 当前约定（未变）。
function credit.propose(customer, amount, reason) end

---设定客户的等级、账期、预付比例、有效期或复审日期；`null` 清空。
---
---```lua
---local p = credit.set_terms("C0042", { grade = "A", terms_days = 60, next_review_on = "2027-05-21" }, "yearly review")
---assert(p.grade == "A" and p.terms_days == 60)
---```
---@param customer string|customer 客户编号，或客户记录。
---@param terms credit_terms 要设定的内容。
---@param reason string 原因。
---@return customer_credit profile 变更后的约定。
function credit.set_terms(customer, terms, reason) end

---冻结客户的新单据：软冻结可放行，硬冻结一律拒绝；none 解除冻结。
---
---```lua
---credit.hold("C0042", "hard", "cheque returned")
---assert(credit.check("C0042", 100).outcome == "reject")
---assert(credit.hold("C0042", "none", "paid").hold == "none")
---```
---@param customer string|customer 客户编号，或客户记录。
---@param hold "none"|"soft"|"hard" 方式。
---@param reason string 原因。
---@return customer_credit profile 变更后的约定。
function credit.hold(customer, hold, reason) end

---在一定金额与期限内放行客户被暂停的单据。
---
---```lua
---credit.hold("C0042", "soft", "statement overdue")
---assert(credit.check("C0042", 8000).outcome == "hold")
---credit.release("C0042", { reason = "statement promised", amount = 10000, valid_until = "2026-11-30" })
---assert(credit.check("C0042", 8000).outcome == "warn")
---assert(credit.check("C0042", 12000).outcome == "hold")
---```
---@param customer string|customer 客户编号，或客户记录。
---@param release credit_release 放行内容与原因。
---@return customer_credit profile 当前约定。
function credit.release(customer, release) end

---客户及并入其中的客户的信用变更历史（最近在前）。
---
---```lua
---credit.set_limit("C0042", 450000, "smaller orders")
---local last = credit.history("C0042")[1]
---assert(last.kind == "limit" and last.amount == money(450000, "CNY") and last.reason == "smaller orders")
---```
---@param customer string|customer 客户编号，或客户记录。
---@return credit_change[] changes 变更记录。
function credit.history(customer) end

---客户的风险敞口（按单据）：未交订单减预付、已交未开票、未结发票、承兑汇票，减未核销收款。
---
---```lua
---local e = credit.exposure("C0042")
---assert(e.invoices == money(280, "CNY") and e.acceptance_bills == money(20000, "CNY"))
---assert(e.total == money(20280, "CNY") and e.documents[1].code == "I1")
---```
---@param customer string|customer 客户编号，或客户记录。
---@param options? credit_options 查询方式。
---@return customer_exposure exposure 以客户币种计。
function credit.exposure(customer, options) end

---客户剩余额度：额度加计入的担保减敞口；没有额度则为 nil。
---
---```lua
---assert(credit.headroom("C0042") == money(479720, "CNY"))
---```
---@param customer string|customer 客户编号，或客户记录。
---@param options? credit_options 查询方式。
---@return money? headroom 超限时为负。
function credit.headroom(customer, options) end

---集团各公司合计的敞口与集团额度。
---
---```lua
---local g = credit.group("G1")
---assert(g.total == money(20280, "CNY") and g.limit == money(5000000, "CNY") and g.members[1] == "C0042")
---```
---@param group string|group 集团编号，或记录。
---@param options? credit_options 查询方式。
---@return group_exposure exposure 敞口与额度。
function credit.group(group, options) end

---设定集团各公司合计的信用额度。超过策略的门槛时，与客户额度一样须经批准；在 `groups.create`、`groups.update` 中给出或导入的 `credit_limit` 亦同。
---
---```lua
---assert(credit.set_group_limit("G1", 6000000, "new member").limit == money(6000000, "CNY"))
---```
---@param group string|group 集团编号，或记录。
---@param amount money|number|string 金额，或以集团币种计的数字；不小于 0。
---@param reason string 原因。
---@return group_exposure exposure 敞口与额度。
function credit.set_group_limit(group, amount, reason) end

---提议集团的信用额度，由他人用 `credit.approve_group_limit` 批准。
---
---```lua
---assert(credit.propose_group_limit("G1", 6000000, "new member").limit == money(5000000, "CNY"))
---```
---@param group string|group 集团编号，或记录。
---@param amount money|number|string 金额，或以集团币种计的数字；不小于 0。
---@param reason string 原因。
---@return group_exposure exposure 敞口；额度未变。
function credit.propose_group_limit(group, amount, reason) end

---批准他人为集团提议的额度。
---
---```lua
---credit.propose_group_limit("G1", 6000000, "new member")
---local ok, why = pcall(credit.approve_group_limit, "G1", "seen")
---assert(not ok and why.code == "own-proposal")
---```
---@param group string|group 集团编号，或记录。
---@param reason string 原因。
---@return group_exposure exposure 敞口与额度。
function credit.approve_group_limit(group, reason) end

---集团额度的变更历史（最近在前）。
---
---```lua
---credit.set_group_limit("G1", 6000000, "new member")
---assert(credit.group_history("G1")[1].reason == "new member")
---```
---@param group string|group 集团编号，或记录。
---@return group_limit_change[] changes 变更记录。
function credit.group_history(group) end

---未结发票的账龄。
---
---```lua
---local a = credit.aging("C0042")
---assert(a.days_31_60 == money(330, "CNY") and a.not_due == money(-50, "CNY") and a.total == money(280, "CNY"))
---```
---@param customer? string|customer 客户编号或客户记录；省略时为全部。
---@param options? credit_options 查询方式。
---@return invoice_aging aging 以客户或集团币种计；全部时以本位币计。
function credit.aging(customer, options) end

---应收账款周转天数：应收 ÷ 期内赊销 × 天数；红字发票冲减两者。
---
---```lua
----- Open 280 of 1,280 invoiced in 90 days.
---assert(credit.dso("C0042").value == 280 / 1280 * 90)
---```
---@param customer? string|customer 客户编号或客户记录；省略时为全部。
---@param options? credit_options 查询方式。
---@return sales_outstanding dso 天数及其依据。
function credit.dso(customer, options) end

---按检查链判断一张单据，并保留结果。
---
---```lua
---local c = credit.check("C0042", 100000, { at = "order" })
---assert(c.allowed and c.outcome == "allow" and c.exposure == money(120280, "CNY"))
---local over = credit.check("C0042", 490000)
---assert(over.outcome == "hold" and over.step == "limit")
---```
---@param customer string|customer 客户编号，或客户记录。
---@param amount? money|number|string 金额，或以订单（否则客户）币种计的数字；省略时为订单金额。
---@param options? credit_check_options 检查的对象与时点。
---@return credit_check check 检查链的结果。
function credit.check(customer, amount, options) end

---试算检查结果；不保留。
---
---```lua
---assert(credit.preview("C0042", 100000).allowed)
---```
---@param customer string|customer 客户编号，或客户记录。
---@param amount? money|number|string 金额，或以订单（否则客户）币种计的数字；省略时为订单金额。
---@param options? credit_check_options 检查的对象与时点。
---@return credit_check check 检查链的结果。
function credit.preview(customer, amount, options) end

---按现状重新检查某订单，或 `credit.pending` 列出的全部订单。
---
---```lua
---orders.create { code = "O3", customer = "C0042", ordered_on = today(), amount = 600000 }
---local c = credit.recheck("O3")[1]
---assert(c.outcome == "hold" and c.amount == money(600000, "CNY"))
---```
---@param order? string|order 订单编号或订单；省略时为全部待检订单。
---@return credit_check[] checks 检查结果。
function credit.recheck(order) end

---需要（重新）检查的未结订单：新建或复制的、金额增加的、重新打开的、被修改的，以及放行已到期的。
---
---```lua
---assert(credit.pending()[1].order == "O2" and credit.pending()[1].reason == "unchecked")
---credit.recheck()
---assert(#credit.pending() == 0)
---orders.create { code = "O3", customer = "C0042", ordered_on = today(), amount = 100 }
---assert(credit.pending()[1].order == "O3")
---```
---@return unchecked_order[] orders 各订单。
function credit.pending() end

---客户的检查记录（最近在前）。
---
---```lua
---credit.check("C0042", 1000)
---local c = credit.checks("C0042", 1)[1]
---assert(c.outcome == "allow" and c.amount == money(1000, "CNY") and c.operator == "li")
---```
---@param customer string|customer 客户编号，或客户记录。
---@param count? integer 条数；默认 100。
---@return kept_credit_check[] checks 检查记录。
function credit.checks(customer, count) end

---按生效策略评估客户，设定等级、额度、账期与复审；超过门槛的额度仅作提议。数据缺失则不变：insufficient_data。
---
---```lua
---local ok, why = pcall(credit.assess, "C0042")
---assert(ok or why.code == "no-definition-in-force", "no policy was installed")
---```
---@param customer string|customer 客户编号、客户记录，或 "all"。
---@param policy? string 策略名称（有多个生效时）。
---@return credit_assessment|credit_assessments assessment 评估结果；全部评估时为各计数与额度有变者。
function credit.assess(customer, policy) end

---批准策略提议的额度；须由提议者以外的人执行。
---
---```lua
---local ok, why = pcall(credit.approve, "C0042", "seen")
---assert(not ok and why.code == "nothing-proposed")
---```
---@param customer string|customer 客户编号，或客户记录。
---@param reason string 原因。
---@return customer_credit profile 变更后的约定。
function credit.approve(customer, reason) end

---按策略的催款级别列出应催款项，文字用客户的语言；有争议或已承诺付款的除外。
---
---```lua
---for _, r in ipairs(credit.dunning()) do print(r.customer, r.invoice, r.level, r.text) end
---```
---@param customer? string|customer 客户编号或客户记录；省略时为全部。
---@param options? credit_options 查询方式。
---@return reminder[] reminders 各条催款。
function credit.dunning(customer, options) end

---与客户的信用约定；由 `credit` 的函数修改。
credit_profiles = {}

---以列表返回符合条件的记录。
---
---```lua
---assert(credit_profiles.list { where = { customer = "C0042" } }[1].grade == "B")
---```
---@param query? query 选取哪些记录；省略时为全部。
---@return credit_profile[] records 只读快照。
function credit_profiles.list(query) end

---逐条遍历符合条件的记录，数量不限。写入的运行会先固定要遍历的记录。
---
---```lua
---for p in credit_profiles.each { where = { hold = "hard" } } do print(p.customer) end
---```
---@param query? query 选取哪些记录；省略时为全部。
---@return fun(): credit_profile iterator 用于 for 循环。
function credit_profiles.each(query) end

---符合条件的记录数量。
---
---```lua
---assert(credit_profiles.count { where = { next_review_on = { ["<="] = today() } } } == 0)
---```
---@param query? query 选取哪些记录；省略时为全部。
---@return integer count 数量。
function credit_profiles.count(query) end

---债权的担保：保函、信用证、信用保险限额、保证金。
securities = {}

---取出该编号的记录；不存在时报错。
---
---```lua
---assert(securities.get("S1").amount == money(300000, "CNY"))
---```
---@param code string|security 记录的编号，或记录本身。
---@return security record 只读快照。
function securities.get(code) end

---取出该编号的记录；不存在时返回 nil。
---
---```lua
---assert(securities.find("S9") == nil)
---```
---@param code string|security 记录的编号，或记录本身。
---@return security? record 只读快照，或 nil。
function securities.find(code) end

---以列表返回符合条件的记录。
---
---```lua
---assert(#securities.list { where = { expires_on = { ["<="] = "2026-12-31" } } } == 1)
---```
---@param query? query 选取哪些记录；省略时为全部。
---@return security[] records 只读快照。
function securities.list(query) end

---逐条遍历符合条件的记录，数量不限。写入的运行会先固定要遍历的记录。
---
---```lua
---for s in securities.each { where = { kind = "guarantee" } } do print(s.issuer) end
---```
---@param query? query 选取哪些记录；省略时为全部。
---@return fun(): security iterator 用于 for 循环。
function securities.each(query) end

---符合条件的记录数量。
---
---```lua
---assert(securities.count { where = { customer = "C0042" } } == 1)
---```
---@param query? query 选取哪些记录；省略时为全部。
---@return integer count 数量。
function securities.count(query) end

---新增一条记录。
---
---```lua
---local s = securities.create { code = "S2", customer = "C0043", kind = "letter_of_credit", currency = "EUR", amount = 5000 }
---assert(s.amount == money(5000, "EUR"))
---```
---@param fields security_fields 记录的字段。
---@return security record 存入后的记录。
function securities.create(fields) end

---修改记录的字段；`null` 清空字段。
---
---```lua
---assert(securities.update("S1", { expires_on = "2027-12-31" }).expires_on == "2027-12-31")
---```
---@param code string|security 记录的编号，或记录本身。
---@param changes security_fields 要修改的字段。
---@return security record 修改后的记录。
function securities.update(code, changes) end

---评级机构对客户的评级。
credit_ratings = {}

---取出该编号的记录；不存在时报错。
---
---```lua
---assert(credit_ratings.get(credit_ratings.list()[1].id).agency == "Dagong")
---```
---@param id integer|credit_rating 记录的 id，或记录本身。
---@return credit_rating record 只读快照。
function credit_ratings.get(id) end

---取出该编号的记录；不存在时返回 nil。
---
---```lua
---assert(credit_ratings.find(99) == nil)
---```
---@param id integer|credit_rating 记录的 id，或记录本身。
---@return credit_rating? record 只读快照，或 nil。
function credit_ratings.find(id) end

---以列表返回符合条件的记录。
---
---```lua
---assert(credit_ratings.list { where = { customer = "C0042" }, order = "-as_of" }[1].grade == "AA")
---```
---@param query? query 选取哪些记录；省略时为全部。
---@return credit_rating[] records 只读快照。
function credit_ratings.list(query) end

---逐条遍历符合条件的记录，数量不限。写入的运行会先固定要遍历的记录。
---
---```lua
---for r in credit_ratings.each() do print(r.customer, r.grade) end
---```
---@param query? query 选取哪些记录；省略时为全部。
---@return fun(): credit_rating iterator 用于 for 循环。
function credit_ratings.each(query) end

---符合条件的记录数量。
---
---```lua
---assert(credit_ratings.count() == 1)
---```
---@param query? query 选取哪些记录；省略时为全部。
---@return integer count 数量。
function credit_ratings.count(query) end

---新增一条记录。
---
---```lua
---local r = credit_ratings.create { customer = "C0043", agency = "Creditreform", as_of = today(), grade = "2+" }
---assert(r.grade == "2+")
---```
---@param fields credit_rating_fields 记录的字段。
---@return credit_rating record 存入后的记录。
function credit_ratings.create(fields) end

---修改记录的字段；`null` 清空字段。
---
---```lua
---assert(credit_ratings.update(credit_ratings.list()[1], { grade = "AA-" }).grade == "AA-")
---```
---@param id integer|credit_rating 记录的 id，或记录本身。
---@param changes credit_rating_fields 要修改的字段。
---@return credit_rating record 修改后的记录。
function credit_ratings.update(id, changes) end

---代替现款的承兑汇票；兑付前仍计敞口。
acceptance_bills = {}

---取出该编号的记录；不存在时报错。
---
---```lua
---assert(acceptance_bills.get("B1").amount == money(20000, "CNY"))
---```
---@param code string|acceptance_bill 记录的编号，或记录本身。
---@return acceptance_bill record 只读快照。
function acceptance_bills.get(code) end

---取出该编号的记录；不存在时返回 nil。
---
---```lua
---assert(acceptance_bills.find("B9") == nil)
---```
---@param code string|acceptance_bill 记录的编号，或记录本身。
---@return acceptance_bill? record 只读快照，或 nil。
function acceptance_bills.find(code) end

---以列表返回符合条件的记录。
---
---```lua
---assert(#acceptance_bills.list { where = { due_on = { ["<="] = "2027-02-28" } } } == 1)
---```
---@param query? query 选取哪些记录；省略时为全部。
---@return acceptance_bill[] records 只读快照。
function acceptance_bills.list(query) end

---逐条遍历符合条件的记录，数量不限。写入的运行会先固定要遍历的记录。
---
---```lua
---for b in acceptance_bills.each { where = { honoured_on = null } } do print(b.code) end
---```
---@param query? query 选取哪些记录；省略时为全部。
---@return fun(): acceptance_bill iterator 用于 for 循环。
function acceptance_bills.each(query) end

---符合条件的记录数量。
---
---```lua
---assert(acceptance_bills.count { where = { kind = "bank" } } == 1)
---```
---@param query? query 选取哪些记录；省略时为全部。
---@return integer count 数量。
function acceptance_bills.count(query) end

---新增一条记录。
---
---```lua
---acceptance_bills.create { code = "B2", customer = "C0042", received_on = today(), due_on = "2027-05-21", amount = 900 }
---assert(credit.exposure("C0042").acceptance_bills == money(20900, "CNY"))
---```
---@param fields acceptance_bill_fields 记录的字段。
---@return acceptance_bill record 存入后的记录。
function acceptance_bills.create(fields) end

---修改记录的字段；`null` 清空字段。
---
---```lua
---acceptance_bills.update("B1", { honoured_on = today() })
---assert(credit.exposure("C0042").acceptance_bills == money(0, "CNY"))
---```
---@param code string|acceptance_bill 记录的编号，或记录本身。
---@param changes acceptance_bill_fields 要修改的字段。
---@return acceptance_bill record 修改后的记录。
function acceptance_bills.update(code, changes) end

---客户的付款承诺及期限。
promises = {}

---取出该编号的记录；不存在时报错。
---
---```lua
---assert(promises.get("PR1").due_on == "2026-11-25")
---```
---@param code string|promise 记录的编号，或记录本身。
---@return promise record 只读快照。
function promises.get(code) end

---取出该编号的记录；不存在时返回 nil。
---
---```lua
---assert(promises.find("PR9") == nil)
---```
---@param code string|promise 记录的编号，或记录本身。
---@return promise? record 只读快照，或 nil。
function promises.find(code) end

---以列表返回符合条件的记录。
---
---```lua
---assert(#promises.list { where = { customer = "C0042" } } == 1)
---```
---@param query? query 选取哪些记录；省略时为全部。
---@return promise[] records 只读快照。
function promises.list(query) end

---逐条遍历符合条件的记录，数量不限。写入的运行会先固定要遍历的记录。
---
---```lua
---for p in promises.each { where = { kept = false } } do print(p.customer) end
---```
---@param query? query 选取哪些记录；省略时为全部。
---@return fun(): promise iterator 用于 for 循环。
function promises.each(query) end

---符合条件的记录数量。
---
---```lua
---assert(promises.count { where = { invoice = "I1" } } == 1)
---```
---@param query? query 选取哪些记录；省略时为全部。
---@return integer count 数量。
function promises.count(query) end

---新增一条记录。
---
---```lua
---local p = promises.create { code = "PR2", customer = "C0043", made_on = today(), due_on = "2026-12-01", currency = "EUR", amount = 1200 }
---assert(p.amount == money(1200, "EUR"))
---```
---@param fields promise_fields 记录的字段。
---@return promise record 存入后的记录。
function promises.create(fields) end

---修改记录的字段；`null` 清空字段。
---
---```lua
---assert(promises.update("PR1", { kept = true }).kept)
---```
---@param code string|promise 记录的编号，或记录本身。
---@param changes promise_fields 要修改的字段。
---@return promise record 修改后的记录。
function promises.update(code, changes) end

---按日期的汇率，以账簿本位币计。
fx = {}

---一单位外币折合本位币的汇率：取该日或之前最近的一条。
---
---```lua
---fx.set("USD", "2026-11-20", 7.08)
---assert(fx.rate("USD", "2026-11-21") == 7.08)
---```
---@param currency string ISO 4217 货币代码。
---@param date? string 日期；省略时为业务日期。
---@param age? integer 汇率最多可为多少天前；省略时为 31。
---@return number rate 每单位折合本位币。
function fx.rate(currency, date, age) end

---设置某日的汇率。
---
---```lua
---fx.set("EUR", "2026-11-20", 8.21)
---assert(fx.rate("EUR", "2026-12-01") == 8.21)
---```
---@param currency string ISO 4217 货币代码。
---@param date string 日期。
---@param rate number 每单位折合本位币，大于 0。
function fx.set(currency, date, rate) end

---按某日汇率折算金额，四舍五入到最小货币单位。
---
---```lua
---fx.set("USD", "2026-11-20", 7.08)
---local c = customers.create { code = "C0100", name = "Acme", currency = "USD", annual_revenue = 100 }
---assert(tostring(fx.convert(c.annual_revenue, "CNY", "2026-11-20")) == "708.00 CNY")
---```
---@param amount money 金额。
---@param to string 目标币种。
---@param date? string 日期；省略时为业务日期。
---@param age? integer 汇率最多可为多少天前；省略时为 31。
---@return money amount 折算后的金额。
function fx.convert(amount, to, date, age) end

---记录的字段，以及新增自定义字段。
fields = {}

---为某类记录新增字段。新字段与内置字段一样可筛选、排序、导入、导出和显示。
---
---```lua
---fields.define("customers", "factory_area", "number", { label = "Factory area (m²)", label_zh = "厂房面积（㎡）" })
---customers.update("C0042", { factory_area = 1200.5 })
---assert(customers.count { where = { factory_area = { [">"] = 1000 } } } == 1)
---```
---@param entity string 记录类型，例如 "customers"。
---@param name string 小写字母、数字和下划线，最多 40 个字符。
---@param kind "text"|"integer"|"number"|"boolean"|"date"|"instant"|"choice"|"money" 字段类型。
---@param options? field_options 标签，以及 choice 类型的取值。
function fields.define(entity, name, kind, options) end

---按顺序列出某类记录的字段。
---
---```lua
---local first = fields.list("customers")[1]
---assert(first.name == "code" and first.kind == "text" and first.required and not first.custom)
---```
---@param entity string 记录类型，例如 "customers"。
---@return field[] fields 各字段。
function fields.list(entity) end

---操作账簿的人员。
operators = {}

---取出该编号的记录；不存在时报错。
---
---```lua
---assert(operators.get("li").name == "Li Wei")
---```
---@param code string|operator 记录的编号，或记录本身。
---@return operator record 只读快照。
function operators.get(code) end

---取出该编号的记录；不存在时返回 nil。
---
---```lua
---assert(operators.find("nobody") == nil)
---```
---@param code string|operator 记录的编号，或记录本身。
---@return operator? record 只读快照，或 nil。
function operators.find(code) end

---以列表返回符合条件的记录。
---
---```lua
---assert(#operators.list { where = { active = true } } == 1)
---```
---@param query? query 选取哪些记录；省略时为全部。
---@return operator[] records 只读快照。
function operators.list(query) end

---逐条遍历符合条件的记录，数量不限。写入的运行会先固定要遍历的记录。
---
---```lua
---for o in operators.each() do assert(o.email) end
---```
---@param query? query 选取哪些记录；省略时为全部。
---@return fun(): operator iterator 用于 for 循环。
function operators.each(query) end

---符合条件的记录数量。
---
---```lua
---assert(operators.count() == 1)
---```
---@param query? query 选取哪些记录；省略时为全部。
---@return integer count 数量。
function operators.count(query) end

---新增一条记录。
---
---```lua
---assert(operators.create { code = "chen", name = "陈静", active = true }.active)
---```
---@param fields operator_fields 记录的字段。
---@return operator record 存入后的记录。
function operators.create(fields) end

---修改记录的字段；`null` 清空字段。
---
---```lua
---assert(operators.update("li", { active = false }).active == false)
---```
---@param code string|operator 记录的编号，或记录本身。
---@param changes operator_fields 要修改的字段。
---@return operator record 修改后的记录。
function operators.update(code, changes) end

---由已知结果的样本建立的模型。
analytics = {}

---由样本建立评分卡：各分箱的证据权重与信息值、逻辑回归，以及使好坏比翻倍所需的分值。
---
---```lua
---local cases = {
---  { account = "none", late = false, n = 348 }, { account = "none", late = true, n = 46 },
---  { account = "low", late = false, n = 139 }, { account = "low", late = true, n = 135 },
---}
---local card = analytics.scorecard(cases, { bad = "late", count = "n", inputs = { "account" }, pdo = 20 })
---assert(card.bad == 181 and card.inputs[1].bins[1].bin == "low")
---assert(math.abs(card.inputs[1].coefficient - 1) < 1e-9 and math.abs(card.factor - 28.8539) < 1e-4)
---```
---@param cases table[] 表或记录的列表。
---@param options scorecard_options 输入字段、好坏标记与刻度。
---@return scorecard card 评分卡。
function analytics.scorecard(cases, options) end

---样本按评分卡所得的分值；有取值不属于任何分箱时为 nil。
---
---```lua
---local cases = {
---  { days = 5, late = false }, { days = 9, late = true }, { days = 8, late = false },
---  { days = 40, late = true }, { days = 50, late = true }, { days = 35, late = false },
---}
---local card = analytics.scorecard(cases, { bad = "late", inputs = { { name = "days", breaks = { 30 } } } })
---assert(analytics.points(card, { days = 10 }) > analytics.points(card, { days = 30 }))
---```
---@param card any analytics.scorecard 的返回值。
---@param case any 表或记录。
---@return integer? points 各输入项分值之和。
function analytics.points(card, case) end

---精确金额；只有同一币种才能相加和比较。
---
---```lua
---local price = money(12.50, "CNY")
---assert(price * 3 == money("37.50", "CNY"))
---assert(tostring(-price) == "-12.50 CNY" and price.amount == 12.5 and price.currency == "CNY")
---```
---@class money_module
---@overload fun(amount: money|number|string, currency?: string): money
money = {}

---同一币种金额之和。
---
---```lua
---assert(money.sum { money(1.10), money(2.20) } == money(3.30))
---assert(money.sum({}, "EUR") == money(0, "EUR"))
---```
---@param amounts money[] 各金额。
---@param currency? string 合计的币种；列表为空时以此为准。
---@return money amount 合计。
function money.sum(amounts, currency) end

---按权重分摊金额，各部分之和恰为原金额。
---
---```lua
---local parts = money.allocate(money(100, "CNY"), { 1, 1, 1 })
---assert(parts[1] == money(33.34, "CNY") and parts[3] == money(33.33, "CNY"))
---```
---@param amount money 金额。
---@param weights integer[] 不小于 0 的整数，不全为 0。
---@return money[] parts 与权重个数相同的部分。
function money.allocate(amount, weights) end

---按给定汇率换算为另一币种，并取整到其最小单位。
---
---```lua
---assert(money.convert(money(100, "USD"), "CNY", 7.1256) == money(712.56, "CNY"))
---```
---@param amount money 金额。
---@param currency string 目标币种。
---@param rate number 一单位原币种合多少单位目标币种。
---@return money amount 换算后的金额。
function money.convert(amount, currency, rate) end

---解析人们书写的金额，可含千位分隔符。
---
---```lua
---assert(money.parse("¥1,234.50") == money(1234.50, "CNY"))
---assert(money.parse("EUR -12.50") == money(-12.50, "EUR"))
---```
---@param text string 例如 "¥1,234.50" 或 "EUR 12.5"。
---@param currency? string 文本未注明币种时所用的币种。
---@return money amount 金额。
function money.parse(text, currency) end

---与数字最接近的金额；恰为一半时远离零取整。
---
---```lua
---assert(money.round(10 / 3, "CNY") == money(3.33, "CNY"))
---assert(money.round(1.005, "CNY") == money(1.01, "CNY"))
---```
---@param number number 以货币单位计的数字。
---@param currency? string ISO 4217 货币代码；省略时为账簿本位币。
---@return money amount 金额。
function money.round(number, currency) end

---日历日期，写作 2026-11-21；作为文本即可排序和比较。
dates = {}

---若干时间之后（或之前）的日期。
---
---```lua
---assert(dates.add("2026-01-31", "1m") == "2026-02-28" and dates.add("2026-01-31", "0m") == "2026-01-31")
---assert(dates.add("2026-03-01", -1) == "2026-02-28" and dates.add("2026-03-01", "-1y") == "2025-03-01")
---```
---@param date string 日期。
---@param span string|integer 天数，或文本：30d、2w、3m、1q、1y，加负号表示更早；0d 为当日。
---@return string date 所得日期；月份较短时为其最后一天。
function dates.add(date, span) end

---一个日期比另一个日期晚多少天。
---
---```lua
---assert(dates.diff("2028-03-01", "2028-02-28") == 2)
---```
---@param later string 较晚的日期。
---@param earlier string 较早的日期。
---@return integer days 天数；前者更早时为负。
function dates.diff(later, earlier) end

---两个日期之间的整月数。
---
---```lua
---assert(dates.months_between("2026-11-20", "2025-11-21") == 11)
---```
---@param later string 较晚的日期。
---@param earlier string 较早的日期。
---@return integer months 整月数；前者更早时为负。
function dates.months_between(later, earlier) end

---星期几：周一为 1，周日为 7。
---
---```lua
---assert(dates.weekday("2026-11-21") == 6)
---```
---@param date string 日期。
---@return integer weekday 1 至 7。
function dates.weekday(date) end

---周期的第一天。
---
---```lua
---assert(dates.start_of("2026-11-21", "month") == "2026-11-01")
---assert(dates.start_of("2026-11-21", "week") == "2026-11-16")
---```
---@param date string 日期。
---@param period "week"|"month"|"quarter"|"year" 日期所在的周期。
---@return string date 第一天；周以周一为始。
function dates.start_of(date, period) end

---周期的最后一天。
---
---```lua
---assert(dates.end_of("2026-11-21", "quarter") == "2026-12-31")
---```
---@param date string 日期。
---@param period "week"|"month"|"quarter"|"year" 日期所在的周期。
---@return string date 最后一天。
function dates.end_of(date, period) end

---日期的年、月、日与季度。
---
---```lua
---local parts = dates.parts("2026-11-21")
---assert(parts.year == 2026 and parts.month == 11 and parts.day == 21 and parts.quarter == 4)
---```
---@param date string 日期。
---@return date_parts parts 各部分。
function dates.parts(date) end

---解析人们书写的日期；有歧义时报错。
---
---```lua
---assert(dates.parse("2026年3月5日") == "2026-03-05")
---assert(dates.parse("03/04/2026", "DD/MM/YYYY") == "2026-04-03")
---```
---@param text string 例如 2026/11/21 或 2026年11月21日。
---@param format? string 书写格式：DD/MM/YYYY、D MMM YYYY。
---@return string date 日期。
function dates.parse(text, format) end

---按格式写出日期。
---
---```lua
---assert(dates.format("2026-03-05", "D MMM YYYY") == "5 Mar 2026")
---assert(dates.format("2026-03-05", "YYYY年M月D日") == "2026年3月5日")
---```
---@param date string 日期。
---@param format string 由 YYYY、YY、MMM、MM、M、DD、D 与任意间隔符组成。
---@return string text 文本。
function dates.format(date, format) end

---文本是否为有效日期：2026-02-28 有效，2026-02-30 无效。
---
---```lua
---assert(dates.is_valid("2028-02-29") and not dates.is_valid("2026-02-29"))
---```
---@param text string 文本。
---@return boolean valid 是否有效。
function dates.is_valid(text) end

---各种文字的文本处理；位置与宽度按读者所见。
text = {}

---去除文本两端的空白，包括全角空格。
---
---```lua
---assert(text.trim("　上海 \n") == "上海")
---```
---@param text string 文本。
---@return string text 其余文本。
function text.trim(text) end

---按分隔符拆分文本。
---
---```lua
---local parts = text.split("华东,华南,", ",")
---assert(#parts == 3 and parts[1] == "华东" and parts[3] == "")
---```
---@param text string 文本。
---@param separator string 分隔符。
---@return string[] parts 至少一个；可以为空文本。
function text.split(text, separator) end

---文本是否以另一文本开头。
---
---```lua
---assert(text.starts_with("上海贸易有限公司", "上海"))
---```
---@param text string 文本。
---@param part string 要查找的内容，逐字比较；至多 1 MiB。
---@return boolean holds 是否如此。
function text.starts_with(text, part) end

---文本是否以另一文本结尾。
---
---```lua
---assert(text.ends_with("Nordwind GmbH", "GmbH"))
---```
---@param text string 文本。
---@param part string 要查找的内容，逐字比较；至多 1 MiB。
---@return boolean holds 是否如此。
function text.ends_with(text, part) end

---文本是否包含另一文本。
---
---```lua
---assert(text.contains("上海贸易有限公司", "贸易") and not text.contains("a.c", "abc"))
---```
---@param text string 文本。
---@param part string 要查找的内容，逐字比较；至多 1 MiB。
---@return boolean holds 是否如此。
function text.contains(text, part) end

---读者所见的字符数。
---
---```lua
---assert(text.length("上海") == 2)
---```
---@param text string 文本。
---@return integer count 字符数。
function text.length(text) end

---转为小写，适用于各种文字。
---
---```lua
---assert(text.lower("ÄRGER") == "ärger")
---```
---@param text string 文本。
---@return string text 文本。
function text.lower(text) end

---转为大写，适用于各种文字。
---
---```lua
---assert(text.upper("ärger") == "ÄRGER")
---```
---@param text string 文本。
---@return string text 文本。
function text.upper(text) end

---文本在终端所占的列数：一个汉字占两列。
---
---```lua
---assert(text.width("上海 A") == 6)
---```
---@param text string 文本。
---@return integer columns 列数。
function text.width(text) end

---用空格补足到指定列数。
---
---```lua
---assert(text.pad("上海", 6) == "上海  ")
---assert(text.pad("7", 3, "right") == "  7")
---```
---@param text string 文本。
---@param columns integer 终端列数，至多 10,000。
---@param align? "left"|"right"|"center" 对齐方式；默认左对齐。
---@return string text 文本；已超出时保持原样。
function text.pad(text, columns, align) end

---截断到指定列数，末尾加 …。
---
---```lua
---assert(text.truncate("上海贸易有限公司", 7) == "上海贸…")
---```
---@param text string 文本。
---@param columns integer 终端列数，至多 10,000。
---@return string text 文本；未超出时保持原样。
function text.truncate(text, columns) end

---搜索所用的形式：小写、半角、简体、无重音。
---
---```lua
---assert(text.normalize("　ＡＢＣ　Café 貿易 ") == "abc cafe 贸易")
---```
---@param text string 文本。
---@return string text 文本。
function text.normalize(text) end

---中文文本的拼音，不带声调；无汉字时为 nil。
---
---```lua
---assert(text.pinyin("上海") == "shanghai" and text.pinyin("Nordwind") == nil)
---```
---@param text string 文本。
---@return string? pinyin 最可能的读音。
function text.pinyin(text) end

---中文文本的拼音首字母；无汉字时为 nil。
---
---```lua
---assert(text.initials("上海贸易有限公司") == "shmyyxgs")
---```
---@param text string 文本。
---@return string? initials 按最可能的读音。
function text.initials(text) end

---两个文本的相似程度，0 至 1，按搜索形式比较。
---
---```lua
---assert(text.similar("Nordwind GmbH", "NORDWIND  GMBH") == 1)
---assert(text.similar("kitten", "sitting") > 0.57 and text.similar("abc", "xyz") == 0)
---```
---@param text string 文本。
---@param other string 另一文本。
---@return number similarity 1 减去编辑次数与较长文本长度之比。
function text.similar(text, other) end

---从各语言的文本中取本次运行所用语言的一条。
---
---```lua
---print(text.of { en = "3 customers", zh = "3 个客户" })
---```
---@param texts text_in_languages 英文与中文文本。
---@return string text 由 --lang、PATRON_LANG 或环境变量决定。
function text.of(texts) end

---值与 JSON 文本（RFC 8259）的互换。
json = {}

---将值写成 JSON：名称排序，记录为对象，金额为 { amount, currency }；空表为对象。
---
---```lua
---assert(json.encode { b = { 1, 2.5, null }, a = "上海" } == '{"a":"上海","b":[1,2.5,null]}')
---assert(json.encode(money(12.50, "CNY")) == '{"amount":"12.50","currency":"CNY"}')
---```
---@param value any 除函数外的任何值。
---@return string text 不含空白的文本。
function json.encode(value) end

---读出 JSON 文本中的值；null 成为 `null`。
---
---```lua
---local value = json.decode('{"codes": ["C0042", null], "rate": 0.5}')
---assert(value.codes[1] == "C0042" and value.codes[2] == null and value.rate == 0.5)
---```
---@param text string 一个 JSON 值。
---@return any value 由数字、文本与布尔值组成的列表和表。
function json.decode(text) end

---在脚本中处理分隔文本（RFC 4180）；文件请用 patron import 导入。
csv = {}

---读出分隔文本的各行：按列名组成的表，无表头时为列表。值均为文本。
---
---```lua
---local rows = csv.parse("code,name\nC1,\"Li, Wei\"\n")
---assert(#rows == 1 and rows[1].code == "C1" and rows[1].name == "Li, Wei")
---assert(csv.parse("1;2\n", { header = false, delimiter = ";" })[1][2] == "2")
---```
---@param text string 文本。
---@param options? csv_options 文本的写法。
---@return (table<string, string>|string[])[] rows 每行一个表：按列名，或为列表。
function csv.parse(text, options) end

---将各行写成分隔文本：列表，或带列名的表与记录。
---
---```lua
---assert(csv.encode({ { code = "C1", name = "Li, Wei" } }) == 'code,name\nC1,"Li, Wei"\n')
---assert(csv.encode({ { 1, money(2.50, "CNY") } }, { header = false }) == "1,2.50 CNY\n")
---```
---@param rows table[] 行的列表，各行同类。
---@param options? csv_options 文本的写法。
---@return string text 文本；以 LF 换行。
function csv.encode(rows, options) end

---有关本次运行的日志，随运行保存，与输出分开显示。
log = {}

---记录发生的事情。
---
---```lua
---log.info("customers checked", { count = customers.count() })
---```
---@param text string 内容。
---@param fields? table 附带的信息，按名称给出。
function log.info(text, fields) end

---记录需要关注的事情。
---
---```lua
---log.warn("over the limit", { customer = "C0042", amount = money(12.50) })
---```
---@param text string 内容。
---@param fields? table 附带的信息，按名称给出。
function log.warn(text, fields) end

---记录出错的事情；运行继续。
---
---```lua
---log.error("no e-mail address", { customer = "C0043" })
---```
---@param text string 内容。
---@param fields? table 附带的信息，按名称给出。
function log.error(text, fields) end

---把耗时的工作分成若干部分，每部分各自作为一次运行保存，期间他人也可写入。
---
---```lua
---local done = batch {
---  of = "customers", where = { region = "华东" }, size = 500,
---  work = function(c) customers.update(c, { owner = "Li Wei" }) end,
---}
---assert(done == 1)
---```
---@class batch_module
---@overload fun(batch: batch): integer
batch = {}

---用于测试：对值的断言。`expect(x):to_equal(y)`；取反写作 `expect(x).never:to_equal(y)`。
---
---```lua
---expect(1 + 1):to_equal(2)
---```
---@class expect_module
---@overload fun(value: any): expect_module
expect = {}

---将断言取反：`expect(x).never:to_be_nil()`。
---@type expect_module
expect.never = nil

---与给定值相等，表逐项比较。
---
---```lua
---expect({ tier = "gold", days = 3 }):to_equal { tier = "gold", days = 3.0 }
---```
---@param self expect_module expect(value) 的返回值。
---@param expected any 应有的值。
function expect.to_equal(self, expected) end

---就是给定的值；对表而言是同一个表。
---
---```lua
---local rates = { gold = 1.5 }
---expect(rates):to_be(rates)
---expect(rates).never:to_be { gold = 1.5 }
---```
---@param self expect_module expect(value) 的返回值。
---@param expected any 应是的值。
function expect.to_be(self, expected) end

---数值或金额与给定值相差不超过容差。
---
---```lua
---expect(0.1 + 0.2):to_be_near(0.3, 1e-9)
---```
---@param self expect_module expect(value) 的返回值。
---@param expected any 数值或金额。
---@param tolerance number 允许的偏差。
function expect.to_be_near(self, expected, tolerance) end

---文本含有该片段；列表含有这样的元素，表或记录含有这些字段（可以更多）。
---
---```lua
---expect("late payment"):to_contain("late")
---expect({ { code = "C1", tier = "gold" }, { code = "C2" } }):to_contain { code = "C1" }
---expect({ code = "C1", tier = "gold" }):to_contain { tier = "gold" }
---```
---@param self expect_module expect(value) 的返回值。
---@param part any 文本片段、元素或字段。
function expect.to_contain(self, part) end

---文本与 Lua 模式匹配。
---
---```lua
---expect("INV-0042"):to_match("^INV%-%d+$")
---```
---@param self expect_module expect(value) 的返回值。
---@param pattern string 写法同 string.find。
function expect.to_match(self, pattern) end

---调用该函数会报错；给出文本时，错误代码等于该文本或错误信息含有该文本。
---
---```lua
---expect(function() customers.get("C9") end):to_raise("not-found")
---```
---@param self expect_module expect(value) 的返回值。
---@param text? string 错误信息的一部分，或错误代码。
function expect.to_raise(self, text) end

---为 nil 或 null。
---
---```lua
---expect(nil):to_be_nil()
---```
---@param self expect_module expect(value) 的返回值。
function expect.to_be_nil(self) end

---为 true。
---
---```lua
---expect(1 < 2):to_be_true()
---```
---@param self expect_module expect(value) 的返回值。
function expect.to_be_true(self) end

---为 false。
---
---```lua
---expect(1 > 2):to_be_false()
---```
---@param self expect_module expect(value) 的返回值。
function expect.to_be_false(self) end

---数值更大。
---
---```lua
---expect(3):to_be_above(2)
---```
---@param self expect_module expect(value) 的返回值。
---@param bound number 用于比较的数。
function expect.to_be_above(self, bound) end

---数值更小。
---
---```lua
---expect(1):to_be_below(2)
---```
---@param self expect_module expect(value) 的返回值。
---@param bound number 用于比较的数。
function expect.to_be_below(self, bound) end

---与 `patron test --accept` 保存在测试旁文件中的内容一致。
---
---```lua
---expect({ grade = "B", limit = 20000 }):to_match_snapshot()
---```
---@param self expect_module expect(value) 的返回值。
function expect.to_match_snapshot(self) end

---用于测试：时间静止，由测试移动；起点为 2026 年初，或 --as-of 指定的日期。
clock = {}

---用于测试：设定当前日期或时刻。
---
---```lua
---it("is a day in spring", function()
---  clock.set("2026-03-20")
---  expect(today()):to_equal("2026-03-20")
---end)
---```
---@param time string "2026-02-17" 或 "2026-02-17T09:30:00Z"。
function clock.set(time) end

---用于测试：让时间流逝。
---
---```lua
---it("is three months later", function()
---  clock.set("2026-01-31")
---  clock.advance("91d")
---  expect(today()):to_equal("2026-05-02")
---end)
---```
---@param span string|integer "91d"、"3m" 或天数。
function clock.advance(span) end
