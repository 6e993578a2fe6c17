---@meta _

---@alias no_such_field "no such field"

---Finds a definition or a file by name, `lib.rates`, and runs it once.
---@param name string Dots stand for folders.
---@return any result What it returns.
function require(name) end

---An exact amount of one currency.
---@class (exact) money
---@field amount number The amount as a number, for formulas.
---@field currency string The ISO 4217 code.
---@field minor_units integer The amount in its smallest unit (fen, cents).
---@operator add(money): money
---@operator sub(money): money
---@operator mul(number): money
---@operator div(number): money
---@operator div(money): number
---@operator unm: money

---Which records, in which order.
---@class (exact) query
---@field where? table A condition for each field: a value, { [">"] = value }, { ["in"] = list }, { like = "%text%" } or null; `any = { … }` and `["not"] = { … }` take conditions. An empty field meets null only, and `["not"]` of all else: { ["~="] = value } leaves it out.
---@field order? string|string[] A field or a list of fields, also "id"; a leading minus puts the greatest first. Else, and among equals, the order in which records were added: that of "id".
---@field limit? integer How many at the most.
---@field [string] no_such_field

---Which customers.
---@class (exact) segment
---@field where? table A condition for each field: a value, { [">"] = value }, { ["in"] = list }, { like = "%text%" } or null; `any = { … }` and `["not"] = { … }` take conditions. An empty field meets null only, and `["not"]` of all else: { ["~="] = value } leaves it out.
---@field order? string|string[] A field or a list of fields, also "id"; a leading minus puts the greatest first. Else, and among equals, the order in which records were added: that of "id".
---@field limit? integer How many at the most.
---@field test? fun(c: customer): boolean Asked for each customer that meets the condition; true keeps it. A limit counts what is kept.
---@field [string] no_such_field

---Whose values count in a merge.
---@class (exact) merge_options
---@field winner? table<string, "from"|"into"> For each field named "from" or "into"; others keep the value of the customer that stays, or take the other's where it has none. Amounts follow the currency.
---@field collisions? "from"|"into" Whose records count where both have one of the same key, such as a statement of one year; without it they refuse the merge. The other's stay under the old code.
---@field [string] no_such_field

---A page of a timeline.
---@class (exact) timeline_page
---@field limit? integer How many entries at the most; 50 where it is left out.
---@field before? timeline_entry The last entry of the page before; a page goes on from there, whatever was added meanwhile.
---@field [string] no_such_field

---What people call a new field.
---@class (exact) field_options
---@field label? string The English label; the name where it is left out.
---@field label_zh? string The Chinese label.
---@field choices? string[] The values of a choice.
---@field [string] no_such_field

---How delimited text is written.
---@class (exact) csv_options
---@field header? boolean Whether the first line names the columns; true unless given.
---@field delimiter? ","|";"|"\t"|"|" What stands between two fields; a comma unless given.
---@field columns? string[] The names of the columns to write, in order.
---@field [string] no_such_field

---What a score measures and how.
---@class (exact) score
---@field name string By which it is asked for.
---@field description? string|text_in_languages A text, or { en = …, zh = … }.
---@field inputs table<string, input> What the formula is given, by name.
---@field formula fun(c: customer, i: inputs): any Takes the customer and the inputs; returns a number, named parts that are added up, or insufficient(why).
---@field range? number[] Lowest and highest value; { 0, 100 } unless given.
---@field bands? score_band[] A list of { min = 80, name = "A" }.
---@field floor? number Share of inputs with data below which there is no band; 0.5 unless given.
---@field as_of? "today"|string "today", or a fixed business date.
---@field decimals? integer Of the value, 0 to 6; 2 unless given.
---@field [string] no_such_field

---A band of values.
---@class (exact) score_band
---@field min number The lowest value that belongs to it.
---@field name string Its name.
---@field [string] no_such_field

---An input of a score, to be put under `inputs`.
---@class (exact) input
---@field input string The function that made it.
---@field window? string How far back documents count.
---@field terms? integer Days until an invoice without a due date is due.
---@field score? string The score that is read.
---@field field? string The field that customers are ranked by.
---@field best? "highest"|"lowest" Which end is class 5.

---What was found of each input of a definition, by its name.
---@alias inputs table<string, input_figures>

---What was found of an input: figures, or a number from 1 to 5 of one that `quintile` ranks.
---@class (exact) input_figures: number
---@field count integer orders.stats: Orders, without cancelled ones. returns.stats: Returns. payments.stats: Payments. invoices.stats: Invoices. interactions.stats: Interactions. statements.latest: Years with a statement. customers.figures: How many of these figures are known. scores.latest: 1 where there is a value.
---@field net number orders.stats: Ordered less returned, in the base currency.
---@field ordered number orders.stats: Ordered, in the base currency.
---@field returned number orders.stats: Returned, in the base currency.
---@field average? number orders.stats: Net by order.
---@field days_since_last? number orders.stats: Days since the last. returns.stats: Days since the last. payments.stats: Days since the last. interactions.stats: Days since the last.
---@field days_since_first? number orders.stats: Days since the first.
---@field months_active integer orders.stats: Calendar months with an order.
---@field amount number returns.stats: Returned, in the base currency. payments.stats: Paid, in the base currency. invoices.stats: Invoiced, in the base currency.
---@field weighted_days_late? number payments.stats: Days late, weighted by amount; early counts as 0.
---@field late_share? number payments.stats: Share of the settled amount that was paid late, 0 to 1.
---@field open number invoices.stats: Not yet paid, in the base currency.
---@field overdue number invoices.stats: Past its due date, in the base currency.
---@field oldest_overdue_days? number invoices.stats: Days that the oldest open invoice is past due; 0 for none.
---@field formal integer interactions.stats: Formal ones.
---@field year? number statements.latest: The newest year.
---@field revenue? number statements.latest: Of that year, in the base currency.
---@field ebit? number statements.latest: Of that year, in the base currency.
---@field net_profit? number statements.latest: Of that year, in the base currency.
---@field total_assets? number statements.latest: Of that year, in the base currency.
---@field current_assets? number statements.latest: Of that year, in the base currency.
---@field current_liabilities? number statements.latest: Of that year, in the base currency.
---@field total_liabilities? number statements.latest: Of that year, in the base currency.
---@field equity? number statements.latest: Of that year, in the base currency. customers.figures: In the base currency; nil where unknown.
---@field retained_earnings? number statements.latest: Of that year, in the base currency.
---@field annual_revenue? number customers.figures: In the base currency; nil where unknown.
---@field registered_capital? number customers.figures: In the base currency; nil where unknown.
---@field credit_limit? number customers.figures: In the base currency; nil where unknown.
---@field employees? number customers.figures: People.
---@field value? number scores.latest: The value.
---@field coverage? number scores.latest: Share of its inputs with data, 0 to 1.
---@field copy fun(self: input_figures): input_figures A copy, to be kept of what is only lent.

---How points are earned, kept and used.
---@class (exact) points_program
---@field name string By which it is known.
---@field description? string|text_in_languages A text, or { en = …, zh = … }.
---@field wallets? points_wallet[] A list of wallets; the first is meant where none is named. One of the name "points" unless given.
---@field rules? points_rule[] What earns points, in the order in which it is asked.
---@field stacking? table<string, "all"|"first"|"best"|"least"> Which rules of a group count where several fire, by group: "all", "first", "best" or "least".
---@field expiry? "never"|points_expiry Until when points can be used: "never", or a table with its kind; "never" unless given.
---@field pending? "none"|"event"|string From when they can be used: "none", a span such as "14d", or "event" until points.activate.
---@field burn? "fefo"|"fifo"|"lifo" Which are used first: "fefo" soonest expiry, "fifo" oldest, "lifo" newest; "fefo" unless given.
---@field shortage? "debt"|"write_off"|"only_pending" What happens where points are taken back that are gone: "debt", "write_off", or "only_pending"; "debt" unless given.
---@field reinstatement? integer For how many days after their expiry points come back usable when a spending is cancelled; they are then usable for as many days. 0 unless given.
---@field [string] no_such_field

---A purse of points. What it leaves out is as the program says.
---@class (exact) points_wallet
---@field name string By which it is known.
---@field currency? string Of a wallet that holds money: its ISO 4217 code.
---@field redeemable? boolean false where its points only count and cannot be spent.
---@field value? money What a point costs the company, as money in the base currency.
---@field expiry? "never"|points_expiry Until when points can be used: "never", or a table with its kind; "never" unless given.
---@field pending? "none"|"event"|string From when they can be used: "none", a span such as "14d", or "event" until points.activate.
---@field burn? "fefo"|"fifo"|"lifo" Which are used first: "fefo" soonest expiry, "fifo" oldest, "lifo" newest; "fefo" unless given.
---@field shortage? "debt"|"write_off"|"only_pending" What happens where points are taken back that are gone: "debt", "write_off", or "only_pending"; "debt" unless given.
---@field reinstatement? integer For how many days after their expiry points come back usable when a spending is cancelled; they are then usable for as many days. 0 unless given.
---@field [string] no_such_field

---Until when points can be used.
---@class (exact) points_expiry
---@field kind "never"|"fixed"|"rolling"|"last_activity"|"calendar"|"anniversary" How it is counted.
---@field on? string fixed: the last day; calendar: month and day, "12-31".
---@field after? string rolling and last_activity: a span, "12m".
---@field from? "earning"|"activation" rolling: counted from; "earning" unless given.
---@field through? "month"|"quarter"|"half_year"|"year" rolling: to the end of that part of the calendar.
---@field years? integer calendar and anniversary: so many years later; 0.
---@field [string] no_such_field

---What earns points.
---@class (exact) points_rule
---@field name string By which it is known.
---@field on? "order"|"line"|"activity"|"referral" What it is asked about; "order" unless given.
---@field points fun(x: points_event, member: customer): any, string? Takes what it is asked about and the customer as it is now; returns how many, or nil and why none. An order has `amount` (what earns, in the base currency), `on`, `order` and `status`; a line also `line`, `product`, `category`, `kind` and `quantity`; an activity `kind`, `at`, `on`, `minutes`, `formal` and `topic`; a referral `customer` (who came), `order`, `amount` and `on`.
---@field wallet? string Where they go; the program's first.
---@field group? string The group whose `stacking` counts.
---@field cap? points_cap The most that it grants: { order =, day =, month =, year =, lifetime = } to a customer, { budget = } to all.
---@field exclude? ("tax"|"shipping"|"gift_card"|"points")[] What earns nothing, of "tax", "shipping", "gift_card" and "points" (what was paid in points); all four unless given.
---@field rounding? "floor"|"half_even"|"ceil" Of a fraction; "floor" unless given.
---@field scope? "line"|"order" What is rounded of a rule on lines; "order", the sum, unless given.
---@field refunds? "reverse"|"keep" Of a referral whose first paid order is cancelled or comes back whole: "reverse" takes the reward back, "keep" leaves it; "reverse" unless given. No later order earns it again.
---@field from? string First day in force.
---@field to? string Last day in force.
---@field [string] no_such_field

---The most points that a rule grants.
---@class (exact) points_cap
---@field order? integer For one order, activity or referral.
---@field day? integer To a customer in a day.
---@field month? integer To a customer in a month.
---@field year? integer To a customer in a year.
---@field lifetime? integer To a customer, ever.
---@field budget? integer To everybody together.
---@field [string] no_such_field

---What a rule is asked about; what its kind does not have is nil.
---@class (exact) points_event
---@field amount? number What earns, in the base currency.
---@field on string The business day.
---@field order? string The order's code.
---@field status? string The order's status.
---@field line? integer Of a line: its number.
---@field product? string Of a line: the product's code.
---@field category? string Of a line: the product's category.
---@field quantity? number Of a line.
---@field kind? string Of a line or an activity.
---@field at? string Of an activity: when.
---@field minutes? integer Of an activity: how long.
---@field formal? boolean Of an activity.
---@field topic? string Of an activity.
---@field customer? string Of a referral: who came.

---Where points go or come from, and why.
---@class (exact) points_options
---@field wallet? string The wallet; the program's first unless given.
---@field program? string The points program; the only one in force unless given.
---@field reference? string What it is for. The same source and reference are written once: asked for again, the same movement is the answer; with other points it is an error.
---@field source? string What writes it; "manual".
---@field order? string|order The order that it belongs to, by its code.
---@field on? string The business day; today.
---@field reason? string Why.
---@field allow_debt? boolean points.adjust: whether it may take more than there is.
---@field amount? money|number|string points.reverse: what was returned, as money; points.restore: how many points come back.
---@field [string] no_such_field

---Which events, by which program.
---@class (exact) accrual_options
---@field program? string The program; the only one in force.
---@field customer? string|customer One customer's only.
---@field since? string The first day.
---@field to? string The last day.
---@field [string] no_such_field

---A rebate by volume.
---@class (exact) rebate
---@field name string What it is called; the `rebate` of the credit notes that settle it, one for each customer.
---@field from string The first day of orders that count.
---@field to string The last day.
---@field steps rebate_step[] A list of { min = 100000, rate = 0.01 }: from that volume in the base currency, that share.
---@field mode? "whole"|"marginal" "whole": all of the volume has the rate of the highest step; "marginal": each part has its own. "whole" unless given.
---@field [string] no_such_field

---A volume from which a rate counts.
---@class (exact) rebate_step
---@field min money|number From this volume.
---@field rate number The share, 0 to 1.
---@field [string] no_such_field

---A ladder of tiers: who rises, stays and falls, and what tiers give.
---@class (exact) tier_policy
---@field name string The ladder's name.
---@field description? string|text_in_languages A text, or { en = …, zh = … }.
---@field inputs? table<string, input> What conditions ask about, by name. An input without a window of its own is looked at through `qualify` and `retain`.
---@field measure? string|(fun(c: customer, i: inputs): any) What a plain number in `from` and `keep` is compared with: "orders.net", or function(c, i) that returns a number.
---@field tiers tier[] The tiers, the lowest first.
---@field qualify? "lifetime"|"calendar_year"|"anniversary"|string The window by which customers rise: "lifetime", "calendar_year", "anniversary" of the first tier, or a span; "lifetime" unless given.
---@field retain? "lifetime"|"calendar_year"|"anniversary"|string The window by which they stay; that of `qualify` unless given. By years, the year so far or the whole one before will do.
---@field hold? integer|tier_hold At how many evaluations running, on days of their own, a change must be due; 1 unless given.
---@field grace? string How long a tier is kept after it first fails.
---@field minimum_stay? string How long a tier is kept after it was given.
---@field validity? string How long a tier is valid: only at the end it is asked whether it is kept, and then for as long again.
---@field downgrade? "one_step"|"to_qualified"|"floor" Where a fall leads; "to_qualified" unless given.
---@field notice? string How long before a fall notice is given.
---@field refunds? "keep_until_end"|"recompute" Whether a tier that returns took away is lost at once ("recompute") or protected as against any fall ("keep_until_end").
---@field writes? "tier"|"size"|"relationship" The field of customers that gets a copy whenever the tier changes: "tier", "size" or "relationship". The ladder stays the truth.
---@field [string] no_such_field

---A step of a ladder.
---@class (exact) tier
---@field name string Its name.
---@field from? number|tier_condition|(fun(c: customer, i: inputs): any) What it asks for: a number, { orders = { net = 50000, count = { min = 4, max = 90 } } }, { all = { … } }, { any = { … } }, or function(c, i) that returns true or false. Only the lowest tier may ask for nothing.
---@field keep? number|tier_condition|(fun(c: customer, i: inputs): any) What keeps it; `from` unless given.
---@field benefits? tier_benefits What it gives: discount (a share), priority, owner, visit_interval (a span), terms (days), services (a list), and what else you name.
---@field [string] no_such_field

---How many evaluations running.
---@class (exact) tier_hold
---@field rise? integer For a rise.
---@field fall? integer For a fall.
---@field [string] no_such_field

---What a tier asks for. Under the name of an input, its figures by name, each the lowest number or bounds; of an input that `quintile` ranks, the lowest class or bounds.
---@class tier_condition
---@field all? (number|tier_condition|(fun(c: customer, i: inputs): any))[] Each of these.
---@field any? (number|tier_condition|(fun(c: customer, i: inputs): any))[] One of these.
---@field [string] number|table<string, number|tier_bounds>

---Between which numbers.
---@class (exact) tier_bounds
---@field min? number The lowest.
---@field max? number The highest.
---@field [string] no_such_field

---What a tier gives.
---@class tier_benefits
---@field discount? number A share from 0 to below 1.
---@field terms? integer Days, 0 to 3650.
---@field visit_interval? string A span such as "3m".
---@field [string] any

---How many moves are listed.
---@class (exact) tier_moves
---@field limit? integer 100 unless given.
---@field [string] no_such_field

---Why a tier is set by hand, and until when.
---@class (exact) tier_override
---@field reason string Why.
---@field ends_on string The last day on which it holds, today or later.
---@field [string] no_such_field

---How invoices without a due date are treated.
---@class (exact) terms
---@field terms integer Due this many days after the invoice; 30 unless given.
---@field [string] no_such_field

---Work for many records.
---@class (exact) batch
---@field of "operators"|"groups"|"products"|"customers"|"contacts"|"documents"|"orders"|"order_lines"|"deliveries"|"returns"|"invoices"|"payments"|"allocations"|"statements"|"interactions"|"fx_rates"|"credit_profiles"|"securities"|"credit_ratings"|"acceptance_bills"|"promises"|"rewards" The kind of record: "customers".
---@field where? table A condition, as in `list`.
---@field size? integer How many records make a part; 1000.
---@field name? string What tells it from other batches of the run; the kind of record.
---@field work fun(record) Called with each record as it is then.
---@field [string] no_such_field

---A text in each language.
---@class (exact) text_in_languages
---@field en string In English.
---@field zh string In Simplified Chinese.
---@field [string] no_such_field

---How customers are graded, limited, checked and reminded.
---@class (exact) credit_policy
---@field name string By which it is asked for.
---@field description? string|text_in_languages A text, or { en = …, zh = … }.
---@field inputs? table<string, input> What its functions are given, by name.
---@field score fun(c: customer, i: inputs, k: credit_facts): table Returns 0 to 100 for character, capacity, capital, conditions and collateral; what is nil is not known. `k` is what the book says of the customer's credit.
---@field weights? credit_weights Of the aspects; 30, 25, 20, 15 and 10 unless given.
---@field floor? number Share of weights that must be known; 1 unless given.
---@field grades credit_grade[] The best first: { grade = "A", min = 80, terms_days = 60, prepay_percent = 0, cap = 1000000, net_worth = 0.5, turnover = 0.08, secured = false, review = "12m" }.
---@field figures? fun(c: customer, i: inputs, k: credit_facts): table Returns forecast, net_worth and turnover in the base currency.
---@field limit? fun(c: customer, i: inputs, k: credit_facts): any Returns a limit in the base currency, instead of the one by figures; the grade's cap holds. `k` has the grade and terms_days that the score brought.
---@field peak? number How much more is owed at the peak; 1 unless given.
---@field round? number Limits are multiples of this, rounded down; 1.
---@field first_order_cap? number The most for customers who never paid.
---@field approval? credit_approval[] Limits that somebody has to approve: { above = 200000, by = { "li" } }, the lowest first.
---@field exposure? credit_exposure { disputed = true, tax = true, rate_age = 31 }: whether disputed invoices and tax count, how old rates may be.
---@field secured? credit_secured Share of each kind of security that adds to the limit: { credit_insurance = 0.9 }.
---@field check? credit_checks Steps by name, such as limit = { levels = { { over = 0.8, outcome = "warn" }, { over = 1, outcome = "hold" } }, at = { "order" } }.
---@field tolerance? number How far an order may grow after its check, as a share; 0.
---@field dunning? dunning_level[] Levels, the earliest first: { days = 10, from = "due", text = { en = …, zh = … }, channel = "email", fee = 20, interest = 0.05 }; days below 0 remind before, from = "month_end" counts from the end of the month, interest is yearly and runs from the due date.
---@field [string] no_such_field

---What each aspect weighs.
---@class (exact) credit_weights
---@field character? number 0 unless given.
---@field capacity? number 0 unless given.
---@field capital? number 0 unless given.
---@field conditions? number 0 unless given.
---@field collateral? number 0 unless given.
---@field [string] no_such_field

---What a grade brings.
---@class (exact) credit_grade
---@field grade "A"|"B"|"C"|"D"|"E" The grade.
---@field min number The lowest score, 0 to 100; 0 of the last.
---@field terms_days? integer Days until an invoice is due.
---@field prepay_percent? number How much of an order is paid ahead, 0 to 100.
---@field cap? number The highest limit, in the base currency.
---@field net_worth? number A limit's share of net worth.
---@field turnover? number A limit's share of turnover.
---@field secured? boolean Whether a limit is no more than what secures it.
---@field review? string A span after which it is looked at again, "12m".
---@field [string] no_such_field

---Which limits somebody has to approve.
---@class (exact) credit_approval
---@field above number Those above it, in the base currency.
---@field by? string[] Operators who may; all unless given.
---@field [string] no_such_field

---What counts as owed.
---@class (exact) credit_exposure
---@field disputed? boolean Whether disputed invoices count; true.
---@field tax? boolean Whether tax and shipping count; true.
---@field rate_age? integer How many days old exchange rates may be.
---@field [string] no_such_field

---The share of a security that adds to the limit.
---@class (exact) credit_secured
---@field guarantee? number 0 to 1; 0 unless given.
---@field letter_of_credit? number 0 to 1; 0 unless given.
---@field credit_insurance? number 0 to 1; 0 unless given.
---@field deposit? number 0 to 1; 0 unless given.
---@field [string] no_such_field

---What orders are checked by.
---@class (exact) credit_checks
---@field hold? credit_check_step The step hold.
---@field expired? "allow"|"warn"|"hold"|"reject"|credit_check_step The step expired.
---@field prepayment? credit_check_step The step prepayment.
---@field document_maximum? credit_check_step The step document_maximum.
---@field limit? credit_check_step The step limit.
---@field horizon? credit_check_step The step horizon.
---@field group_limit? credit_check_step The step group_limit.
---@field oldest_open? credit_check_step The step oldest_open.
---@field overdue_share? credit_check_step The step overdue_share.
---@field dunning_level? credit_check_step The step dunning_level.
---@field last_payment? credit_check_step The step last_payment.
---@field [string] no_such_field

---A check of orders.
---@class (exact) credit_check_step
---@field over? number Beyond this it strikes; what it counts in depends on the check.
---@field outcome? "allow"|"warn"|"hold"|"reject" What then; "hold" unless given.
---@field levels? credit_check_level[] Several levels, the mildest first.
---@field days? integer Of horizon, which looks so far ahead, and overdue_share: days late.
---@field at? ("order"|"delivery"|"invoice")[] When it is asked.
---@field [string] no_such_field

---A level of a check.
---@class (exact) credit_check_level
---@field over? number Beyond this it strikes; what it counts in depends on the check.
---@field outcome? "allow"|"warn"|"hold"|"reject" What then; "hold" unless given.
---@field [string] no_such_field

---A reminder.
---@class (exact) dunning_level
---@field days integer Days late; below 0 it reminds before.
---@field from? "due"|"month_end" What days are counted from; "due" unless given.
---@field text string|text_in_languages What it says; {name}, {code}, {invoice}, {open}, {due_on}, {days}, {fee}, {interest} are filled in.
---@field channel? string How it is sent.
---@field fee? number In the base currency; 0.
---@field interest? number A yearly rate from the due date; 0.
---@field [string] no_such_field

---What the book says of a customer's credit; sums are in the base currency.
---@class (exact) credit_facts
---@field exposure number All that is owed and ordered.
---@field secured number What secures it, by the policy's shares.
---@field securities table<string, number> Securities in force, by kind.
---@field kept integer Promises to pay that were kept.
---@field broken integer Promises to pay that were broken.
---@field open integer Open invoices.
---@field disputed integer Those of them in dispute.
---@field hold "none"|"soft"|"hard" How new documents are stopped.
---@field ratings table<string, string> The newest grade of each agency.
---@field oldest_days_late? integer Of the open invoice that is latest.
---@field overdue_share? number The share of what is open that is overdue, 0 to 1.
---@field days_since_payment? integer Days since the last payment.
---@field grade? "A"|"B"|"C"|"D"|"E" The grade; to `limit`, the one that the score brought.
---@field limit? number The limit so far.
---@field terms_days? integer To `limit`: days that the grade brought.

---How credit is looked at.
---@class (exact) credit_options
---@field on? string Another day than the business date.
---@field disputed? boolean Whether disputed invoices count; as the policy says.
---@field tax? boolean Whether tax and shipping count; as the policy says.
---@field days? integer Days of sales that `dso` looks at; 90.
---@field group? string A group of companies in place of a customer.
---@field policy? string The policy's name, where several are in force.
---@field [string] no_such_field

---What is checked, and when.
---@class (exact) credit_check_options
---@field at? "order"|"delivery"|"invoice" When; at the order unless given.
---@field order? string The code of the order that is checked, if it is in the book.
---@field policy? string The policy's name, where several are in force.
---@field [string] no_such_field

---What a release lets pass.
---@class (exact) credit_release
---@field reason string Why.
---@field amount money|number|string Up to how much, in all orders together.
---@field valid_until string The last day.
---@field order? string For this order only.
---@field [string] no_such_field

---What is agreed besides limit and hold.
---@class (exact) credit_terms
---@field grade? "A"|"B"|"C"|"D"|"E" The grade.
---@field terms_days? integer Days until an invoice is due.
---@field prepay_percent? number The share of an order that is paid ahead.
---@field valid_from? string The first day of the profile.
---@field valid_until? string The last day of the profile.
---@field next_review_on? string When it is looked at again.
---@field [string] no_such_field

---Which of Altman's models, and its bounds.
---@class (exact) altman_options
---@field model? "manufacturer"|"other" Z′ for a manufacturer, Z″ for any other.
---@field safe? number Safe above it; 2.9, or 2.6 for Z″.
---@field distress? number In distress below it; 1.23, or 1.1 for Z″.
---@field [string] no_such_field

---How a scorecard is made.
---@class (exact) scorecard_options
---@field bad string The field that is true, or 1, where a case turned out bad.
---@field inputs any[] Fields: a name, whose values are bins, or { name =, breaks = { … } }, whose numbers from one break to below the next are a bin. What is nil is a bin of its own, `missing`.
---@field count? string The field that says how many cases a row stands for; 1 unless given.
---@field base? number The points at `odds`; 600 unless given.
---@field odds? number Good to bad, at the base; 50 unless given.
---@field pdo? number Points that double the odds; 20 unless given.
---@field [string] no_such_field

---Operators
---@class (exact) operator
---@field id integer The record's number in the book.
---@field code string Code
---@field name string Name
---@field email string? E-mail
---@field active boolean? Active
---@field copy fun(self: operator): operator A snapshot, to be kept of a row that is only lent.

---Operators
---@class (exact) operator_fields
---@field code? string Code
---@field name? string Name
---@field email? string E-mail
---@field active? boolean Active
---@field [string] no_such_field

---Groups of companies
---@class (exact) group
---@field id integer The record's number in the book.
---@field code string Code
---@field name string Name
---@field currency string Currency
---@field credit_limit money? Shared credit limit
---@field note string? Note
---@field copy fun(self: group): group A snapshot, to be kept of a row that is only lent.

---Groups of companies
---@class (exact) group_fields
---@field code? string Code
---@field name? string Name
---@field currency? string Currency
---@field credit_limit? money|number|string Shared credit limit
---@field note? string Note
---@field [string] no_such_field

---Products
---@class (exact) product
---@field id integer The record's number in the book.
---@field code string Code
---@field name string Name
---@field category string? Category
---@field unit string? Unit
---@field currency string Currency
---@field price money? Price
---@field cost money? Cost
---@field active boolean? Active
---@field copy fun(self: product): product A snapshot, to be kept of a row that is only lent.

---Products
---@class (exact) product_fields
---@field code? string Code
---@field name? string Name
---@field category? string Category
---@field unit? string Unit
---@field currency? string Currency
---@field price? money|number|string Price
---@field cost? money|number|string Cost
---@field active? boolean Active
---@field [string] no_such_field

---Customers
---@class (exact) customer
---@field id integer The record's number in the book.
---@field code string Code
---@field name string Name
---@field legal_name string? Legal name
---@field tax_id string? Tax ID
---@field founded_on string? Founded on
---@field industry string? Industry
---@field country string? Country
---@field region string? Region
---@field city string? City
---@field address string? Address
---@field postal_code string? Postal code
---@field phone string? Phone
---@field email string? E-mail
---@field business_scope string? Business scope
---@field employees integer? Employees
---@field currency string Currency
---@field registered_capital money? Registered capital
---@field annual_revenue money? Annual revenue
---@field equity money? Equity
---@field credit_limit money? Credit limit
---@field source string? Source
---@field referrer string? Referred by
---@field group string? Group of companies
---@field owner string? Owner
---@field team string? Team
---@field relation ("long_term"|"prospect"|"one_time")? Relation
---@field size ("S"|"M"|"L")? Size
---@field tier string? Tier
---@field relationship ("premium"|"good"|"ordinary"|"at_risk")? Relationship class
---@field lifecycle ("lead"|"screening"|"trial"|"active"|"at_risk"|"dormant"|"lost"|"won_back"|"rejected"|"blacklisted")? Lifecycle stage
---@field confidentiality ("public"|"internal"|"confidential"|"secret")? Confidentiality
---@field email_consent boolean? Agrees to e-mail
---@field phone_consent boolean? Agrees to calls
---@field last_contact_on string? Last contact on
---@field next_contact_on string? Next contact due on
---@field next_review_on string? Next review on
---@field note string? Note
---@field copy fun(self: customer): customer A snapshot, to be kept of a row that is only lent.

---Customers
---@class (exact) customer_fields
---@field code? string Code
---@field name? string Name
---@field legal_name? string Legal name
---@field tax_id? string Tax ID
---@field founded_on? string Founded on
---@field industry? string Industry
---@field country? string Country
---@field region? string Region
---@field city? string City
---@field address? string Address
---@field postal_code? string Postal code
---@field phone? string Phone
---@field email? string E-mail
---@field business_scope? string Business scope
---@field employees? integer Employees
---@field currency? string Currency
---@field registered_capital? money|number|string Registered capital
---@field annual_revenue? money|number|string Annual revenue
---@field equity? money|number|string Equity
---@field credit_limit? money|number|string Credit limit
---@field source? string Source
---@field referrer? string|customer Referred by
---@field group? string|group Group of companies
---@field owner? string Owner
---@field team? string Team
---@field relation? "long_term"|"prospect"|"one_time" Relation
---@field size? "S"|"M"|"L" Size
---@field tier? string Tier
---@field relationship? "premium"|"good"|"ordinary"|"at_risk" Relationship class
---@field lifecycle? "lead"|"screening"|"trial"|"active"|"at_risk"|"dormant"|"lost"|"won_back"|"rejected"|"blacklisted" Lifecycle stage
---@field confidentiality? "public"|"internal"|"confidential"|"secret" Confidentiality
---@field email_consent? boolean Agrees to e-mail
---@field phone_consent? boolean Agrees to calls
---@field last_contact_on? string Last contact on
---@field next_contact_on? string Next contact due on
---@field next_review_on? string Next review on
---@field note? string Note
---@field [string] no_such_field

---Contacts
---@class (exact) contact
---@field id integer The record's number in the book.
---@field customer string Customer
---@field name string Name
---@field post string? Post
---@field role string? Role
---@field phone string? Phone
---@field mobile string? Mobile
---@field email string? E-mail
---@field social string? Social account
---@field birthday string? Birthday
---@field language string? Language
---@field preferences string? Preferences
---@field from_on string? In the post from
---@field until_on string? In the post until
---@field note string? Note
---@field copy fun(self: contact): contact A snapshot, to be kept of a row that is only lent.

---Contacts
---@class (exact) contact_fields
---@field customer? string|customer Customer
---@field name? string Name
---@field post? string Post
---@field role? string Role
---@field phone? string Phone
---@field mobile? string Mobile
---@field email? string E-mail
---@field social? string Social account
---@field birthday? string Birthday
---@field language? string Language
---@field preferences? string Preferences
---@field from_on? string In the post from
---@field until_on? string In the post until
---@field note? string Note
---@field [string] no_such_field

---Documents
---@class (exact) document
---@field id integer The record's number in the book.
---@field customer string Customer
---@field kind "licence"|"statement"|"report"|"application"|"other" Kind
---@field number string Number
---@field title string? Title
---@field issued_on string? Issued on
---@field expires_on string? Expires on
---@field location string? Where it is kept
---@field note string? Note
---@field copy fun(self: document): document A snapshot, to be kept of a row that is only lent.

---Documents
---@class (exact) document_fields
---@field customer? string|customer Customer
---@field kind? "licence"|"statement"|"report"|"application"|"other" Kind
---@field number? string Number
---@field title? string Title
---@field issued_on? string Issued on
---@field expires_on? string Expires on
---@field location? string Where it is kept
---@field note? string Note
---@field [string] no_such_field

---Orders
---@class (exact) order
---@field id integer The record's number in the book.
---@field code string Code
---@field customer string Customer
---@field ordered_on string Ordered on
---@field required_on string? Required on
---@field shipped_on string? Shipped on
---@field status ("in_process"|"on_hold"|"shipped"|"completed"|"disputed"|"resolved"|"cancelled")? Status
---@field currency string Currency
---@field amount money? Net amount
---@field owner string? Owner
---@field note string? Note
---@field copy fun(self: order): order A snapshot, to be kept of a row that is only lent.

---Orders
---@class (exact) order_fields
---@field code? string Code
---@field customer? string|customer Customer
---@field ordered_on? string Ordered on
---@field required_on? string Required on
---@field shipped_on? string Shipped on
---@field status? "in_process"|"on_hold"|"shipped"|"completed"|"disputed"|"resolved"|"cancelled" Status
---@field currency? string Currency
---@field amount? money|number|string Net amount
---@field owner? string Owner
---@field note? string Note
---@field [string] no_such_field

---Order lines
---@class (exact) order_line
---@field id integer The record's number in the book.
---@field order string Order
---@field line integer Line
---@field product string? Product
---@field kind ("goods"|"shipping"|"tax"|"gift_card")? Kind
---@field description string? Description
---@field quantity number? Quantity
---@field currency string Currency
---@field price money? Unit price
---@field amount money? Amount
---@field tax_included boolean? Tax included
---@field tax money? Tax
---@field copy fun(self: order_line): order_line A snapshot, to be kept of a row that is only lent.

---Order lines
---@class (exact) order_line_fields
---@field order? string|order Order
---@field line? integer Line
---@field product? string|product Product
---@field kind? "goods"|"shipping"|"tax"|"gift_card" Kind
---@field description? string Description
---@field quantity? number Quantity
---@field currency? string Currency
---@field price? money|number|string Unit price
---@field amount? money|number|string Amount
---@field tax_included? boolean Tax included
---@field tax? money|number|string Tax
---@field [string] no_such_field

---Deliveries
---@class (exact) delivery
---@field id integer The record's number in the book.
---@field code string Code
---@field order string Order
---@field due_on string? Due on
---@field shipped_on string? Shipped on
---@field delivered_on string? Delivered on
---@field currency string Currency
---@field amount money? Amount
---@field carrier string? Carrier
---@field note string? Note
---@field copy fun(self: delivery): delivery A snapshot, to be kept of a row that is only lent.

---Deliveries
---@class (exact) delivery_fields
---@field code? string Code
---@field order? string|order Order
---@field due_on? string Due on
---@field shipped_on? string Shipped on
---@field delivered_on? string Delivered on
---@field currency? string Currency
---@field amount? money|number|string Amount
---@field carrier? string Carrier
---@field note? string Note
---@field [string] no_such_field

---Returns
---@class (exact) return
---@field id integer The record's number in the book.
---@field code string Code
---@field customer string Customer
---@field order string? Order
---@field product string? Product
---@field returned_on string Returned on
---@field quantity number? Quantity
---@field currency string Currency
---@field amount money? Amount
---@field reason string? Reason
---@field copy fun(self: return): return A snapshot, to be kept of a row that is only lent.

---Returns
---@class (exact) return_fields
---@field code? string Code
---@field customer? string|customer Customer
---@field order? string|order Order
---@field product? string|product Product
---@field returned_on? string Returned on
---@field quantity? number Quantity
---@field currency? string Currency
---@field amount? money|number|string Amount
---@field reason? string Reason
---@field [string] no_such_field

---Invoices
---@class (exact) invoice
---@field id integer The record's number in the book.
---@field code string Code
---@field customer string Customer
---@field order string? Order
---@field issued_on string Issued on
---@field due_on string? Due on
---@field currency string Currency
---@field amount money Amount
---@field tax money? Tax in the amount
---@field disputed boolean? Disputed
---@field rebate string? Rebate that it settles
---@field note string? Note
---@field copy fun(self: invoice): invoice A snapshot, to be kept of a row that is only lent.

---Invoices
---@class (exact) invoice_fields
---@field code? string Code
---@field customer? string|customer Customer
---@field order? string|order Order
---@field issued_on? string Issued on
---@field due_on? string Due on
---@field currency? string Currency
---@field amount? money|number|string Amount
---@field tax? money|number|string Tax in the amount
---@field disputed? boolean Disputed
---@field rebate? string Rebate that it settles
---@field note? string Note
---@field [string] no_such_field

---Payments
---@class (exact) payment
---@field id integer The record's number in the book.
---@field code string Code
---@field customer string Customer
---@field order string? Paid ahead for order
---@field paid_on string Paid on
---@field currency string Currency
---@field amount money Amount
---@field method ("transfer"|"cash"|"cheque"|"card"|"acceptance_bill"|"letter_of_credit"|"other")? Method
---@field note string? Note
---@field copy fun(self: payment): payment A snapshot, to be kept of a row that is only lent.

---Payments
---@class (exact) payment_fields
---@field code? string Code
---@field customer? string|customer Customer
---@field order? string|order Paid ahead for order
---@field paid_on? string Paid on
---@field currency? string Currency
---@field amount? money|number|string Amount
---@field method? "transfer"|"cash"|"cheque"|"card"|"acceptance_bill"|"letter_of_credit"|"other" Method
---@field note? string Note
---@field [string] no_such_field

---Allocations of payments
---@class (exact) allocation
---@field id integer The record's number in the book.
---@field payment string Payment
---@field invoice string Invoice
---@field currency string Currency
---@field amount money Amount
---@field copy fun(self: allocation): allocation A snapshot, to be kept of a row that is only lent.

---Allocations of payments
---@class (exact) allocation_fields
---@field payment? string|payment Payment
---@field invoice? string|invoice Invoice
---@field currency? string Currency
---@field amount? money|number|string Amount
---@field [string] no_such_field

---Financial statements
---@class (exact) statement
---@field id integer The record's number in the book.
---@field customer string Customer
---@field year integer Year
---@field currency string Currency
---@field revenue money? Revenue
---@field ebit money? EBIT
---@field net_profit money? Net profit
---@field total_assets money? Total assets
---@field current_assets money? Current assets
---@field current_liabilities money? Current liabilities
---@field total_liabilities money? Total liabilities
---@field equity money? Equity
---@field retained_earnings money? Retained earnings
---@field audited boolean? Audited
---@field copy fun(self: statement): statement A snapshot, to be kept of a row that is only lent.

---Financial statements
---@class (exact) statement_fields
---@field customer? string|customer Customer
---@field year? integer Year
---@field currency? string Currency
---@field revenue? money|number|string Revenue
---@field ebit? money|number|string EBIT
---@field net_profit? money|number|string Net profit
---@field total_assets? money|number|string Total assets
---@field current_assets? money|number|string Current assets
---@field current_liabilities? money|number|string Current liabilities
---@field total_liabilities? money|number|string Total liabilities
---@field equity? money|number|string Equity
---@field retained_earnings? money|number|string Retained earnings
---@field audited? boolean Audited
---@field [string] no_such_field

---Interactions
---@class (exact) interaction
---@field id integer The record's number in the book.
---@field customer string Customer
---@field kind "call"|"mail"|"meeting"|"visit"|"video"|"message"|"event"|"training" Kind
---@field at string When
---@field who string? Who
---@field contact string? Contact
---@field direction ("in"|"out")? Direction
---@field formal boolean? Formal
---@field minutes integer? Minutes
---@field topic string? Topic
---@field outcome string? Outcome
---@field next_step string? Next step
---@field note string? Note
---@field copy fun(self: interaction): interaction A snapshot, to be kept of a row that is only lent.

---Interactions
---@class (exact) interaction_fields
---@field customer? string|customer Customer
---@field kind? "call"|"mail"|"meeting"|"visit"|"video"|"message"|"event"|"training" Kind
---@field at? string When
---@field who? string Who
---@field contact? string Contact
---@field direction? "in"|"out" Direction
---@field formal? boolean Formal
---@field minutes? integer Minutes
---@field topic? string Topic
---@field outcome? string Outcome
---@field next_step? string Next step
---@field note? string Note
---@field [string] no_such_field

---Exchange rates
---@class (exact) fx_rate
---@field id integer The record's number in the book.
---@field currency string Currency
---@field on string On
---@field rate number Rate
---@field copy fun(self: fx_rate): fx_rate A snapshot, to be kept of a row that is only lent.

---Exchange rates
---@class (exact) fx_rate_fields
---@field currency? string Currency
---@field on? string On
---@field rate? number Rate
---@field [string] no_such_field

---Credit profiles
---@class (exact) credit_profile
---@field id integer The record's number in the book.
---@field customer string Customer
---@field grade ("A"|"B"|"C"|"D"|"E")? Grade
---@field score number? Score
---@field terms_days integer? Payment terms in days
---@field prepay_percent number? Prepaid share in percent
---@field hold ("none"|"soft"|"hard")? Hold
---@field valid_from string? Valid from
---@field valid_until string? Valid until
---@field next_review_on string? Next review on
---@field note string? Note
---@field copy fun(self: credit_profile): credit_profile A snapshot, to be kept of a row that is only lent.

---Credit profiles
---@class (exact) credit_profile_fields
---@field customer? string|customer Customer
---@field grade? "A"|"B"|"C"|"D"|"E" Grade
---@field score? number Score
---@field terms_days? integer Payment terms in days
---@field prepay_percent? number Prepaid share in percent
---@field hold? "none"|"soft"|"hard" Hold
---@field valid_from? string Valid from
---@field valid_until? string Valid until
---@field next_review_on? string Next review on
---@field note? string Note
---@field [string] no_such_field

---Securities
---@class (exact) security
---@field id integer The record's number in the book.
---@field code string Code
---@field customer string Customer
---@field kind "guarantee"|"letter_of_credit"|"credit_insurance"|"deposit" Kind
---@field issuer string? Issuer
---@field currency string Currency
---@field amount money Amount
---@field valid_from string? Valid from
---@field expires_on string? Expires on
---@field note string? Note
---@field copy fun(self: security): security A snapshot, to be kept of a row that is only lent.

---Securities
---@class (exact) security_fields
---@field code? string Code
---@field customer? string|customer Customer
---@field kind? "guarantee"|"letter_of_credit"|"credit_insurance"|"deposit" Kind
---@field issuer? string Issuer
---@field currency? string Currency
---@field amount? money|number|string Amount
---@field valid_from? string Valid from
---@field expires_on? string Expires on
---@field note? string Note
---@field [string] no_such_field

---External ratings
---@class (exact) credit_rating
---@field id integer The record's number in the book.
---@field customer string Customer
---@field agency string Agency
---@field as_of string As of
---@field grade string Grade
---@field note string? Note
---@field copy fun(self: credit_rating): credit_rating A snapshot, to be kept of a row that is only lent.

---External ratings
---@class (exact) credit_rating_fields
---@field customer? string|customer Customer
---@field agency? string Agency
---@field as_of? string As of
---@field grade? string Grade
---@field note? string Note
---@field [string] no_such_field

---Acceptance bills
---@class (exact) acceptance_bill
---@field id integer The record's number in the book.
---@field code string Code
---@field customer string Customer
---@field payment string? Booked as payment
---@field kind ("bank"|"commercial")? Kind
---@field acceptor string? Acceptor
---@field received_on string Received on
---@field due_on string Due on
---@field honoured_on string? Honoured on
---@field currency string Currency
---@field amount money Amount
---@field note string? Note
---@field copy fun(self: acceptance_bill): acceptance_bill A snapshot, to be kept of a row that is only lent.

---Acceptance bills
---@class (exact) acceptance_bill_fields
---@field code? string Code
---@field customer? string|customer Customer
---@field payment? string|payment Booked as payment
---@field kind? "bank"|"commercial" Kind
---@field acceptor? string Acceptor
---@field received_on? string Received on
---@field due_on? string Due on
---@field honoured_on? string Honoured on
---@field currency? string Currency
---@field amount? money|number|string Amount
---@field note? string Note
---@field [string] no_such_field

---Promises to pay
---@class (exact) promise
---@field id integer The record's number in the book.
---@field code string Code
---@field customer string Customer
---@field invoice string? Invoice
---@field made_on string Made on
---@field due_on string To be paid by
---@field currency string Currency
---@field amount money? Amount
---@field kept boolean? Kept
---@field note string? Note
---@field copy fun(self: promise): promise A snapshot, to be kept of a row that is only lent.

---Promises to pay
---@class (exact) promise_fields
---@field code? string Code
---@field customer? string|customer Customer
---@field invoice? string|invoice Invoice
---@field made_on? string Made on
---@field due_on? string To be paid by
---@field currency? string Currency
---@field amount? money|number|string Amount
---@field kept? boolean Kept
---@field note? string Note
---@field [string] no_such_field

---Rewards
---@class (exact) reward
---@field id integer The record's number in the book.
---@field code string Code
---@field name string Name
---@field points integer Price in points
---@field wallet string? Wallet
---@field stock integer? How many there are
---@field per_member integer? How many a customer may have
---@field tier string? Tier that may have it
---@field from_on string? From
---@field until_on string? Until
---@field active boolean? Active
---@field note string? Note
---@field copy fun(self: reward): reward A snapshot, to be kept of a row that is only lent.

---Rewards
---@class (exact) reward_fields
---@field code? string Code
---@field name? string Name
---@field points? integer Price in points
---@field wallet? string Wallet
---@field stock? integer How many there are
---@field per_member? integer How many a customer may have
---@field tier? string Tier that may have it
---@field from_on? string From
---@field until_on? string Until
---@field active? boolean Active
---@field note? string Note
---@field [string] no_such_field

---Says that there is too little to judge by.
---@class (exact) insufficiency
---@field insufficient string The reason, for people.

---A group of parts of a score.
---@class (exact) part_group
---@field cap number The most that the group adds.
---@field parts table<string, number> Numbers by name, as they were given.

---How near a company is to failing.
---@class (exact) altman_result
---@field z? number Z′ or Z″; nil where figures are missing.
---@field zone "safe"|"grey"|"distress"|"insufficient_data" What it means.
---@field missing? string[] The figures that are missing, where some are.

---Ratios of a statement; one whose figures are missing is nil.
---@class (exact) financial_ratios
---@field current? number current_assets ÷ current_liabilities.
---@field debt? number total_liabilities ÷ total_assets.
---@field equity? number equity ÷ total_assets.
---@field margin? number net_profit ÷ revenue.
---@field return_on_assets? number net_profit ÷ total_assets.
---@field asset_turnover? number revenue ÷ total_assets.

---Something dated that happened with a customer.
---@class (exact) timeline_entry
---@field at string A day, or an instant in UTC.
---@field kind string What it is.
---@field id integer The record's number in the book.
---@field title string What people know it by.
---@field amount? money What it was worth.

---A customer's score.
---@class (exact) current_score
---@field value? number The value; nil where there is too little to judge by.
---@field band? string The band; nil below all bands, or below the floor of coverage.
---@field coverage number The share of inputs that had data, 0 to 1.
---@field reason? string Why there is no value.

---A customer among those with the highest values.
---@class (exact) ranked_score
---@field code string The customer's code.
---@field name string The customer's name.
---@field value? number The value; nil where there is too little to judge by.
---@field band? string The band; nil below all bands, or below the floor of coverage.
---@field coverage number The share of inputs that had data, 0 to 1.
---@field reason? string Why there is no value.

---What a customer's score is made of.
---@class (exact) score_explanation
---@field value? number The value; nil where there is too little to judge by.
---@field band? string The band; nil below all bands, or below the floor of coverage.
---@field coverage number The share of inputs that had data, 0 to 1.
---@field reason? string Why there is no value.
---@field parts table<string, any> By name: a number, or { value, cap, parts } of a group.
---@field inputs table<string, any> By the input's name: the figures that the formula names, or a rank.
---@field as_of string The business date that it was made for.
---@field version integer The version of the definition.
---@field run integer The run that made it.

---What evaluating a ladder came to.
---@class (exact) tier_evaluation
---@field customers integer Customers who were judged.
---@field changed integer Customers whose tier changed.
---@field insufficient integer Customers of whom too little is known.
---@field without_tier integer Customers without a tier now.
---@field rows integer Standings that were written.
---@field tiers table<string, integer> Customers in each tier now.
---@field kinds table<string, integer> What happened, by kind.
---@field moves tier_move[] The first of those whose tier changed, or who got notice.

---A customer whose tier changed.
---@class (exact) tier_move
---@field code string The customer's code.
---@field name string The customer's name.
---@field kind "entered"|"rose"|"fell"|"refunded"|"renewed"|"noticed"|"overridden"|"override_ended"|"redefined"|"merged" Why.
---@field from? string The tier before.
---@field to? string The tier after.

---Where a customer stands on a ladder.
---@class (exact) tier_standing
---@field tier? string The tier; nil below the lowest.
---@field since string The business date that gave it.
---@field enrolled_on string The day of the first tier.
---@field valid_until? string Until when it is valid.
---@field rising? tier_rise A rise to be confirmed.
---@field failing? tier_fall A coming fall.
---@field override? tier_by_hand A tier that was set by hand.

---A rise that must hold for more evaluations.
---@class (exact) tier_rise
---@field to string The tier that every evaluation so far has reached.
---@field count integer How many evaluations.

---What a customer keeps only for so long.
---@class (exact) tier_fall
---@field since string The first day on which the tier was not kept.
---@field count integer At how many evaluations.
---@field notice_on? string When notice was given.
---@field due_on string The earliest day of the fall.

---A tier that was set by hand.
---@class (exact) tier_by_hand
---@field ends_on string The last day on which it holds.
---@field base? string The tier before; nil for none.

---A change of a customer's standing.
---@class (exact) tier_change
---@field ladder string The ladder.
---@field customer string Whose it was: the customer, or one merged into it.
---@field kind "entered"|"rose"|"fell"|"refunded"|"renewed"|"noticed"|"overridden"|"override_ended"|"redefined"|"merged" Why it came about.
---@field from? string The tier before.
---@field to? string The tier after.
---@field as_of string The business date that was judged.
---@field effective_on string The first day on which it is in force.
---@field reason? string What somebody said.
---@field evidence table<string, any> What it was judged by: figures by input, by the window's name.
---@field version integer The version of the policy.
---@field run integer The run that made it.
---@field operator string Who acted.

---What would change where a customer stands.
---@class (exact) tier_outlook
---@field standing? tier_standing Where the customer stands; nil where nobody judged.
---@field stay? tier_aim What keeps the present tier; nil without one.
---@field rise? tier_aim What the next tier asks; nil at the top.

---A tier and what it asks.
---@class (exact) tier_aim
---@field tier string The tier.
---@field window string The window through which documents are looked at.
---@field needs tier_bound[] The bounds that it asks for.
---@field asks_function boolean Whether a function of the policy has a say.

---A bound that a tier asks for.
---@class (exact) tier_bound
---@field figure string What is measured: orders.net, or measure.
---@field at_least? number The lowest number that will do.
---@field at_most? number The highest number that will do.
---@field has? number What the customer has; nil where it is not known.
---@field lacking? number How much is missing; 0 where the bound is met.
---@field way? integer Which of several ways it belongs to, from 1.

---A customer who is to fall.
---@class (exact) tier_notice
---@field ladder string The ladder.
---@field code string The customer's code.
---@field name string The customer's name.
---@field tier string The tier that is at stake.
---@field notice_on string When notice was given.
---@field due_on string The earliest day of the fall.

---A change of a customer's points.
---@class (exact) point_movement
---@field id integer Its number in the book.
---@field customer string The customer's code.
---@field wallet string The wallet.
---@field kind "earn"|"spend"|"expire"|"reverse"|"restore"|"adjust"|"transfer_out"|"transfer_in"|"activate" What happened.
---@field points integer|money By how much the balance changed; money of a wallet of money.
---@field desired integer|money By how much it should have, but for a cap or a shortage.
---@field on string The business day.
---@field source string The rule that wrote it, or the name that a script gave.
---@field reference? string What it was for, under which it is written once.
---@field order? string The order's code.
---@field rule? string The rule that earned it.
---@field version? integer The version of the program.
---@field origin? integer The movement that it takes back, or the other half of a transfer.
---@field operator string Who.
---@field reason? string Why.
---@field inputs? string What the rule was given, as JSON.
---@field run integer The run that wrote it.

---Points whose last day is over.
---@class (exact) expired_points
---@field lots integer How many lots.
---@field points integer How many points; money counts only under `wallets`.
---@field wallets table<string, integer|money> What each wallet lost, by its name: points, or money.

---What accruing came to.
---@class (exact) accrued_points
---@field events integer How many events were asked about.
---@field movements integer How many movements were written.
---@field capped integer How many of them a limit kept smaller.
---@field points table<string, integer|money> What they come to, by the wallets' names.

---What a rule says of an event.
---@class (exact) rule_answer
---@field rule string The rule.
---@field wallet string Its wallet.
---@field fired boolean Whether it gives points.
---@field points integer|money How many it gives.
---@field desired integer|money How many it would give but for limits.
---@field movement? integer The movement that was written already.
---@field why? string Why there are none, or not as many.

---What a customer has in a wallet.
---@class (exact) point_balance
---@field wallet string The wallet.
---@field balance integer|money The sum of movements.
---@field usable integer|money What can be used.
---@field pending integer|money What cannot be used yet.
---@field expired integer|money What has expired, and no movement says so yet.
---@field debt integer|money What is owed.

---Points that came in together.
---@class (exact) point_lot
---@field id integer Its number in the book.
---@field movement integer The movement that made it.
---@field wallet string The wallet.
---@field points integer|money How many there were.
---@field remaining integer|money How many are left.
---@field earned_on string The day on which they were earned.
---@field active_on? string The first day of use; nil while they wait for an event.
---@field expires_on? string The last day of use; nil for ever.

---What outstanding points come to.
---@class (exact) point_liability
---@field points integer|money What can be used or will be, less what is owed.
---@field breakage? number The share of gone points that expired unused, 0 to 1.
---@field cost? money points × value × (1 − breakage); nil without a value.

---The points that expire in a month.
---@class (exact) point_forecast
---@field wallet string The wallet.
---@field month? string The month, 2026-11; nil for never.
---@field points integer|money How many of those that are left expire in it.

---What became of points that are gone.
---@class (exact) point_breakage
---@field expired integer|money What expired so far.
---@field spent integer|money What was spent so far and has not come back.
---@field share? number expired ÷ (expired + spent); nil where nothing is gone.

---What working balances out anew came to.
---@class (exact) rebuilt_points
---@field balances integer How many balances there are.
---@field corrected integer How many figures were wrong.

---A reward that a customer has for points.
---@class (exact) reward_code
---@field code string The code that the customer shows.
---@field reward string The reward's code.
---@field customer string The customer's code.
---@field state "issued"|"used"|"cancelled" What became of it.
---@field issued_on string When it was issued.
---@field ended_on? string When it was used or cancelled.
---@field movement integer The spending that paid for it.
---@field points integer What it cost.

---What a customer ordered, and the rebate on it.
---@class (exact) rebate_statement
---@field customer string The customer's code.
---@field volume money What counts, in the base currency.
---@field rebate money The rebate, in the base currency.
---@field invoice? string The code of the credit note, where there is one.

---An invoice that is not settled.
---@class (exact) open_invoice
---@field code string The invoice's code.
---@field customer string The customer's code.
---@field issued_on string Issued on.
---@field due_on? string Due on, where it was agreed.
---@field amount money What it is over.
---@field allocated money What payments settled of it.
---@field open money The rest.
---@field days_late integer Days since it was due; 0 before.

---What is agreed with a customer on credit.
---@class (exact) customer_credit
---@field customer string The customer's code.
---@field name string The customer's name.
---@field currency string The currency of the limit.
---@field group? string The code of the group of companies.
---@field limit? money What the customer may owe.
---@field grade? "A"|"B"|"C"|"D"|"E" The grade, A the best.
---@field score? number The score behind the grade, 0 to 100.
---@field terms_days? integer Days until an invoice is due.
---@field prepay_percent? number The share of an order that is paid ahead, 0 to 100.
---@field hold "none"|"soft"|"hard" Whether new documents are stopped.
---@field valid_from? string The first day.
---@field valid_until? string The last day.
---@field next_review_on? string When it is looked at again.
---@field securities? credit_security[] Of `credit.profile` as it is now: what stands behind the debt.
---@field ratings? table<string, string> Of `credit.profile` as it is now: the newest grade of each agency.

---What stands behind a customer's debt.
---@class (exact) credit_security
---@field code string Its code.
---@field kind "guarantee"|"letter_of_credit"|"credit_insurance"|"deposit" What it is.
---@field amount money How much it covers.
---@field expires_on? string The last day; nil for no end.

---What happened to a customer's credit.
---@class (exact) credit_change
---@field kind "limit"|"hold"|"terms"|"release"|"assessment"|"proposal"|"approval" What kind of change.
---@field customer string Whose it was: the customer, or one merged into it.
---@field on string The business date.
---@field at string When it was made, in UTC.
---@field amount? money The limit that was set or proposed, or what a release covers.
---@field valid_until? string The last day of a release.
---@field order? string The code of the order that a release is for.
---@field reason string Why.
---@field operator string Who made it.
---@field version? string The version of the policy that made it.
---@field run integer The run that made it.
---@field evidence table<string, any> What it is based on, by name: parts, coverage, bounds.
---@field profile customer_credit What was agreed afterwards.

---What a customer owes and is about to owe.
---@class (exact) customer_exposure
---@field customer string The customer's code.
---@field on string The business date.
---@field total money The sum of the parts.
---@field undelivered money Orders not yet delivered.
---@field prepaid money What was paid ahead for them, below 0.
---@field delivered money What was delivered and not invoiced.
---@field invoices money Open invoices.
---@field acceptance_bills money Acceptance bills not yet honoured.
---@field unapplied money Receipts that settle nothing yet, below 0.
---@field missing string[] Orders without a value: what they add is not known.
---@field documents exposure_document[] What each document adds.

---What a document adds to an exposure.
---@class (exact) exposure_document
---@field part "undelivered"|"prepaid"|"delivered"|"invoices"|"acceptance_bills"|"unapplied" To which part.
---@field kind string The kind of record: invoices.
---@field code string Its code.
---@field on string When it is wanted or due, else when it was written.
---@field amount money In its own currency; below 0 for what lowers the exposure.
---@field value money In the currency of the exposure.

---What the companies of a group owe together.
---@class (exact) group_exposure
---@field group string The group's code.
---@field members string[] The codes of its companies.
---@field limit? money What they may owe together.
---@field headroom? money What they may still owe; nil without a limit.
---@field on string The business date.
---@field total money The sum of the parts.
---@field undelivered money Orders not yet delivered.
---@field prepaid money What was paid ahead for them, below 0.
---@field delivered money What was delivered and not invoiced.
---@field invoices money Open invoices.
---@field acceptance_bills money Acceptance bills not yet honoured.
---@field unapplied money Receipts that settle nothing yet, below 0.
---@field missing string[] Orders without a value: what they add is not known.
---@field documents exposure_document[] What each document adds.

---What happened to a group's limit.
---@class (exact) group_limit_change
---@field group string The group's code.
---@field kind "limit"|"hold"|"terms"|"release"|"assessment"|"proposal"|"approval" What kind of change.
---@field as_of string The business date.
---@field at string When it was made, in UTC.
---@field amount? money The limit that was set or proposed.
---@field reason string Why.
---@field operator string Who made it.
---@field run integer The run that made it.

---Open invoices by how long they have been due.
---@class (exact) invoice_aging
---@field not_due money Not due yet.
---@field days_1_30 money Due for 1 to 30 days.
---@field days_31_60 money Due for 31 to 60 days.
---@field days_61_90 money Due for 61 to 90 days.
---@field days_91_180 money Due for 91 to 180 days.
---@field over_180 money Due for more than 180 days.
---@field total money What is open in all.
---@field unapplied money Receipts that settle nothing yet.
---@field weighted_days_late? number Σ(open × days late) ÷ Σ open; nil where nothing is open.
---@field invoices aged_invoice[] The open invoices, the longest due first.

---An open invoice.
---@class (exact) aged_invoice
---@field code string The invoice's code.
---@field due_on string The day on which it is due.
---@field days_late integer Days since then; below 0 before.
---@field bucket "not_due"|"days_1_30"|"days_31_60"|"days_61_90"|"days_91_180"|"over_180" The class that it is in.
---@field open money What is open.
---@field disputed boolean Whether the customer disputes it.

---Days sales outstanding.
---@class (exact) sales_outstanding
---@field value? number receivables ÷ sales × days; nil without sales.
---@field best_possible? number not_due ÷ sales × days; nil without sales.
---@field receivables money Open invoices less unapplied receipts.
---@field not_due money The part of it that is not due yet.
---@field sales money What was invoiced in the window, credit notes taken off.
---@field days integer The length of the window.
---@field reason? "insufficient_data" Why there is no value.

---What a check of a document says.
---@class (exact) credit_check
---@field customer string The customer's code.
---@field order? string The code of the order that it is, or belongs to.
---@field at "order"|"delivery"|"invoice" When it is checked.
---@field amount money The document's amount.
---@field outcome "allow"|"warn"|"hold"|"reject" What came of it.
---@field allowed boolean Whether it may go on: the outcome is allow or warn.
---@field reason string Why, in words.
---@field step? "hold"|"expired"|"prepayment"|"document_maximum"|"limit"|"horizon"|"group_limit"|"oldest_open"|"overdue_share"|"dunning_level"|"last_payment" The step that decided.
---@field limit? money What may be owed.
---@field secured money What securities cover on top of it.
---@field exposure money What is owed with the document.
---@field headroom? money limit + secured − exposure; nil without a limit.
---@field release? integer The number of the release that lets it pass.
---@field check? integer The number under which it is kept; nil of a preview.
---@field on string The business date.
---@field steps credit_step[] The steps in the order of the chain.

---A step of a check.
---@class (exact) credit_step
---@field step "hold"|"expired"|"prepayment"|"document_maximum"|"limit"|"horizon"|"group_limit"|"oldest_open"|"overdue_share"|"dunning_level"|"last_payment" Which.
---@field outcome "allow"|"warn"|"hold"|"reject" What it says.
---@field reason string Why, in words.
---@field evidence table<string, any> What it was measured by, by the step's own names.

---An order that has to be checked.
---@class (exact) unchecked_order
---@field order string The order's code.
---@field customer string The customer's code.
---@field reason "unchecked"|"raised"|"reopened"|"altered"|"release_over" Why it has to be checked.

---A check as the book keeps it.
---@class (exact) kept_credit_check
---@field check integer Its number.
---@field customer string The customer's code.
---@field order? string The order's code.
---@field at "order"|"delivery"|"invoice" When it was checked.
---@field amount money The document's amount.
---@field outcome "allow"|"warn"|"hold"|"reject" What came of it.
---@field reason string Why, in words.
---@field release? integer The number of the release that let it pass.
---@field on string The business date.
---@field instant string The moment, in UTC.
---@field operator string Who made it.
---@field run integer The run that made it.
---@field steps credit_step[] The steps in the order of the chain.

---What a policy says of a customer.
---@class (exact) credit_assessment
---@field customer string The customer's code.
---@field name string The customer's name.
---@field status "assessed"|"proposed"|"insufficient_data" Whether it could say something; a proposed limit waits for an approval.
---@field reason? string Why it could say nothing.
---@field before? money The limit before.
---@field limit? money The limit by the policy.
---@field grade? "A"|"B"|"C"|"D"|"E" The grade.
---@field score? number The score behind it, 0 to 100.
---@field terms_days? integer Days until an invoice is due.
---@field prepay_percent? number The share of an order that is paid ahead, 0 to 100.
---@field hold? "none"|"soft"|"hard" Whether new documents are stopped.
---@field valid_from? string The first day.
---@field valid_until? string The last day.
---@field next_review_on? string When it is looked at again.
---@field parts? table<string, number> The parts of the score, by aspect.
---@field coverage? number The share of weights that is known, 0 to 1.
---@field bounds? table<string, money> What the limit was bounded by, in the base currency.
---@field first_order_cap? money The most for customers who never paid, where it applies.

---What an assessment of all came to.
---@class (exact) credit_assessments
---@field policy string The policy.
---@field version integer Its version.
---@field on string The business date.
---@field customers integer Customers who were looked at.
---@field assessed integer Of whom the policy could say something, and said it.
---@field proposed integer Whose limit waits for an approval.
---@field insufficient_data integer Of whom it could say nothing.
---@field raised integer Limits that are higher than before.
---@field lowered integer Limits that are lower.
---@field unchanged integer Limits that are the same.
---@field changes credit_assessment[] The first 10,000 whose limits differ.

---Whom to remind of what.
---@class (exact) reminder
---@field customer string The customer's code.
---@field invoice string The invoice's code.
---@field level integer The level: 0 before the due date.
---@field due_on string When it is due.
---@field days_late integer Days since then; below 0 before.
---@field open money What is open.
---@field fee money What reminding costs.
---@field interest money Interest so far.
---@field channel? string How to remind; nil for no particular way.
---@field language "en"|"zh" The language that the customer is written to in.
---@field text string What to write.

---A field of a kind of record.
---@class (exact) field
---@field name string The name that scripts write.
---@field kind string What it holds.
---@field label string The English label.
---@field label_zh string The Chinese label.
---@field required boolean Whether it must have a value.
---@field custom boolean Whether the book's operator added it.
---@field choices? string[] The values of a choice.
---@field refers_to? string The kind of record that a reference is to.

---Points for each bin of each input, whose sum foretells who turns out bad.
---@class (exact) scorecard
---@field good integer Cases that turned out good.
---@field bad integer Cases that turned out bad.
---@field intercept number Of the logistic regression on weights of evidence.
---@field factor number Points for each e-fold of the odds.
---@field offset number The points at even odds.
---@field log_likelihood number Of the regression.
---@field auc number The area under the ROC curve, 0.5 to 1.
---@field gini number 2 · auc − 1.
---@field ks number The greatest distance of good and bad, 0 to 1.
---@field inputs scorecard_input[] The inputs, in the order of the options.

---An input of a scorecard.
---@class (exact) scorecard_input
---@field name string The field.
---@field coefficient number Of the logistic regression.
---@field iv number The information value: the sum over its bins.
---@field strength "useless"|"weak"|"medium"|"strong"|"suspicious" The information value in a word; suspicious is too good to be known beforehand.
---@field breaks number[] Where its numbers are parted; empty where each value is a bin.
---@field bins scorecard_bin[] Its bins.

---Values of an input that count as one.
---@class (exact) scorecard_bin
---@field bin string What it is called: a value, a range, or missing.
---@field from? number Of a range: the least; nil for no bound.
---@field to? number Of a range: below which; nil for no bound.
---@field good integer Cases in it that turned out good.
---@field bad integer Cases in it that turned out bad.
---@field bad_rate number bad ÷ (good + bad).
---@field woe number The weight of evidence: ln(share of bad ÷ share of good); a count of 0 is taken as a half.
---@field iv number What it adds to the information value.
---@field points integer The points of a case in it.

---A day, taken apart.
---@class (exact) date_parts
---@field year integer 1 to 9999.
---@field month integer 1 to 12.
---@field day integer 1 to 31.
---@field quarter integer 1 to 4.

---A definition that was put in force.
---@class (exact) applied_definition
---@field kind string What it defines: score, tier_policy.
---@field name string Its name.
---@field scored integer How many customers a score scored.

---What came of a script.
---@class (exact) script_trace
---@field output string What it printed.
---@field results string[] What it returned, as text.

---A field that was changed.
---@class (exact) field_change
---@field entity string The kind of record.
---@field code string The record's code.
---@field operation "insert"|"update"|"delete" What was done.
---@field field string The field.
---@field old any The value before.
---@field new any The value after.

---No value, where nil would leave the field out.
---@type any
null = nil

---When the run started, the same all along.
---
---```lua
---assert(#now() == #"2026-11-21T08:30:00Z" and now() == now())
---```
---@return string instant UTC, written 2026-11-21T08:30:00Z.
function now() end

---The business date of the run, the same all along.
---
---```lua
---assert(dates.is_valid(today()))
---```
---@return string date In the book's time zone, or what --as-of names.
function today() end

---Prints what a function or module is for; without a topic, all modules.
---
---```lua
---help(customers.get)
---help("dates")
---```
---@param topic? string|(fun())|table The function, the module, or the name of one.
function help(topic) end

---Declares a score; a file returns it and `patron apply` installs it.
---
---```lua
---local s = score {
---  name = "activity", inputs = { orders = orders.stats("365d") },
---  formula = function(c, i) return math.min(100, 10 * i.orders.count) end,
---}
---assert(s.name == "activity")
---```
---@param definition score What it measures and how.
---@return score definition The checked definition.
function score(definition) end

---Says that there is too little to judge a customer by, and why.
---
---```lua
---assert(insufficient("no orders").insufficient == "no orders")
---```
---@param why string The reason, for people.
---@return insufficiency result What the formula returns.
function insufficient(why) end

---How much of an event is left after some days: 2^(-days / half_life), at most 1.
---
---```lua
---assert(decay(90, "90d") == 0.5 and decay(0, 30) == 1)
---```
---@param days number How long ago; a time to come counts as today.
---@param half_life number|string Days after which half is left, or a text such as "90d".
---@return number share From 1 down to 0.
function decay(days, half_life) end

---A group of parts that adds their sum to a score, but no more than a cap.
---
---```lua
---local g = capped(40, { size = 30, years = 20 })
---assert(g.cap == 40 and g.parts.size == 30)
---```
---@param cap number The most that the group adds.
---@param parts table Numbers by name.
---@return part_group group A part of the formula's result.
function capped(cap, parts) end

---Ranks customers by a field of an input, in five classes: 5 is best, equal values share a class, nil is no data.
---
---```lua
---assert(quintile(orders.stats("365d"), "days_since_last", "lowest").best == "lowest")
---```
---@param input input What to rank by.
---@param field string Its field.
---@param best? "highest"|"lowest" Which end is class 5, "highest" unless given.
---@return input input An input that is a number from 1 to 5.
function quintile(input, field, best) end

---Declares a points program; a file returns it and `patron apply` installs it.
---
---```lua
---local p = points_program {
---  name = "trade points", expiry = { kind = "rolling", after = "12m" },
---  rules = { { name = "goods", points = function(x, member) return x.amount / 1000 end } },
---}
---assert(p.name == "trade points")
---```
---@param definition points_program Its wallets and rules.
---@return points_program definition The checked definition.
function points_program(definition) end

---Declares a ladder of tiers; a file returns it, `patron apply` installs it and `tiers.evaluate` judges by it. What is judged on a day is in force from the next: an order does not count for the tier that it earns.
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
---@param policy tier_policy Who rises, stays and falls, and what tiers give.
---@return tier_policy policy The checked policy.
function tier_policy(policy) end

---Declares a credit policy; a file returns it and `patron apply` installs it.
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
---@param definition credit_policy How customers are graded, limited and checked.
---@return credit_policy definition The checked definition.
function credit_policy(definition) end

---How near a company is to failing: Altman's Z′ for manufacturers, Z″ for others, from the figures of a statement.
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
---@param statement table Numbers: current_assets, current_liabilities, retained_earnings, ebit, equity, total_assets, total_liabilities, revenue.
---@param options? altman_options Which model, and its bounds.
---@return altman_result result The zone, and how it was found.
function altman(statement, options) end

---Financial ratios of a statement; one whose figures are missing is nil.
---
---```lua
---local r = ratios { current_assets = 600, current_liabilities = 300, total_assets = 1000, equity = 400 }
---assert(r.current == 2 and r.equity == 0.4 and r.margin == nil)
---```
---@param statement table Numbers by the names of the entity's fields.
---@return financial_ratios ratios The ratios.
function ratios(statement) end

---In tests: groups the tests that the function declares.
---
---```lua
---describe("late customers", function()
---  before_each(function() given { customers = { { code = "C1", name = "华东机械" } } } end)
---  it("are found by code", function()
---    expect(customers.get("C1").name):to_equal("华东机械")
---  end)
---end)
---```
---@param name string What it is about, in words.
---@param body fun() Declares tests.
function describe(name, body) end

---In tests: declares a test. It has an empty book of its own, a clock that stands still, limits of its own, and the globals, locals and modules that the file has made as that left them: but not what lies behind more than 5,000 fields of tables, nor what only coroutines hold, or functions that `coroutine.wrap` and `string.gmatch` have returned.
---
---```lua
---it("adds up", function() expect(1 + 1):to_equal(2) end)
---```
---@param name string What it is about, in words.
---@param body fun() The test; it fails where it raises an error.
function it(name, body) end

---In tests: runs before every test of the group, and of the groups within it.
---
---```lua
---before_each(function() clock.set("2026-02-17") end)
---it("knows the day", function() expect(today()):to_equal("2026-02-17") end)
---```
---@param body fun() What to do first.
function before_each(body) end

---In tests: adds records, by kind, in an order in which each finds what it refers to, all of them or none. What `changes()` tells counts from here.
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
---@param records table Lists of tables by kind, as X.create takes them; or CSV, as text or as the name of a file below the working folder.
function given(records) end

---In tests: installs the definition of a file and puts it in force, as `patron apply` does; a score scores everyone, each time.
---
---```lua
---it("scores by quality", function()
---  given { customers = { { code = "C1", name = "华东机械" } } }
---  expect(apply("scoring/quality.lua").kind):to_equal("score")
---  expect(scores.of("C1").quality.reason):to_equal("no orders yet")
---end)
---```
---@param file string The file, seen from the folder of the test.
---@return applied_definition definition What was put in force.
function apply(file) end

---In tests: runs a script of a file from top to bottom, as `patron run` does.
---
---```lua
---it("prints what is owed", function()
---  expect(run("jobs/receivables.lua").output):to_contain("0 customers are over their limit")
---end)
---```
---@param file string The file, seen from the folder of the test.
---@param arguments? any[] What it finds in `...`.
---@return script_trace trace What came of it.
function run(file, arguments) end

---In tests: what was changed since the last `given`, or since the test began; one table for each field.
---
---```lua
---it("assigns an owner", function()
---  given { customers = { { code = "C1", name = "华东机械" } } }
---  customers.update("C1", { owner = "Li Wei" })
---  expect(changes()):to_contain { entity = "customers", code = "C1", field = "owner", new = "Li Wei" }
---  expect(changes()).never:to_contain { field = "region" }
---end)
---```
---@return field_change[] changes One for each field.
function changes() end

---Whom the company sells to, or may.
customers = {}

---The figures of the customer's record, in the base currency.
---
---```lua
---assert(customers.figures().input == "customers.figures")
---```
---@return input input An input, to be put under `inputs`.
function customers.figures() end

---The record of that key; an error where there is none.
---
---```lua
---local c = customers.get("C0042")
---assert(c.name == "上海贸易有限公司" and c.region == "华东")
---```
---@param code string|customer The code of the record, or the record itself.
---@return customer record A read-only snapshot.
function customers.get(code) end

---The record of that key, or nil where there is none.
---
---```lua
---assert(customers.find("no such code") == nil)
---```
---@param code string|customer The code of the record, or the record itself.
---@return customer? record A read-only snapshot, or nil.
function customers.find(code) end

---The records that meet a condition, as a list.
---
---```lua
---local gold = customers.list { where = { tier = "gold" }, order = "-annual_revenue", limit = 10 }
---assert(gold[1].code == "C0042")
---```
---@param query? query Which records; all where it is left out.
---@return customer[] records Read-only snapshots.
function customers.list(query) end

---Goes through the records that meet a condition, one at a time, however many there are. A run that writes fixes them first.
---
---```lua
---for c in customers.each { where = { region = "华东", any = { { tier = "gold" }, { size = "L" } } } } do
---  print(c.code, c.name)
---end
---```
---@param query? query Which records; all where it is left out.
---@return fun(): customer iterator For a for loop.
function customers.each(query) end

---How many records meet a condition.
---
---```lua
---assert(customers.count { where = { annual_revenue = { [">"] = 1000000 } } } == 1)
---```
---@param query? query Which records; all where it is left out.
---@return integer count How many.
function customers.count(query) end

---Adds a record.
---
---```lua
---local c = customers.create { code = "C0099", name = "Nordwind GmbH", currency = "EUR", annual_revenue = 1250000.50 }
---assert(tostring(c.annual_revenue) == "1250000.50 EUR")
---```
---@param fields customer_fields The fields of the record.
---@return customer record The record as it was stored.
function customers.create(fields) end

---Changes fields of a record; `null` empties one.
---
---```lua
---local c = customers.update("C0042", { owner = "Li Wei", next_review_on = "2026-12-01" })
---assert(c.owner == "Li Wei")
---```
---@param code string|customer The code of the record, or the record itself.
---@param changes customer_fields The fields to change.
---@return customer record The record afterwards.
function customers.update(code, changes) end

---The customers whose code, name, legal name, telephone or contacts hold a text or answer to its pinyin, best first.
---
---```lua
---assert(customers.search("上海")[1].code == "C0042")
---assert(customers.search("shmy")[1].code == "C0042")
---```
---@param text string A part of it, or pinyin: "上海", "shmy", "shanghai".
---@param limit? integer How many at the most; 20 where it is left out.
---@return customer[] customers Read-only snapshots.
function customers.search(text, limit) end

---Gives many customers to one owner, all or none.
---
---```lua
---assert(customers.assign_owner({ "C0042" }, "Zhou Min") == 1)
---assert(customers.assign_owner({ where = { owner = "Zhou Min" } }, "Zhang San") == 1)
---```
---@param which string[]|query A list of codes or records, or a query as `customers.list` takes it, with `where`.
---@param owner string The new owner.
---@return integer count How many had another owner before.
function customers.assign_owner(which, owner) end

---What happened with a customer, the latest first: orders, deliveries, returns, invoices, payments, interactions, documents and their expiry, statements.
---
---```lua
---local page = customers.timeline("C0042", { limit = 10 })
---for _, entry in ipairs(page) do print(entry.at, entry.kind, entry.title) end
---print(#customers.timeline("C0042", { limit = 10, before = page[#page] }), "older ones")
---```
---@param customer string|customer The code of the customer, or the record.
---@param page? timeline_page How many, and after which entry.
---@return timeline_entry[] entries The entries.
function customers.timeline(customer, page) end

---Merges a customer into another: every record of the first moves, and its code finds the second from then on. The stricter hold stays; a tier moves where the second has none on the ladder; histories are those of both.
---
---```lua
---customers.create { code = "C0042-OLD", name = "上海贸易", phone = "021 6234 5678" }
---local c = customers.merge("C0042-OLD", "C0042", { winner = { phone = "from" } })
---assert(c.phone == "021 6234 5678" and customers.get("C0042-OLD").code == "C0042")
---```
---@param from string|customer The customer that ends.
---@param into string|customer The customer that stays.
---@param options? merge_options Whose values count.
---@return customer customer The customer that stays, afterwards.
function customers.merge(from, into, options) end

---Takes a merge back exactly; refused, naming the values, where something that it wrote has changed since.
---
---```lua
---customers.create { code = "C0042-OLD", name = "上海贸易" }
---customers.merge("C0042-OLD", "C0042")
---assert(customers.unmerge("C0042-OLD").name == "上海贸易")
---```
---@param from string The code of the customer that ended.
---@return customer customer That customer, on its own again.
function customers.unmerge(from) end

---What scores say of customers.
scores = {}

---A customer's newest score by a definition.
---
---```lua
---assert(scores.latest("quality").score == "quality")
---```
---@param name string The score's name.
---@return input input An input, to be put under `inputs`.
function scores.latest(name) end

---The current value of a customer's score; nil where there is none.
---
---```lua
---local ok, why = pcall(scores.get, "C0042", "quality")
---assert(ok or why.code == "unknown-definition", "no such score was installed")
---```
---@param customer string|customer The customer's code, or the record.
---@param name string The score's name.
---@return number? value The value.
function scores.get(customer, name) end

---All current scores of a customer, by name.
---
---```lua
---for name, s in pairs(scores.of("C0042")) do print(name, s.value, s.band) end
---```
---@param customer string|customer The customer's code, or the record.
---@return table<string, current_score> scores By the scores' names.
function scores.of(customer) end

---The customers with the highest values, or the lowest.
---
---```lua
---local ok, best = pcall(scores.top, "quality", 10)
---if ok then for _, s in ipairs(best) do print(s.code, s.name, s.value) end end
---```
---@param name string The score's name.
---@param count? integer How many; 10 unless given.
---@param options? table { order = "lowest" } for the other end.
---@return ranked_score[] scores One for each customer.
function scores.top(name, count, options) end

---What a customer's score is made of; nil where there is none.
---
---```lua
---local ok, e = pcall(scores.explain, "C0042", "quality")
---if ok and e then print(e.value, e.coverage, e.as_of) end
---```
---@param customer string|customer The customer's code, or the record.
---@param name string The score's name.
---@return score_explanation? explanation The score and what is behind it.
function scores.explain(customer, name) end

---Ladders of tiers: who rises, stays and falls, and what tiers give. What is judged on a day is in force from the next.
tiers = {}

---Judges one customer or "all" by the ladder in force, on the run's business date, all or nothing. Judging a day twice changes nothing the second time.
---
---```lua
---fx.set("EUR", "2026-01-01", 7.8)
---local result = tiers.evaluate("value", "all")
---assert(result.customers == 2 and result.tiers.bronze == 1 and result.tiers.silver == 1)
---for _, move in ipairs(result.moves) do print(move.code, move.from, move.to) end
---```
---@param ladder string The ladder's name.
---@param customer string|customer The customer's code, the record, or "all".
---@param options? tier_moves { limit = 100 }: how many moves are listed.
---@return tier_evaluation result Counts, and who moved.
function tiers.evaluate(ladder, customer, options) end

---Sets a customer's tier by hand, from today to a day, that day included. Evaluations leave it until then, and while nobody evaluates it stays. The first evaluation after that day ends it at once, without hold, grace or notice: the tier is then the highest whose `from` the figures reach, or, where that is higher, the highest up to the one set by hand whose `keep` they meet; the one from before where too little is known. `tiers.lift_override` ends it before.
---
---```lua
---local s = tiers.override("C0043", "value", "gold", { reason = "launch partner", ends_on = "2027-03-31" })
---assert(s.tier == "gold" and s.override.ends_on == "2027-03-31")
---```
---@param customer string|customer The customer's code, or the record.
---@param ladder string The ladder's name.
---@param tier string The tier.
---@param options tier_override Why, and until when.
---@return tier_standing standing The standing now.
function tiers.override(customer, ladder, tier, options) end

---Ends a tier that was set by hand before its day: the customer is judged by figures again, at once.
---
---```lua
---tiers.override("C0042", "value", "gold", { reason = "launch partner", ends_on = "2027-03-31" })
---local s = tiers.lift_override("C0042", "value", "contract ended")
---assert(s.tier == "bronze" and s.override == nil)
---assert(tiers.history("C0042", "value")[1].reason == "contract ended")
---```
---@param customer string|customer The customer's code, or the record.
---@param ladder string The ladder's name.
---@param reason string Why.
---@return tier_standing standing The standing now.
function tiers.lift_override(customer, ladder, reason) end

---Where a customer stands: on one ladder, nil where nobody judged; or on all, by the ladders' names.
---
---```lua
---tiers.evaluate("value", "C0042")
---assert(tiers.of("C0042", "value").tier == "bronze")
---for ladder, s in pairs(tiers.of("C0042")) do print(ladder, s.tier, s.since) end
---```
---@param customer string|customer The customer's code, or the record.
---@param ladder? string The ladder's name; all where it is left out.
---@return (tier_standing|table<string, tier_standing>)? standing A standing, or a table of them.
function tiers.of(customer, ladder) end

---The tier that is in force on a day: the one that an order of that day counts by. Nil for none.
---
---```lua
---tiers.evaluate("value", "C0042")
---assert(tiers.at("C0042", "value", today()) == nil, "what is judged today is in force from tomorrow")
---assert(tiers.at("C0042", "value", dates.add(today(), "1d")) == "bronze")
---```
---@param customer string|customer The customer's code, or the record.
---@param ladder string The ladder's name.
---@param date string The day.
---@return string? tier The tier's name.
function tiers.at(customer, ladder, date) end

---Every change of a customer's standing and of those merged into it, the latest first.
---
---```lua
---tiers.evaluate("value", "C0042")
---local first = tiers.history("C0042", "value")[1]
---assert(first.kind == "entered" and first.to == "bronze" and first.evidence.qualify.orders.net == 1200)
---```
---@param customer string|customer The customer's code, or the record.
---@param ladder? string The ladder's name; all where it is left out.
---@return tier_change[] changes What changed, why, by what evidence and which run.
function tiers.history(customer, ladder) end

---What a customer's tier gives by the ladder in force: of one ladder, or of all by their names. An empty table for no tier.
---
---```lua
---tiers.override("C0042", "value", "gold", { reason = "key account", ends_on = "2027-12-31" })
---assert(tiers.benefits("C0042", "value").discount == 0.05)
---assert(tiers.benefits("C0042").value.visit_interval == "30d")
---```
---@param customer string|customer The customer's code, or the record.
---@param ladder? string The ladder's name; all where it is left out.
---@return table<string, any> benefits As the policy names them.
function tiers.benefits(customer, ladder) end

---What keeps a customer's tier, and what the next one asks.
---
---```lua
---tiers.evaluate("value", "C0042")
---local rise = tiers.needed("C0042", "value").rise
---assert(rise.tier == "silver" and rise.needs[1].figure == "orders.net" and rise.needs[1].lacking == 3800)
---```
---@param customer string|customer The customer's code, or the record.
---@param ladder string The ladder's name.
---@return tier_outlook outlook Where the customer stands, and the bounds.
function tiers.needed(customer, ladder) end

---Who is to fall unless something changes, the earliest first.
---
---```lua
---for _, n in ipairs(tiers.notices("value")) do
---  print(n.code, n.tier, n.due_on, tiers.needed(n.code, n.ladder).stay.needs[1].lacking)
---end
---```
---@param ladder? string The ladder's name; all where it is left out.
---@return tier_notice[] notices One for each of them.
function tiers.notices(ladder) end

---The names of the ladders in force.
---
---```lua
---assert(tiers.ladders()[1] == "value")
---```
---@return string[] names In the order of the alphabet.
function tiers.ladders() end

---Points that customers earn and use: a ledger to which movements are only ever added.
points = {}

---Adds points, with the days that the wallet gives them.
---
---```lua
---local m = points.earn("C0042", 100, { reference = "welcome" })
---assert(m.points == 100 and points.earn("C0042", 100, { reference = "welcome" }).id == m.id)
---```
---@param customer string|customer The customer's code, or the record.
---@param points integer|money How many, above 0; money for a wallet of money.
---@param options? points_options Wallet, reference, order, day, reason.
---@return point_movement movement What was written.
function points.earn(customer, points, options) end

---Uses points, those of the soonest expiry first unless the wallet says otherwise; an error where there are not as many.
---
---```lua
---points.earn("C0042", 100)
---points.spend("C0042", 30, { reference = "gift 1" })
---local ok, why = pcall(points.spend, "C0042", 71)
---assert(points.balance("C0042") == 70 and not ok and why.code == "insufficient-points")
---```
---@param customer string|customer The customer's code, or the record.
---@param points integer|money How many, above 0; money for a wallet of money.
---@param options? points_options Wallet, reference, order, day, reason.
---@return point_movement movement What was written.
function points.spend(customer, points, options) end

---Adds points, or takes them where below 0; it needs a reason.
---
---```lua
---points.adjust("C0042", 50, { reason = "goodwill" })
---points.adjust("C0042", -20, { reason = "typing error" })
---assert(points.balance("C0042") == 30)
---```
---@param customer string|customer The customer's code, or the record.
---@param points integer|money How many to add, or below 0 to take; not 0. Money for a wallet of money.
---@param options? points_options Wallet, reference, order, day, reason.
---@return point_movement movement What was written.
function points.adjust(customer, points, options) end

---Gives usable points to another customer; they keep their days.
---
---```lua
---points.earn("C0042", 100)
---points.transfer("C0042", "C0043", 40)
---assert(points.balance("C0042") == 60 and points.balance("C0043") == 40)
---```
---@param customer string|customer The customer's code, or the record.
---@param to string|customer Who receives them.
---@param points integer|money How many, above 0; money for a wallet of money.
---@param options? points_options Wallet, reference, order, day, reason.
---@return point_movement movement What was written.
function points.transfer(customer, to, points, options) end

---Takes back what an order earned, in proportion to its returns: those in the book that have not been yet, or { amount = … } under a reference. A cancelled order goes back whole, and what it was paid in points comes back. What is left of the order's own points goes first, expired or not: points that expired unused are not owed, whether points.expire ran or not. What was given for a referral goes back once the order is cancelled or came back whole, unless its rule keeps it. "all" does so for every order.
---
---```lua
---points.earn("C0042", 125, { order = "O1", reference = "O1" })
---local m = points.reverse("O1", { amount = money(50, "CNY"), reference = "R1" })
---assert(m[1].kind == "reverse" and points.balance("C0042") == 0)
---```
---@param order string|order The order's code, or the record; or "all".
---@param options? points_options Wallet, reference, order, day, reason.
---@return point_movement[] movements What was written.
function points.reverse(order, options) end

---Gives back what was spent, or { amount = … } of it, to the lots that it came from.
---
---```lua
---points.earn("C0042", 100)
---local spent = points.spend("C0042", 30)
---points.restore(spent.id, { amount = 10, reason = "gift out of stock" })
---assert(points.balance("C0042") == 80)
---```
---@param movement integer The id of the spending.
---@param options? points_options Wallet, reference, order, day, reason.
---@return point_movement movement What was written.
function points.restore(movement, options) end

---Lets points that wait for an event (pending = "event") be used from now on.
---
---```lua
---local earned = points.earn("C0042", 100)
---local ok, why = pcall(points.activate, earned.id)
---assert(not ok and why.code == "not-pending")
---```
---@param movement integer The id of the earning.
---@param options? points_options Wallet, reference, order, day, reason.
---@return point_movement movement What was written.
function points.activate(movement, options) end

---Writes a movement for each lot whose last day is over. Such points cannot be used, whether that was written or not. Where a return takes them later, or a movement of an earlier day, a movement `expire` above 0 gives them back first.
---
---```lua
---local done = points.expire()
---assert(done.lots == 0 and done.points == 0)
---```
---@param on? string The day that it is, none that is still to come; today.
---@return expired_points done How many.
function points.expire(on) end

---Writes what orders, activities and referrals earn by a program's rules and have not earned yet: of one order, or of "all".
---
---```lua
---fx.set("EUR", "2026-10-15", 8)
---local done = points.accrue("O1")
---assert(done.movements == 1 and points.balance("C0042") == 125)
---assert(points.accrue("all").movements == 1)
---```
---@param what string|order An order, or "all".
---@param options? accrual_options Which program, whose and when: { program =, customer =, since =, to = }.
---@return accrued_points done What was asked about and written.
function points.accrue(what, options) end

---Asks a program's rules about an order again, and about the referral that it is the first paid order of: which fire, for how many points, and why the others do not. Nothing is written.
---
---```lua
---for _, r in ipairs(points.why("O1")) do print(r.rule, r.fired, r.points, r.why) end
---```
---@param order string|order The order's code, or the record.
---@param program? string The program; the only one in force.
---@return rule_answer[] rules What each rule says.
function points.why(order, program) end

---The same of an interaction and the rules on activities.
---
---```lua
---local i = interactions.create { customer = "C0042", kind = "visit", at = now() }
---assert(#points.why_activity(i) == 0, "the program has no rule on activities")
---```
---@param interaction integer|interaction The interaction's id, or the record.
---@param program? string The program; the only one in force.
---@return rule_answer[] rules What each rule says.
function points.why_activity(interaction, program) end

---How many points of a wallet a customer can use on a day, past or present.
---
---```lua
---points.earn("C0042", 100, { on = "2026-10-01" })
---assert(points.balance("C0042") == 100 and points.balance("C0042", "points", "2026-09-30") == 0)
---```
---@param customer string|customer The customer's code, or the record.
---@param wallet? string The wallet; the program's first unless given.
---@param on? string The day; today.
---@return integer|money points Points, or money for a wallet of money.
function points.balance(customer, wallet, on) end

---What a customer has in each wallet on a day.
---
---```lua
---points.earn("C0042", 100)
---assert(points.wallets("C0042").points.balance == 100)
---```
---@param customer string|customer The customer's code, or the record.
---@param on? string The day; today.
---@return table<string, point_balance> wallets By the wallets' names.
function points.wallets(customer, on) end

---What is left of a customer's points, by lot.
---
---```lua
---points.earn("C0042", 100)
---assert(points.lots("C0042")[1].remaining == 100)
---```
---@param customer string|customer The customer's code, or the record.
---@param wallet? string The wallet; all unless given.
---@return point_lot[] lots The lots.
function points.lots(customer, wallet) end

---A customer's movements, the newest first.
---
---```lua
---points.earn("C0042", 100)
---points.spend("C0042", 30)
---assert(points.history("C0042")[1].points == -30)
---```
---@param customer string|customer The customer's code, or the record.
---@param wallet? string The wallet; all unless given.
---@param limit? integer How many at the most; 100.
---@return point_movement[] movements The movements.
function points.history(customer, wallet, limit) end

---What outstanding points come to, by wallet: points, breakage (the share of gone points that expired unused), and cost = points × value × (1 − breakage).
---
---```lua
---points.earn("C0042", 100)
---assert(points.liability().points.points == 100)
---```
---@param on? string The day; today.
---@return table<string, point_liability> liability By the wallets' names.
function points.liability(on) end

---How many of the points that are left expire in which month.
---
---```lua
---points.earn("C0042", 100)
---for _, m in ipairs(points.forecast()) do print(m.wallet, m.month, m.points) end
---```
---@param on? string The day; today.
---@return point_forecast[] months The months of each wallet.
function points.forecast(on) end

---The share of points that are gone which expired unused: expired ÷ (expired + spent).
---
---```lua
---points.earn("C0042", 100)
---points.spend("C0042", 30)
---assert(points.breakage().points.share == 0)
---```
---@param on? string The day; today.
---@return table<string, point_breakage> shares By the wallets' names.
function points.breakage(on) end

---Works cached balances and what is left of lots out anew, and proves that balances, lots and movements agree.
---
---```lua
---points.earn("C0042", 100)
---local done = points.rebuild()
---assert(done.balances == 1 and done.corrected == 0)
---```
---@return rebuilt_points done What was found.
function points.rebuild() end

---What customers get for points.
rewards = {}

---The record of that key; an error where there is none.
---
---```lua
---assert(rewards.get("W1").points == 80)
---```
---@param code string|reward The code of the record, or the record itself.
---@return reward record A read-only snapshot.
function rewards.get(code) end

---The record of that key, or nil where there is none.
---
---```lua
---assert(rewards.find("W9") == nil)
---```
---@param code string|reward The code of the record, or the record itself.
---@return reward? record A read-only snapshot, or nil.
function rewards.find(code) end

---The records that meet a condition, as a list.
---
---```lua
---assert(rewards.list { where = { points = { ["<"] = 100 } } }[1].code == "W1")
---```
---@param query? query Which records; all where it is left out.
---@return reward[] records Read-only snapshots.
function rewards.list(query) end

---Goes through the records that meet a condition, one at a time, however many there are. A run that writes fixes them first.
---
---```lua
---for r in rewards.each() do print(r.code, r.name, r.points) end
---```
---@param query? query Which records; all where it is left out.
---@return fun(): reward iterator For a for loop.
function rewards.each(query) end

---How many records meet a condition.
---
---```lua
---assert(rewards.count() == 1)
---```
---@param query? query Which records; all where it is left out.
---@return integer count How many.
function rewards.count(query) end

---Adds a record.
---
---```lua
---assert(rewards.create { code = "W2", name = "培训一天", points = 500, stock = 10 }.stock == 10)
---```
---@param fields reward_fields The fields of the record.
---@return reward record The record as it was stored.
function rewards.create(fields) end

---Changes fields of a record; `null` empties one.
---
---```lua
---assert(rewards.update("W1", { points = 90 }).points == 90)
---```
---@param code string|reward The code of the record, or the record itself.
---@param changes reward_fields The fields to change.
---@return reward record The record afterwards.
function rewards.update(code, changes) end

---Gives a customer a reward for points, under a code of its own; refused where stock, limit or tier say so.
---
---```lua
---points.earn("C0042", 100)
---local code = rewards.redeem("C0042", "W1")
---assert(code.state == "issued" and points.balance("C0042") == 20)
---```
---@param customer string|customer The customer's code, or the record.
---@param reward string|reward The reward's code, or the record.
---@param options? points_options Program, day, reason.
---@return reward_code code The code and what became of it.
function rewards.redeem(customer, reward, options) end

---Notes that a code was used, once.
---
---```lua
---points.earn("C0042", 100)
---local code = rewards.redeem("C0042", "W1").code
---assert(rewards.use(code).state == "used" and not pcall(rewards.use, code))
---```
---@param code string The code that the customer shows.
---@return reward_code code The code and what became of it.
function rewards.use(code) end

---Cancels a code that was not used, and gives its points back.
---
---```lua
---points.earn("C0042", 100)
---local code = rewards.redeem("C0042", "W1").code
---assert(rewards.cancel(code).state == "cancelled" and points.balance("C0042") == 100)
---```
---@param code string The code that the customer shows.
---@param options? points_options Program, day, reason.
---@return reward_code code The code and what became of it.
function rewards.cancel(code, options) end

---What a customer has had for points, the newest first.
---
---```lua
---assert(#rewards.codes("C0042") == 0)
---```
---@param customer string|customer The customer's code, or the record.
---@return reward_code[] codes The codes.
function rewards.codes(customer) end

---Rebates by volume, settled as credit notes.
rebates = {}

---What customers ordered within the days, less returns and without cancelled orders, and the rebate on it. Nothing is written.
---
---```lua
---local s = rebates.statement("C0042", {
---  name = "2026", from = "2026-01-01", to = "2026-12-31", steps = { { min = 1000, rate = 0.02 } },
---})
---assert(s[1].volume == money(1200, "CNY") and s[1].rebate == money(24, "CNY"))
---```
---@param customer string|customer The customer's code, or the record; "all" for everybody.
---@param rebate rebate Which orders count, and the steps.
---@return rebate_statement[] statements One for each customer, by their codes.
function rebates.statement(customer, rebate) end

---Writes each rebate as an invoice below 0, once: asked for again, the same invoice is the answer, unless the rebate is another by then.
---
---```lua
---local s = rebates.settle("C0042", {
---  name = "2026", from = "2026-01-01", to = "2026-12-31", steps = { { min = 1000, rate = 0.02 } },
---})
---assert(invoices.get(s[1].invoice).amount == money(-24, "CNY"))
---```
---@param customer string|customer The customer's code, or the record; "all" for everybody.
---@param rebate rebate Which orders count, and the steps.
---@return rebate_statement[] statements One for each customer, by their codes.
function rebates.settle(customer, rebate) end

---Customers by a condition, by a test written in Lua, or both: `{ where = { … }, test = function(c) … end }`.
segments = {}

---The customers of a segment, as a list.
---
---```lua
---local big = { where = { region = "华东" }, test = function(c) return #c.name > 12 end }
---assert(segments.list(big)[1].code == "C0042")
---```
---@param segment segment A query, and a test that is asked for each customer that the query finds.
---@return customer[] customers Read-only snapshots.
function segments.list(segment) end

---Goes through the customers of a segment, one at a time.
---
---```lua
---for c in segments.each { test = function(c) return c.owner == nil end } do print(c.code, c.name) end
---```
---@param segment segment A query, and a test that is asked for each customer that the query finds.
---@return fun(): customer iterator For a for loop.
function segments.each(segment) end

---How many customers a segment has.
---
---```lua
---assert(segments.count { where = { region = "华东" }, test = function(c) return c.tier == "gold" end } == 1)
---```
---@param segment segment A query, and a test that is asked for each customer that the query finds.
---@return integer count How many.
function segments.count(segment) end

---Whether a customer belongs to a segment.
---
---```lua
---assert(segments.contains({ where = { tier = "gold" } }, "C0042"))
---```
---@param segment segment A query, and a test that is asked for each customer that the query finds.
---@param customer string|customer The code of the customer, or the record.
---@return boolean belongs Whether it does.
function segments.contains(segment, customer) end

---Related companies, which share a credit limit.
groups = {}

---The record of that key; an error where there is none.
---
---```lua
---assert(groups.get("G1").credit_limit == money(5000000, "CNY"))
---```
---@param code string|group The code of the record, or the record itself.
---@return group record A read-only snapshot.
function groups.get(code) end

---The record of that key, or nil where there is none.
---
---```lua
---assert(groups.find("G9") == nil)
---```
---@param code string|group The code of the record, or the record itself.
---@return group? record A read-only snapshot, or nil.
function groups.find(code) end

---The records that meet a condition, as a list.
---
---```lua
---assert(groups.list { where = { name = { like = "华东%" } } }[1].code == "G1")
---```
---@param query? query Which records; all where it is left out.
---@return group[] records Read-only snapshots.
function groups.list(query) end

---Goes through the records that meet a condition, one at a time, however many there are. A run that writes fixes them first.
---
---```lua
---for g in groups.each() do
---  print(g.code, g.name, g.credit_limit)
---end
---```
---@param query? query Which records; all where it is left out.
---@return fun(): group iterator For a for loop.
function groups.each(query) end

---How many records meet a condition.
---
---```lua
---assert(groups.count() == 1)
---```
---@param query? query Which records; all where it is left out.
---@return integer count How many.
function groups.count(query) end

---Adds a record.
---
---```lua
---assert(groups.create { code = "G2", name = "Nordwind Gruppe", currency = "EUR" }.currency == "EUR")
---```
---@param fields group_fields The fields of the record.
---@return group record The record as it was stored.
function groups.create(fields) end

---Changes fields of a record; `null` empties one.
---
---```lua
---assert(groups.update("G1", { credit_limit = 6000000 }).credit_limit == money(6000000, "CNY"))
---```
---@param code string|group The code of the record, or the record itself.
---@param changes group_fields The fields to change.
---@return group record The record afterwards.
function groups.update(code, changes) end

---People at a customer; a change of job closes one record and opens another.
contacts = {}

---The record of that key; an error where there is none.
---
---```lua
---local buyer = contacts.list { where = { customer = "C0042" } }[1]
---assert(contacts.get(buyer.id).name == "王芳")
---```
---@param id integer|contact The id of the record, or the record itself.
---@return contact record A read-only snapshot.
function contacts.get(id) end

---The record of that key, or nil where there is none.
---
---```lua
---assert(contacts.find(999999) == nil)
---```
---@param id integer|contact The id of the record, or the record itself.
---@return contact? record A read-only snapshot, or nil.
function contacts.find(id) end

---The records that meet a condition, as a list.
---
---```lua
---local there = contacts.list { where = { customer = "C0042", until_on = null }, order = "name" }
---assert(#there == 1 and there[1].post == "采购经理")
---```
---@param query? query Which records; all where it is left out.
---@return contact[] records Read-only snapshots.
function contacts.list(query) end

---Goes through the records that meet a condition, one at a time, however many there are. A run that writes fixes them first.
---
---```lua
---for c in contacts.each { where = { customer = "C0043" } } do
---  assert(c.email == "keller@nordwind.example")
---end
---```
---@param query? query Which records; all where it is left out.
---@return fun(): contact iterator For a for loop.
function contacts.each(query) end

---How many records meet a condition.
---
---```lua
---assert(contacts.count { where = { language = "zh" } } == 1)
---```
---@param query? query Which records; all where it is left out.
---@return integer count How many.
function contacts.count(query) end

---Adds a record.
---
---```lua
---local c = contacts.create { customer = "C0043", name = "Jonas Weber", post = "Quality", from_on = "2026-11-01" }
---assert(c.customer == "C0043" and c.until_on == nil)
---```
---@param fields contact_fields The fields of the record.
---@return contact record The record as it was stored.
function contacts.create(fields) end

---Changes fields of a record; `null` empties one.
---
---```lua
---local c = contacts.list { where = { name = "王芳" } }[1]
---assert(contacts.update(c, { until_on = "2026-10-31" }).until_on == "2026-10-31")
---```
---@param id integer|contact The id of the record, or the record itself.
---@param changes contact_fields The fields to change.
---@return contact record The record afterwards.
function contacts.update(id, changes) end

---Licences, statements and reports that a customer handed in, and when they expire.
documents = {}

---The record of that key; an error where there is none.
---
---```lua
---local licence = documents.list { where = { customer = "C0042", kind = "licence" } }[1]
---assert(documents.get(licence.id).number == "91310000MA1K")
---```
---@param id integer|document The id of the record, or the record itself.
---@return document record A read-only snapshot.
function documents.get(id) end

---The record of that key, or nil where there is none.
---
---```lua
---assert(documents.find(999999) == nil)
---```
---@param id integer|document The id of the record, or the record itself.
---@return document? record A read-only snapshot, or nil.
function documents.find(id) end

---The records that meet a condition, as a list.
---
---```lua
---local expiring = documents.list { where = { expires_on = { ["<"] = "2027-06-30" } }, order = "expires_on" }
---assert(#expiring == 1 and expiring[1].customer == "C0042")
---```
---@param query? query Which records; all where it is left out.
---@return document[] records Read-only snapshots.
function documents.list(query) end

---Goes through the records that meet a condition, one at a time, however many there are. A run that writes fixes them first.
---
---```lua
---for d in documents.each { where = { kind = "licence" } } do
---  if dates.diff(d.expires_on, today()) < 90 then log.warn("licence expires", { customer = d.customer }) end
---end
---```
---@param query? query Which records; all where it is left out.
---@return fun(): document iterator For a for loop.
function documents.each(query) end

---How many records meet a condition.
---
---```lua
---assert(documents.count() == 1)
---```
---@param query? query Which records; all where it is left out.
---@return integer count How many.
function documents.count(query) end

---Adds a record.
---
---```lua
---local d = documents.create { customer = "C0043", kind = "report", number = "CR-2026-11", issued_on = "2026-11-02" }
---assert(d.kind == "report")
---```
---@param fields document_fields The fields of the record.
---@return document record The record as it was stored.
function documents.create(fields) end

---Changes fields of a record; `null` empties one.
---
---```lua
---local d = documents.list { where = { number = "91310000MA1K" } }[1]
---assert(documents.update(d, { expires_on = "2037-01-31" }).expires_on == "2037-01-31")
---```
---@param id integer|document The id of the record, or the record itself.
---@param changes document_fields The fields to change.
---@return document record The record afterwards.
function documents.update(id, changes) end

---What was said, when and by whom.
interactions = {}

---Calls, mails, meetings, visits of a window.
---
---```lua
---assert(interactions.stats("365d").window == "365d")
---```
---@param window? string How far back from the business date, such as "365d"; everything unless given.
---@return input input An input, to be put under `inputs`.
function interactions.stats(window) end

---The record of that key; an error where there is none.
---
---```lua
---local visit = interactions.list { where = { kind = "visit" } }[1]
---assert(interactions.get(visit.id).topic == "年度框架协议")
---```
---@param id integer|interaction The id of the record, or the record itself.
---@return interaction record A read-only snapshot.
function interactions.get(id) end

---The record of that key, or nil where there is none.
---
---```lua
---assert(interactions.find(999999) == nil)
---```
---@param id integer|interaction The id of the record, or the record itself.
---@return interaction? record A read-only snapshot, or nil.
function interactions.find(id) end

---The records that meet a condition, as a list.
---
---```lua
---local last = interactions.list { where = { customer = "C0042" }, order = "-at", limit = 1 }[1]
---assert(last.who == "li")
---```
---@param query? query Which records; all where it is left out.
---@return interaction[] records Read-only snapshots.
function interactions.list(query) end

---Goes through the records that meet a condition, one at a time, however many there are. A run that writes fixes them first.
---
---```lua
---local minutes = 0
---for i in interactions.each { where = { customer = "C0042" } } do minutes = minutes + (i.minutes or 0) end
---assert(minutes == 90)
---```
---@param query? query Which records; all where it is left out.
---@return fun(): interaction iterator For a for loop.
function interactions.each(query) end

---How many records meet a condition.
---
---```lua
---assert(interactions.count { where = { at = { [">="] = "2026-11-01T00:00:00Z" } } } == 1)
---```
---@param query? query Which records; all where it is left out.
---@return integer count How many.
function interactions.count(query) end

---Adds a record.
---
---```lua
---local i = interactions.create { customer = "C0043", kind = "call", at = now(), who = "li", topic = "delivery date" }
---assert(i.at == now())
---```
---@param fields interaction_fields The fields of the record.
---@return interaction record The record as it was stored.
function interactions.create(fields) end

---Changes fields of a record; `null` empties one.
---
---```lua
---local i = interactions.list { where = { customer = "C0042" } }[1]
---assert(interactions.update(i, { outcome = "agreed" }).outcome == "agreed")
---```
---@param id integer|interaction The id of the record, or the record itself.
---@param changes interaction_fields The fields to change.
---@return interaction record The record afterwards.
function interactions.update(id, changes) end

---A customer's financial statements, one a year.
statements = {}

---The newest financial statement.
---
---```lua
---assert(statements.latest().input == "statements.latest")
---```
---@return input input An input, to be put under `inputs`.
function statements.latest() end

---The record of that key; an error where there is none.
---
---```lua
---local last = statements.list { where = { customer = "C0042", year = 2025 } }[1]
---assert(statements.get(last.id).revenue == money(2500000, "CNY"))
---```
---@param id integer|statement The id of the record, or the record itself.
---@return statement record A read-only snapshot.
function statements.get(id) end

---The record of that key, or nil where there is none.
---
---```lua
---assert(statements.find(999999) == nil)
---```
---@param id integer|statement The id of the record, or the record itself.
---@return statement? record A read-only snapshot, or nil.
function statements.find(id) end

---The records that meet a condition, as a list.
---
---```lua
---local years = statements.list { where = { customer = "C0042" }, order = "-year" }
---assert(years[1].year == 2025 and years[1].total_assets == money(1800000, "CNY"))
---```
---@param query? query Which records; all where it is left out.
---@return statement[] records Read-only snapshots.
function statements.list(query) end

---Goes through the records that meet a condition, one at a time, however many there are. A run that writes fixes them first.
---
---```lua
---for s in statements.each { where = { audited = true } } do
---  assert(s.total_liabilities / s.total_assets < 0.6)
---end
---```
---@param query? query Which records; all where it is left out.
---@return fun(): statement iterator For a for loop.
function statements.each(query) end

---How many records meet a condition.
---
---```lua
---assert(statements.count { where = { year = { ["in"] = { 2024, 2025 } } } } == 1)
---```
---@param query? query Which records; all where it is left out.
---@return integer count How many.
function statements.count(query) end

---Adds a record.
---
---```lua
---local s = statements.create { customer = "C0043", year = 2025, currency = "EUR", revenue = 800000, equity = 210000 }
---assert(s.revenue == money(800000, "EUR"))
---```
---@param fields statement_fields The fields of the record.
---@return statement record The record as it was stored.
function statements.create(fields) end

---Changes fields of a record; `null` empties one.
---
---```lua
---local s = statements.list { where = { customer = "C0042", year = 2025 } }[1]
---assert(statements.update(s, { ebit = 150000 }).ebit == money(150000, "CNY"))
---```
---@param id integer|statement The id of the record, or the record itself.
---@param changes statement_fields The fields to change.
---@return statement record The record afterwards.
function statements.update(id, changes) end

---What the company sells.
products = {}

---The record of that key; an error where there is none.
---
---```lua
---assert(products.get("P1").price == money(12.50, "CNY"))
---```
---@param code string|product The code of the record, or the record itself.
---@return product record A read-only snapshot.
function products.get(code) end

---The record of that key, or nil where there is none.
---
---```lua
---assert(products.find("P999") == nil)
---```
---@param code string|product The code of the record, or the record itself.
---@return product? record A read-only snapshot, or nil.
function products.find(code) end

---The records that meet a condition, as a list.
---
---```lua
---local dear = products.list { where = { price = { [">="] = 10 } } }
---assert(#dear == 1 and dear[1].code == "P1")
---```
---@param query? query Which records; all where it is left out.
---@return product[] records Read-only snapshots.
function products.list(query) end

---Goes through the records that meet a condition, one at a time, however many there are. A run that writes fixes them first.
---
---```lua
---for p in products.each { where = { category = "fasteners" } } do
---  assert(p.price > p.cost)
---end
---```
---@param query? query Which records; all where it is left out.
---@return fun(): product iterator For a for loop.
function products.each(query) end

---How many records meet a condition.
---
---```lua
---assert(products.count { where = { category = "fasteners" } } == 2)
---```
---@param query? query Which records; all where it is left out.
---@return integer count How many.
function products.count(query) end

---Adds a record.
---
---```lua
---assert(products.create { code = "P3", name = "垫圈 M8", price = 0.35 }.price == money(0.35, "CNY"))
---```
---@param fields product_fields The fields of the record.
---@return product record The record as it was stored.
function products.create(fields) end

---Changes fields of a record; `null` empties one.
---
---```lua
---assert(products.update("P1", { price = 13 }).price == money(13, "CNY"))
---```
---@param code string|product The code of the record, or the record itself.
---@param changes product_fields The fields to change.
---@return product record The record afterwards.
function products.update(code, changes) end

---What customers ordered.
orders = {}

---Orders of a window, cancelled ones left out.
---
---```lua
---assert(orders.stats("365d").window == "365d")
---```
---@param window? string How far back from the business date, such as "365d"; everything unless given.
---@return input input An input, to be put under `inputs`.
function orders.stats(window) end

---The record of that key; an error where there is none.
---
---```lua
---local o = orders.get("O1")
---assert(o.customer == "C0042" and o.amount == money(1250, "CNY"))
---```
---@param code string|order The code of the record, or the record itself.
---@return order record A read-only snapshot.
function orders.get(code) end

---The record of that key, or nil where there is none.
---
---```lua
---assert(orders.find("O999") == nil)
---```
---@param code string|order The code of the record, or the record itself.
---@return order? record A read-only snapshot, or nil.
function orders.find(code) end

---The records that meet a condition, as a list.
---
---```lua
---local recent = orders.list { where = { ordered_on = { [">="] = "2026-10-01" } }, order = "-ordered_on" }
---assert(#recent == 1 and recent[1].currency == "EUR")
---```
---@param query? query Which records; all where it is left out.
---@return order[] records Read-only snapshots.
function orders.list(query) end

---Goes through the records that meet a condition, one at a time, however many there are. A run that writes fixes them first.
---
---```lua
---local total = money(0, "CNY")
---for o in orders.each { where = { customer = "C0042", ["not"] = { status = "cancelled" } } } do total = total + o.amount end
---assert(total == money(1250, "CNY"))
---```
---@param query? query Which records; all where it is left out.
---@return fun(): order iterator For a for loop.
function orders.each(query) end

---How many records meet a condition.
---
---```lua
---assert(orders.count { where = { customer = "C0042", status = "shipped" } } == 1)
---```
---@param query? query Which records; all where it is left out.
---@return integer count How many.
function orders.count(query) end

---Adds a record.
---
---```lua
---local o = orders.create { code = "O3", customer = "C0042", ordered_on = today(), status = "in_process" }
---assert(o.amount == nil, "it has no lines yet")
---```
---@param fields order_fields The fields of the record.
---@return order record The record as it was stored.
function orders.create(fields) end

---Changes fields of a record; `null` empties one.
---
---```lua
---assert(orders.update("O2", { status = "shipped", shipped_on = "2026-11-05" }).status == "shipped")
---```
---@param code string|order The code of the record, or the record itself.
---@param changes order_fields The fields to change.
---@return order record The record afterwards.
function orders.update(code, changes) end

---The lines of an order, in their order.
---
---```lua
---local lines = orders.lines("O1")
---assert(#lines == 2 and lines[1].quantity == 100 and lines[2].kind == "shipping")
---```
---@param order string|order The code of the order, or the order itself.
---@return order_line[] lines Read-only snapshots.
function orders.lines(order) end

---The lines of an order. The amount of the order is the sum of its goods, without tax.
order_lines = {}

---The record of that key; an error where there is none.
---
---```lua
---local line = order_lines.list { where = { order = "O1", line = 1 } }[1]
---assert(order_lines.get(line.id).amount == money(1250, "CNY"))
---```
---@param id integer|order_line The id of the record, or the record itself.
---@return order_line record A read-only snapshot.
function order_lines.get(id) end

---The record of that key, or nil where there is none.
---
---```lua
---assert(order_lines.find(999999) == nil)
---```
---@param id integer|order_line The id of the record, or the record itself.
---@return order_line? record A read-only snapshot, or nil.
function order_lines.find(id) end

---The records that meet a condition, as a list.
---
---```lua
---local goods = order_lines.list { where = { order = "O1", kind = "goods" } }
---assert(#goods == 1 and goods[1].product == "P1")
---```
---@param query? query Which records; all where it is left out.
---@return order_line[] records Read-only snapshots.
function order_lines.list(query) end

---Goes through the records that meet a condition, one at a time, however many there are. A run that writes fixes them first.
---
---```lua
---local sold = 0
---for line in order_lines.each { where = { product = "P1" } } do sold = sold + line.quantity end
---assert(sold == 100)
---```
---@param query? query Which records; all where it is left out.
---@return fun(): order_line iterator For a for loop.
function order_lines.each(query) end

---How many records meet a condition.
---
---```lua
---assert(order_lines.count { where = { order = "O1" } } == 2)
---```
---@param query? query Which records; all where it is left out.
---@return integer count How many.
function order_lines.count(query) end

---Adds a record.
---
---```lua
---local line = order_lines.create { order = "O1", line = 3, product = "P1", quantity = 10, price = 12 }
---assert(line.amount == money(120, "CNY"))
---assert(orders.get("O1").amount == money(1370, "CNY"))
---```
---@param fields order_line_fields The fields of the record.
---@return order_line record The record as it was stored.
function order_lines.create(fields) end

---Changes fields of a record; `null` empties one.
---
---```lua
---local line = order_lines.list { where = { order = "O1", line = 1 } }[1]
---assert(order_lines.update(line, { quantity = 80 }).amount == money(1000, "CNY"))
---assert(orders.get("O1").amount == money(1000, "CNY"))
---```
---@param id integer|order_line The id of the record, or the record itself.
---@param changes order_line_fields The fields to change.
---@return order_line record The record afterwards.
function order_lines.update(id, changes) end

---What left the house, and when it arrived.
deliveries = {}

---The record of that key; an error where there is none.
---
---```lua
---assert(deliveries.get("D1").delivered_on == "2026-09-14")
---```
---@param code string|delivery The code of the record, or the record itself.
---@return delivery record A read-only snapshot.
function deliveries.get(code) end

---The record of that key, or nil where there is none.
---
---```lua
---assert(deliveries.find("D999") == nil)
---```
---@param code string|delivery The code of the record, or the record itself.
---@return delivery? record A read-only snapshot, or nil.
function deliveries.find(code) end

---The records that meet a condition, as a list.
---
---```lua
---local late = {}
---for _, d in ipairs(deliveries.list { where = { order = "O1" } }) do
---  if d.delivered_on > d.due_on then table.insert(late, d.code) end
---end
---assert(#late == 0)
---```
---@param query? query Which records; all where it is left out.
---@return delivery[] records Read-only snapshots.
function deliveries.list(query) end

---Goes through the records that meet a condition, one at a time, however many there are. A run that writes fixes them first.
---
---```lua
---for d in deliveries.each { where = { delivered_on = null } } do
---  error(d.code .. " has not arrived")
---end
---```
---@param query? query Which records; all where it is left out.
---@return fun(): delivery iterator For a for loop.
function deliveries.each(query) end

---How many records meet a condition.
---
---```lua
---assert(deliveries.count { where = { carrier = "SF" } } == 1)
---```
---@param query? query Which records; all where it is left out.
---@return integer count How many.
function deliveries.count(query) end

---Adds a record.
---
---```lua
---local d = deliveries.create { code = "D2", order = "O2", shipped_on = "2026-11-05", amount = 600 }
---assert(d.amount == money(600, "EUR"))
---```
---@param fields delivery_fields The fields of the record.
---@return delivery record The record as it was stored.
function deliveries.create(fields) end

---Changes fields of a record; `null` empties one.
---
---```lua
---assert(deliveries.update("D1", { carrier = "DHL" }).carrier == "DHL")
---```
---@param code string|delivery The code of the record, or the record itself.
---@param changes delivery_fields The fields to change.
---@return delivery record The record afterwards.
function deliveries.update(code, changes) end

---Goods that came back.
returns = {}

---Returns of a window.
---
---```lua
---assert(returns.stats("365d").window == "365d")
---```
---@param window? string How far back from the business date, such as "365d"; everything unless given.
---@return input input An input, to be put under `inputs`.
function returns.stats(window) end

---The record of that key; an error where there is none.
---
---```lua
---assert(returns.get("R1").amount == money(50, "CNY"))
---```
---@param code string|return The code of the record, or the record itself.
---@return return record A read-only snapshot.
function returns.get(code) end

---The record of that key, or nil where there is none.
---
---```lua
---assert(returns.find("R999") == nil)
---```
---@param code string|return The code of the record, or the record itself.
---@return return? record A read-only snapshot, or nil.
function returns.find(code) end

---The records that meet a condition, as a list.
---
---```lua
---local back = returns.list { where = { customer = "C0042", returned_on = { [">="] = "2026-10-01" } } }
---assert(#back == 1 and back[1].reason == "thread damaged")
---```
---@param query? query Which records; all where it is left out.
---@return return[] records Read-only snapshots.
function returns.list(query) end

---Goes through the records that meet a condition, one at a time, however many there are. A run that writes fixes them first.
---
---```lua
---local quantity = 0
---for r in returns.each { where = { product = "P1" } } do quantity = quantity + r.quantity end
---assert(quantity == 4)
---```
---@param query? query Which records; all where it is left out.
---@return fun(): return iterator For a for loop.
function returns.each(query) end

---How many records meet a condition.
---
---```lua
---assert(returns.count { where = { customer = "C0043" } } == 0)
---```
---@param query? query Which records; all where it is left out.
---@return integer count How many.
function returns.count(query) end

---Adds a record.
---
---```lua
---local r = returns.create { code = "R2", customer = "C0043", order = "O2", returned_on = "2026-11-12", amount = 24 }
---assert(r.amount == money(24, "EUR"))
---```
---@param fields return_fields The fields of the record.
---@return return record The record as it was stored.
function returns.create(fields) end

---Changes fields of a record; `null` empties one.
---
---```lua
---assert(returns.update("R1", { reason = "wrong size" }).reason == "wrong size")
---```
---@param code string|return The code of the record, or the record itself.
---@param changes return_fields The fields to change.
---@return return record The record afterwards.
function returns.update(code, changes) end

---What customers owe; an amount below 0 is a credit note.
invoices = {}

---Invoices of a window, what is open of them and overdue: by allocation, the rest paid oldest first.
---
---```lua
---assert(invoices.stats("365d", { terms = 45 }).terms == 45)
---```
---@param window? string How far back from the business date, such as "365d"; everything unless given.
---@param options? terms When an invoice without a due date is due.
---@return input input An input, to be put under `inputs`.
function invoices.stats(window, options) end

---The record of that key; an error where there is none.
---
---```lua
---assert(invoices.get("I1").amount == money(1330, "CNY"))
---```
---@param code string|invoice The code of the record, or the record itself.
---@return invoice record A read-only snapshot.
function invoices.get(code) end

---The record of that key, or nil where there is none.
---
---```lua
---assert(invoices.find("I999") == nil)
---```
---@param code string|invoice The code of the record, or the record itself.
---@return invoice? record A read-only snapshot, or nil.
function invoices.find(code) end

---The records that meet a condition, as a list.
---
---```lua
---local due = invoices.list { where = { due_on = { ["<"] = "2026-11-21" }, amount = { [">"] = 0 } } }
---assert(#due == 1 and due[1].code == "I1")
---```
---@param query? query Which records; all where it is left out.
---@return invoice[] records Read-only snapshots.
function invoices.list(query) end

---Goes through the records that meet a condition, one at a time, however many there are. A run that writes fixes them first.
---
---```lua
---for i in invoices.each { where = { disputed = true } } do error(i.code .. " is disputed") end
---```
---@param query? query Which records; all where it is left out.
---@return fun(): invoice iterator For a for loop.
function invoices.each(query) end

---How many records meet a condition.
---
---```lua
---assert(invoices.count { where = { amount = { ["<"] = 0 } } } == 1)
---```
---@param query? query Which records; all where it is left out.
---@return integer count How many.
function invoices.count(query) end

---Adds a record.
---
---```lua
---local note = invoices.create { code = "I4", customer = "C0043", order = "O2", issued_on = "2026-11-20", amount = -24 }
---assert(note.amount == money(-24, "EUR"))
---```
---@param fields invoice_fields The fields of the record.
---@return invoice record The record as it was stored.
function invoices.create(fields) end

---Changes fields of a record; `null` empties one.
---
---```lua
---assert(invoices.update("I1", { disputed = true }).disputed)
---```
---@param code string|invoice The code of the record, or the record itself.
---@param changes invoice_fields The fields to change.
---@return invoice record The record afterwards.
function invoices.update(code, changes) end

---The invoices and credit notes that are not settled, the longest due first.
---
---```lua
---local note, invoice = table.unpack(invoices.open("C0042"))
---assert(note.code == "I3" and note.open == money(-50, "CNY"))
---assert(invoice.code == "I1" and invoice.open == money(330, "CNY"))
---assert(invoice.days_late == dates.diff(today(), "2026-10-10"))
---```
---@param customer? string|customer The code of a customer, or the customer; all where it is left out.
---@return open_invoice[] invoices What each is over and what is open of it.
function invoices.open(customer) end

---What customers paid.
payments = {}

---Payments of a window and how late they were: by allocation, the rest oldest invoice first.
---
---```lua
---assert(payments.stats("365d", { terms = 45 }).terms == 45)
---```
---@param window? string How far back from the business date, such as "365d"; everything unless given.
---@param options? terms When an invoice without a due date is due.
---@return input input An input, to be put under `inputs`.
function payments.stats(window, options) end

---The record of that key; an error where there is none.
---
---```lua
---assert(payments.get("Y1").amount == money(1000, "CNY"))
---```
---@param code string|payment The code of the record, or the record itself.
---@return payment record A read-only snapshot.
function payments.get(code) end

---The record of that key, or nil where there is none.
---
---```lua
---assert(payments.find("Y999") == nil)
---```
---@param code string|payment The code of the record, or the record itself.
---@return payment? record A read-only snapshot, or nil.
function payments.find(code) end

---The records that meet a condition, as a list.
---
---```lua
---local paid = payments.list { where = { customer = "C0042" }, order = "-paid_on" }
---assert(#paid == 1 and paid[1].method == "transfer")
---```
---@param query? query Which records; all where it is left out.
---@return payment[] records Read-only snapshots.
function payments.list(query) end

---Goes through the records that meet a condition, one at a time, however many there are. A run that writes fixes them first.
---
---```lua
---local total = money(0, "EUR")
---for p in payments.each { where = { customer = "C0043" } } do total = total + p.amount end
---assert(total == money(1200, "EUR"))
---```
---@param query? query Which records; all where it is left out.
---@return fun(): payment iterator For a for loop.
function payments.each(query) end

---How many records meet a condition.
---
---```lua
---assert(payments.count { where = { method = "acceptance_bill" } } == 0)
---```
---@param query? query Which records; all where it is left out.
---@return integer count How many.
function payments.count(query) end

---Adds a record.
---
---```lua
---local p = payments.create { code = "Y3", customer = "C0042", paid_on = today(), amount = 330, method = "acceptance_bill" }
---assert(p.amount == money(330, "CNY"))
---```
---@param fields payment_fields The fields of the record.
---@return payment record The record as it was stored.
function payments.create(fields) end

---Changes fields of a record; `null` empties one.
---
---```lua
---assert(payments.update("Y1", { method = "cheque" }).method == "cheque")
---```
---@param code string|payment The code of the record, or the record itself.
---@param changes payment_fields The fields to change.
---@return payment record The record afterwards.
function payments.update(code, changes) end

---Settles an invoice by a payment, on top of what the payment settled of it before.
---
---```lua
---assert(payments.allocate("Y2", "I2", 700).amount == money(700, "EUR"))
---assert(payments.allocate("Y2", "I2").amount == money(1200, "EUR"))
---```
---@param payment string|payment The code of the payment, or the payment.
---@param invoice string|invoice The code of the invoice, or the invoice.
---@param amount? money|number|string How much; as much as both still have where it is left out.
---@return allocation allocation The allocation.
function payments.allocate(payment, invoice, amount) end

---Which payment settled how much of which invoice; payments.allocate adds to them.
allocations = {}

---The record of that key; an error where there is none.
---
---```lua
---local a = allocations.list { where = { payment = "Y1", invoice = "I1" } }[1]
---assert(allocations.get(a.id).amount == money(1000, "CNY"))
---```
---@param id integer|allocation The id of the record, or the record itself.
---@return allocation record A read-only snapshot.
function allocations.get(id) end

---The record of that key, or nil where there is none.
---
---```lua
---assert(allocations.find(999999) == nil)
---```
---@param id integer|allocation The id of the record, or the record itself.
---@return allocation? record A read-only snapshot, or nil.
function allocations.find(id) end

---The records that meet a condition, as a list.
---
---```lua
---assert(#allocations.list { where = { invoice = "I1" } } == 1)
---```
---@param query? query Which records; all where it is left out.
---@return allocation[] records Read-only snapshots.
function allocations.list(query) end

---Goes through the records that meet a condition, one at a time, however many there are. A run that writes fixes them first.
---
---```lua
---local settled = money(0, "CNY")
---for a in allocations.each { where = { invoice = "I1" } } do settled = settled + a.amount end
---assert(settled == money(1000, "CNY"))
---```
---@param query? query Which records; all where it is left out.
---@return fun(): allocation iterator For a for loop.
function allocations.each(query) end

---How many records meet a condition.
---
---```lua
---assert(allocations.count { where = { payment = "Y2" } } == 0)
---```
---@param query? query Which records; all where it is left out.
---@return integer count How many.
function allocations.count(query) end

---Adds a record.
---
---```lua
---local a = allocations.create { payment = "Y2", invoice = "I2", amount = 700 }
---assert(a.amount == money(700, "EUR"))
---assert(not pcall(allocations.update, a, { amount = 1300 }), "an allocation exceeds neither payment nor invoice")
---```
---@param fields allocation_fields The fields of the record.
---@return allocation record The record as it was stored.
function allocations.create(fields) end

---Changes fields of a record; `null` empties one.
---
---```lua
---local a = allocations.list { where = { payment = "Y1" } }[1]
---assert(allocations.update(a, { amount = 900 }).amount == money(900, "CNY"))
---```
---@param id integer|allocation The id of the record, or the record itself.
---@param changes allocation_fields The fields to change.
---@return allocation record The record afterwards.
function allocations.update(id, changes) end

---What customers may owe, what they do owe, and what follows. The limit is the customer's `credit_limit`; without a policy in force, the hold, the validity and the limits are checked.
credit = {}

---What is agreed with a customer, now or as it was after the changes up to a day.
---
---```lua
---local p = credit.profile("C0042")
---assert(p.limit == money(500000, "CNY") and p.grade == "B" and p.hold == "none")
---assert(p.securities[1].amount == money(300000, "CNY") and p.ratings.Dagong == "AA")
---```
---@param customer string|customer The customer's code, or the record.
---@param on? string The day; now where it is left out.
---@return customer_credit profile What is agreed; nil where no change was kept by that day.
function credit.profile(customer, on) end

---Sets what a customer may owe. `credit_limit` given to `customers.create` or `customers.update`, or imported, is checked and noted alike, with no other reason than that.
---
---```lua
---assert(credit.set_limit("C0042", 600000, "pays early").limit == money(600000, "CNY"))
---assert(customers.get("C0042").credit_limit == money(600000, "CNY"))
---```
---@param customer string|customer The customer's code, or the record.
---@param amount money|number|string Money, or a number in the customer's currency; 0 or more.
---@param reason string Why, in words.
---@return customer_credit profile What is agreed afterwards.
function credit.set_limit(customer, amount, reason) end

---Proposes what a customer may owe; somebody else approves it with `credit.approve`.
---
---```lua
---credit.propose("C0042", 600000, "larger orders")
---local ok, why = pcall(credit.approve, "C0042", "seen")
---assert(not ok and why.code == "own-proposal" and credit.profile("C0042").limit == money(500000, "CNY"))
---```
---@param customer string|customer The customer's code, or the record.
---@param amount money|number|string Money, or a number in the customer's currency; 0 or more.
---@param reason string Why, in words.
---@return customer_credit profile What is agreed, as before.
function credit.propose(customer, amount, reason) end

---Sets grade, payment terms, prepaid share, validity or review of a customer; `null` empties one.
---
---```lua
---local p = credit.set_terms("C0042", { grade = "A", terms_days = 60, next_review_on = "2027-05-21" }, "yearly review")
---assert(p.grade == "A" and p.terms_days == 60)
---```
---@param customer string|customer The customer's code, or the record.
---@param terms credit_terms What to set.
---@param reason string Why, in words.
---@return customer_credit profile What is agreed afterwards.
function credit.set_terms(customer, terms, reason) end

---Stops new documents of a customer: a soft hold waits for a release, a hard one rejects; none lifts it.
---
---```lua
---credit.hold("C0042", "hard", "cheque returned")
---assert(credit.check("C0042", 100).outcome == "reject")
---assert(credit.hold("C0042", "none", "paid").hold == "none")
---```
---@param customer string|customer The customer's code, or the record.
---@param hold "none"|"soft"|"hard" How.
---@param reason string Why, in words.
---@return customer_credit profile What is agreed afterwards.
function credit.hold(customer, hold, reason) end

---Lets documents of a customer pass a hold, up to an amount and a day.
---
---```lua
---credit.hold("C0042", "soft", "statement overdue")
---assert(credit.check("C0042", 8000).outcome == "hold")
---credit.release("C0042", { reason = "statement promised", amount = 10000, valid_until = "2026-11-30" })
---assert(credit.check("C0042", 8000).outcome == "warn")
---assert(credit.check("C0042", 12000).outcome == "hold")
---```
---@param customer string|customer The customer's code, or the record.
---@param release credit_release What passes, and why.
---@return customer_credit profile What is agreed.
function credit.release(customer, release) end

---What happened to a customer's credit and to that of customers merged into it, the latest first.
---
---```lua
---credit.set_limit("C0042", 450000, "smaller orders")
---local last = credit.history("C0042")[1]
---assert(last.kind == "limit" and last.amount == money(450000, "CNY") and last.reason == "smaller orders")
---```
---@param customer string|customer The customer's code, or the record.
---@return credit_change[] changes The changes.
function credit.history(customer) end

---What a customer owes and is about to owe, from documents: undelivered orders less what was prepaid, deliveries not invoiced, open invoices, acceptance bills, less unapplied receipts.
---
---```lua
---local e = credit.exposure("C0042")
---assert(e.invoices == money(280, "CNY") and e.acceptance_bills == money(20000, "CNY"))
---assert(e.total == money(20280, "CNY") and e.documents[1].code == "I1")
---```
---@param customer string|customer The customer's code, or the record.
---@param options? credit_options How to look at it.
---@return customer_exposure exposure In the customer's currency.
function credit.exposure(customer, options) end

---What a customer may still owe: limit and securities that count, less exposure; nil without a limit.
---
---```lua
---assert(credit.headroom("C0042") == money(479720, "CNY"))
---```
---@param customer string|customer The customer's code, or the record.
---@param options? credit_options How to look at it.
---@return money? headroom Below 0 where the limit is exceeded.
function credit.headroom(customer, options) end

---What the companies of a group owe together, against the group's limit.
---
---```lua
---local g = credit.group("G1")
---assert(g.total == money(20280, "CNY") and g.limit == money(5000000, "CNY") and g.members[1] == "C0042")
---```
---@param group string|group The group's code, or the record.
---@param options? credit_options How to look at it.
---@return group_exposure exposure What they owe, and may owe.
function credit.group(group, options) end

---Sets what the companies of a group may owe together. Above a policy's thresholds it needs the same approval as a customer's limit, and so does `credit_limit` given to `groups.create` or `groups.update`, or imported.
---
---```lua
---assert(credit.set_group_limit("G1", 6000000, "new member").limit == money(6000000, "CNY"))
---```
---@param group string|group The group's code, or the record.
---@param amount money|number|string Money, or a number in the group's currency; 0 or more.
---@param reason string Why, in words.
---@return group_exposure exposure What they owe, and may owe.
function credit.set_group_limit(group, amount, reason) end

---Proposes what the companies of a group may owe; somebody else approves it with `credit.approve_group_limit`.
---
---```lua
---assert(credit.propose_group_limit("G1", 6000000, "new member").limit == money(5000000, "CNY"))
---```
---@param group string|group The group's code, or the record.
---@param amount money|number|string Money, or a number in the group's currency; 0 or more.
---@param reason string Why, in words.
---@return group_exposure exposure What they owe, with the limit as before.
function credit.propose_group_limit(group, amount, reason) end

---Sets the limit that somebody else proposed for a group.
---
---```lua
---credit.propose_group_limit("G1", 6000000, "new member")
---local ok, why = pcall(credit.approve_group_limit, "G1", "seen")
---assert(not ok and why.code == "own-proposal")
---```
---@param group string|group The group's code, or the record.
---@param reason string Why, in words.
---@return group_exposure exposure What they owe, and may owe.
function credit.approve_group_limit(group, reason) end

---What happened to a group's limit, the latest first.
---
---```lua
---credit.set_group_limit("G1", 6000000, "new member")
---assert(credit.group_history("G1")[1].reason == "new member")
---```
---@param group string|group The group's code, or the record.
---@return group_limit_change[] changes The changes.
function credit.group_history(group) end

---Open invoices by how long they have been due.
---
---```lua
---local a = credit.aging("C0042")
---assert(a.days_31_60 == money(330, "CNY") and a.not_due == money(-50, "CNY") and a.total == money(280, "CNY"))
---```
---@param customer? string|customer The customer's code, or the record; all where it is left out.
---@param options? credit_options How to look at it.
---@return invoice_aging aging In the customer's or the group's currency, of all in the base currency.
function credit.aging(customer, options) end

---Days sales outstanding: receivables ÷ credit sales of a window × its days; credit notes lower both.
---
---```lua
----- Open 280 of 1,280 invoiced in 90 days.
---assert(credit.dso("C0042").value == 280 / 1280 * 90)
---```
---@param customer? string|customer The customer's code, or the record; all where it is left out.
---@param options? credit_options How to look at it.
---@return sales_outstanding dso The days, and the sums behind them.
function credit.dso(customer, options) end

---Judges a document by the chain of checks, and keeps what came of it.
---
---```lua
---local c = credit.check("C0042", 100000, { at = "order" })
---assert(c.allowed and c.outcome == "allow" and c.exposure == money(120280, "CNY"))
---local over = credit.check("C0042", 490000)
---assert(over.outcome == "hold" and over.step == "limit")
---```
---@param customer string|customer The customer's code, or the record.
---@param amount? money|number|string Money, or a number in the order's currency, else the customer's; the order's value where it is left out.
---@param options? credit_check_options What is checked, and when.
---@return credit_check check What the chain says.
function credit.check(customer, amount, options) end

---What a check would say; nothing is kept.
---
---```lua
---assert(credit.preview("C0042", 100000).allowed)
---```
---@param customer string|customer The customer's code, or the record.
---@param amount? money|number|string Money, or a number in the order's currency, else the customer's; the order's value where it is left out.
---@param options? credit_check_options What is checked, and when.
---@return credit_check check What the chain says.
function credit.preview(customer, amount, options) end

---Checks an order as it is now, or every order that `credit.pending` names.
---
---```lua
---orders.create { code = "O3", customer = "C0042", ordered_on = today(), amount = 600000 }
---local c = credit.recheck("O3")[1]
---assert(c.outcome == "hold" and c.amount == money(600000, "CNY"))
---```
---@param order? string|order The code of the order, or the order; all that wait where it is left out.
---@return credit_check[] checks The checks.
function credit.recheck(order) end

---Open orders whose check is missing or says nothing any more: new ones and copies, those that grew, were reopened or altered, or whose release is over.
---
---```lua
---assert(credit.pending()[1].order == "O2" and credit.pending()[1].reason == "unchecked")
---credit.recheck()
---assert(#credit.pending() == 0)
---orders.create { code = "O3", customer = "C0042", ordered_on = today(), amount = 100 }
---assert(credit.pending()[1].order == "O3")
---```
---@return unchecked_order[] orders The orders.
function credit.pending() end

---The kept checks of a customer, the latest first.
---
---```lua
---credit.check("C0042", 1000)
---local c = credit.checks("C0042", 1)[1]
---assert(c.outcome == "allow" and c.amount == money(1000, "CNY") and c.operator == "li")
---```
---@param customer string|customer The customer's code, or the record.
---@param count? integer How many; 100 unless given.
---@return kept_credit_check[] checks The checks.
function credit.checks(customer, count) end

---Grades customers by the policy in force and sets grade, limit, terms and review; limits above a threshold are proposed. Missing figures leave a customer as it is: insufficient_data.
---
---```lua
---local ok, why = pcall(credit.assess, "C0042")
---assert(ok or why.code == "no-definition-in-force", "no policy was installed")
---```
---@param customer string|customer The customer's code, the record, or "all".
---@param policy? string The policy's name, where several are in force.
---@return credit_assessment|credit_assessments assessment What it came to; of all, how many and whose limits differ.
function credit.assess(customer, policy) end

---Sets the limit that a policy proposed; somebody else than its proposer does.
---
---```lua
---local ok, why = pcall(credit.approve, "C0042", "seen")
---assert(not ok and why.code == "nothing-proposed")
---```
---@param customer string|customer The customer's code, or the record.
---@param reason string Why, in words.
---@return customer_credit profile What is agreed afterwards.
function credit.approve(customer, reason) end

---Whom to remind of what by the levels of the policy, in the customer's language; disputed invoices and promised payments are left out.
---
---```lua
---for _, r in ipairs(credit.dunning()) do print(r.customer, r.invoice, r.level, r.text) end
---```
---@param customer? string|customer The customer's code, or the record; all where it is left out.
---@param options? credit_options How to look at it.
---@return reminder[] reminders The reminders.
function credit.dunning(customer, options) end

---What is agreed with customers on credit; changed by the functions of `credit`.
credit_profiles = {}

---The records that meet a condition, as a list.
---
---```lua
---assert(credit_profiles.list { where = { customer = "C0042" } }[1].grade == "B")
---```
---@param query? query Which records; all where it is left out.
---@return credit_profile[] records Read-only snapshots.
function credit_profiles.list(query) end

---Goes through the records that meet a condition, one at a time, however many there are. A run that writes fixes them first.
---
---```lua
---for p in credit_profiles.each { where = { hold = "hard" } } do print(p.customer) end
---```
---@param query? query Which records; all where it is left out.
---@return fun(): credit_profile iterator For a for loop.
function credit_profiles.each(query) end

---How many records meet a condition.
---
---```lua
---assert(credit_profiles.count { where = { next_review_on = { ["<="] = today() } } } == 0)
---```
---@param query? query Which records; all where it is left out.
---@return integer count How many.
function credit_profiles.count(query) end

---What stands behind debts: guarantees, letters of credit, insured limits, deposits.
securities = {}

---The record of that key; an error where there is none.
---
---```lua
---assert(securities.get("S1").amount == money(300000, "CNY"))
---```
---@param code string|security The code of the record, or the record itself.
---@return security record A read-only snapshot.
function securities.get(code) end

---The record of that key, or nil where there is none.
---
---```lua
---assert(securities.find("S9") == nil)
---```
---@param code string|security The code of the record, or the record itself.
---@return security? record A read-only snapshot, or nil.
function securities.find(code) end

---The records that meet a condition, as a list.
---
---```lua
---assert(#securities.list { where = { expires_on = { ["<="] = "2026-12-31" } } } == 1)
---```
---@param query? query Which records; all where it is left out.
---@return security[] records Read-only snapshots.
function securities.list(query) end

---Goes through the records that meet a condition, one at a time, however many there are. A run that writes fixes them first.
---
---```lua
---for s in securities.each { where = { kind = "guarantee" } } do print(s.issuer) end
---```
---@param query? query Which records; all where it is left out.
---@return fun(): security iterator For a for loop.
function securities.each(query) end

---How many records meet a condition.
---
---```lua
---assert(securities.count { where = { customer = "C0042" } } == 1)
---```
---@param query? query Which records; all where it is left out.
---@return integer count How many.
function securities.count(query) end

---Adds a record.
---
---```lua
---local s = securities.create { code = "S2", customer = "C0043", kind = "letter_of_credit", currency = "EUR", amount = 5000 }
---assert(s.amount == money(5000, "EUR"))
---```
---@param fields security_fields The fields of the record.
---@return security record The record as it was stored.
function securities.create(fields) end

---Changes fields of a record; `null` empties one.
---
---```lua
---assert(securities.update("S1", { expires_on = "2027-12-31" }).expires_on == "2027-12-31")
---```
---@param code string|security The code of the record, or the record itself.
---@param changes security_fields The fields to change.
---@return security record The record afterwards.
function securities.update(code, changes) end

---What rating agencies say of customers.
credit_ratings = {}

---The record of that key; an error where there is none.
---
---```lua
---assert(credit_ratings.get(credit_ratings.list()[1].id).agency == "Dagong")
---```
---@param id integer|credit_rating The id of the record, or the record itself.
---@return credit_rating record A read-only snapshot.
function credit_ratings.get(id) end

---The record of that key, or nil where there is none.
---
---```lua
---assert(credit_ratings.find(99) == nil)
---```
---@param id integer|credit_rating The id of the record, or the record itself.
---@return credit_rating? record A read-only snapshot, or nil.
function credit_ratings.find(id) end

---The records that meet a condition, as a list.
---
---```lua
---assert(credit_ratings.list { where = { customer = "C0042" }, order = "-as_of" }[1].grade == "AA")
---```
---@param query? query Which records; all where it is left out.
---@return credit_rating[] records Read-only snapshots.
function credit_ratings.list(query) end

---Goes through the records that meet a condition, one at a time, however many there are. A run that writes fixes them first.
---
---```lua
---for r in credit_ratings.each() do print(r.customer, r.grade) end
---```
---@param query? query Which records; all where it is left out.
---@return fun(): credit_rating iterator For a for loop.
function credit_ratings.each(query) end

---How many records meet a condition.
---
---```lua
---assert(credit_ratings.count() == 1)
---```
---@param query? query Which records; all where it is left out.
---@return integer count How many.
function credit_ratings.count(query) end

---Adds a record.
---
---```lua
---local r = credit_ratings.create { customer = "C0043", agency = "Creditreform", as_of = today(), grade = "2+" }
---assert(r.grade == "2+")
---```
---@param fields credit_rating_fields The fields of the record.
---@return credit_rating record The record as it was stored.
function credit_ratings.create(fields) end

---Changes fields of a record; `null` empties one.
---
---```lua
---assert(credit_ratings.update(credit_ratings.list()[1], { grade = "AA-" }).grade == "AA-")
---```
---@param id integer|credit_rating The id of the record, or the record itself.
---@param changes credit_rating_fields The fields to change.
---@return credit_rating record The record afterwards.
function credit_ratings.update(id, changes) end

---Bills given instead of money; exposure until they are honoured.
acceptance_bills = {}

---The record of that key; an error where there is none.
---
---```lua
---assert(acceptance_bills.get("B1").amount == money(20000, "CNY"))
---```
---@param code string|acceptance_bill The code of the record, or the record itself.
---@return acceptance_bill record A read-only snapshot.
function acceptance_bills.get(code) end

---The record of that key, or nil where there is none.
---
---```lua
---assert(acceptance_bills.find("B9") == nil)
---```
---@param code string|acceptance_bill The code of the record, or the record itself.
---@return acceptance_bill? record A read-only snapshot, or nil.
function acceptance_bills.find(code) end

---The records that meet a condition, as a list.
---
---```lua
---assert(#acceptance_bills.list { where = { due_on = { ["<="] = "2027-02-28" } } } == 1)
---```
---@param query? query Which records; all where it is left out.
---@return acceptance_bill[] records Read-only snapshots.
function acceptance_bills.list(query) end

---Goes through the records that meet a condition, one at a time, however many there are. A run that writes fixes them first.
---
---```lua
---for b in acceptance_bills.each { where = { honoured_on = null } } do print(b.code) end
---```
---@param query? query Which records; all where it is left out.
---@return fun(): acceptance_bill iterator For a for loop.
function acceptance_bills.each(query) end

---How many records meet a condition.
---
---```lua
---assert(acceptance_bills.count { where = { kind = "bank" } } == 1)
---```
---@param query? query Which records; all where it is left out.
---@return integer count How many.
function acceptance_bills.count(query) end

---Adds a record.
---
---```lua
---acceptance_bills.create { code = "B2", customer = "C0042", received_on = today(), due_on = "2027-05-21", amount = 900 }
---assert(credit.exposure("C0042").acceptance_bills == money(20900, "CNY"))
---```
---@param fields acceptance_bill_fields The fields of the record.
---@return acceptance_bill record The record as it was stored.
function acceptance_bills.create(fields) end

---Changes fields of a record; `null` empties one.
---
---```lua
---acceptance_bills.update("B1", { honoured_on = today() })
---assert(credit.exposure("C0042").acceptance_bills == money(0, "CNY"))
---```
---@param code string|acceptance_bill The code of the record, or the record itself.
---@param changes acceptance_bill_fields The fields to change.
---@return acceptance_bill record The record afterwards.
function acceptance_bills.update(code, changes) end

---What customers promised to pay, and by when.
promises = {}

---The record of that key; an error where there is none.
---
---```lua
---assert(promises.get("PR1").due_on == "2026-11-25")
---```
---@param code string|promise The code of the record, or the record itself.
---@return promise record A read-only snapshot.
function promises.get(code) end

---The record of that key, or nil where there is none.
---
---```lua
---assert(promises.find("PR9") == nil)
---```
---@param code string|promise The code of the record, or the record itself.
---@return promise? record A read-only snapshot, or nil.
function promises.find(code) end

---The records that meet a condition, as a list.
---
---```lua
---assert(#promises.list { where = { customer = "C0042" } } == 1)
---```
---@param query? query Which records; all where it is left out.
---@return promise[] records Read-only snapshots.
function promises.list(query) end

---Goes through the records that meet a condition, one at a time, however many there are. A run that writes fixes them first.
---
---```lua
---for p in promises.each { where = { kept = false } } do print(p.customer) end
---```
---@param query? query Which records; all where it is left out.
---@return fun(): promise iterator For a for loop.
function promises.each(query) end

---How many records meet a condition.
---
---```lua
---assert(promises.count { where = { invoice = "I1" } } == 1)
---```
---@param query? query Which records; all where it is left out.
---@return integer count How many.
function promises.count(query) end

---Adds a record.
---
---```lua
---local p = promises.create { code = "PR2", customer = "C0043", made_on = today(), due_on = "2026-12-01", currency = "EUR", amount = 1200 }
---assert(p.amount == money(1200, "EUR"))
---```
---@param fields promise_fields The fields of the record.
---@return promise record The record as it was stored.
function promises.create(fields) end

---Changes fields of a record; `null` empties one.
---
---```lua
---assert(promises.update("PR1", { kept = true }).kept)
---```
---@param code string|promise The code of the record, or the record itself.
---@param changes promise_fields The fields to change.
---@return promise record The record afterwards.
function promises.update(code, changes) end

---Exchange rates by day, in the book's base currency.
fx = {}

---What one unit of a currency was worth in the base currency: the latest rate on or before a day.
---
---```lua
---fx.set("USD", "2026-11-20", 7.08)
---assert(fx.rate("USD", "2026-11-21") == 7.08)
---```
---@param currency string An ISO 4217 code.
---@param date? string The day; the business date where it is left out.
---@param age? integer How many days old a rate may be; 31 where it is left out.
---@return number rate Base currency for one unit.
function fx.rate(currency, date, age) end

---Sets the rate of a currency for a day.
---
---```lua
---fx.set("EUR", "2026-11-20", 8.21)
---assert(fx.rate("EUR", "2026-12-01") == 8.21)
---```
---@param currency string An ISO 4217 code.
---@param date string The day.
---@param rate number Base currency for one unit; above 0.
function fx.set(currency, date, rate) end

---An amount in another currency by the rates of a day, rounded to its minor unit, a half away from zero.
---
---```lua
---fx.set("USD", "2026-11-20", 7.08)
---local c = customers.create { code = "C0100", name = "Acme", currency = "USD", annual_revenue = 100 }
---assert(tostring(fx.convert(c.annual_revenue, "CNY", "2026-11-20")) == "708.00 CNY")
---```
---@param amount money The amount.
---@param to string The currency to have.
---@param date? string The day; the business date where it is left out.
---@param age? integer How many days old a rate may be; 31 where it is left out.
---@return money amount The amount in that currency.
function fx.convert(amount, to, date, age) end

---The fields that records have, and new ones.
fields = {}

---Adds a field to a kind of record. It filters, orders, imports, exports and shows like the others.
---
---```lua
---fields.define("customers", "factory_area", "number", { label = "Factory area (m²)", label_zh = "厂房面积（㎡）" })
---customers.update("C0042", { factory_area = 1200.5 })
---assert(customers.count { where = { factory_area = { [">"] = 1000 } } } == 1)
---```
---@param entity string The kind of record: "customers".
---@param name string Small letters, digits and underscores, 40 at most.
---@param kind "text"|"integer"|"number"|"boolean"|"date"|"instant"|"choice"|"money" What it holds.
---@param options? field_options Labels, and the choices of a choice.
function fields.define(entity, name, kind, options) end

---The fields of a kind of record, in order.
---
---```lua
---local first = fields.list("customers")[1]
---assert(first.name == "code" and first.kind == "text" and first.required and not first.custom)
---```
---@param entity string The kind of record: "customers".
---@return field[] fields The fields.
function fields.list(entity) end

---Who acts on the book.
operators = {}

---The record of that key; an error where there is none.
---
---```lua
---assert(operators.get("li").name == "Li Wei")
---```
---@param code string|operator The code of the record, or the record itself.
---@return operator record A read-only snapshot.
function operators.get(code) end

---The record of that key, or nil where there is none.
---
---```lua
---assert(operators.find("nobody") == nil)
---```
---@param code string|operator The code of the record, or the record itself.
---@return operator? record A read-only snapshot, or nil.
function operators.find(code) end

---The records that meet a condition, as a list.
---
---```lua
---assert(#operators.list { where = { active = true } } == 1)
---```
---@param query? query Which records; all where it is left out.
---@return operator[] records Read-only snapshots.
function operators.list(query) end

---Goes through the records that meet a condition, one at a time, however many there are. A run that writes fixes them first.
---
---```lua
---for o in operators.each() do assert(o.email) end
---```
---@param query? query Which records; all where it is left out.
---@return fun(): operator iterator For a for loop.
function operators.each(query) end

---How many records meet a condition.
---
---```lua
---assert(operators.count() == 1)
---```
---@param query? query Which records; all where it is left out.
---@return integer count How many.
function operators.count(query) end

---Adds a record.
---
---```lua
---assert(operators.create { code = "chen", name = "陈静", active = true }.active)
---```
---@param fields operator_fields The fields of the record.
---@return operator record The record as it was stored.
function operators.create(fields) end

---Changes fields of a record; `null` empties one.
---
---```lua
---assert(operators.update("li", { active = false }).active == false)
---```
---@param code string|operator The code of the record, or the record itself.
---@param changes operator_fields The fields to change.
---@return operator record The record afterwards.
function operators.update(code, changes) end

---Models made of cases whose outcome is known.
analytics = {}

---A scorecard of cases: weight of evidence and information value of each bin, a logistic regression on them, and points of which so many double the odds.
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
---@param cases table[] A list of tables or records.
---@param options scorecard_options Which fields are inputs, which tells bad from good, and the scale.
---@return scorecard card The card.
function analytics.scorecard(cases, options) end

---The points of a case by a scorecard; nil where a value is in none of its bins.
---
---```lua
---local cases = {
---  { days = 5, late = false }, { days = 9, late = true }, { days = 8, late = false },
---  { days = 40, late = true }, { days = 50, late = true }, { days = 35, late = false },
---}
---local card = analytics.scorecard(cases, { bad = "late", inputs = { { name = "days", breaks = { 30 } } } })
---assert(analytics.points(card, { days = 10 }) > analytics.points(card, { days = 30 }))
---```
---@param card any What analytics.scorecard returned.
---@param case any A table or a record.
---@return integer? points The sum over its inputs.
function analytics.points(card, case) end

---Exact amounts of money; they add and compare only within one currency.
---
---```lua
---local price = money(12.50, "CNY")
---assert(price * 3 == money("37.50", "CNY"))
---assert(tostring(-price) == "-12.50 CNY" and price.amount == 12.5 and price.currency == "CNY")
---```
---@class money_module
---@overload fun(amount: money|number|string, currency?: string): money
money = {}

---The sum of amounts of one currency.
---
---```lua
---assert(money.sum { money(1.10), money(2.20) } == money(3.30))
---assert(money.sum({}, "EUR") == money(0, "EUR"))
---```
---@param amounts money[] The amounts.
---@param currency? string The currency of the sum; it decides what nothing sums up to.
---@return money amount The sum.
function money.sum(amounts, currency) end

---Parts of an amount in proportion to weights, which together are exactly the amount.
---
---```lua
---local parts = money.allocate(money(100, "CNY"), { 1, 1, 1 })
---assert(parts[1] == money(33.34, "CNY") and parts[3] == money(33.33, "CNY"))
---```
---@param amount money The amount.
---@param weights integer[] Integers of 0 or more, not all 0.
---@return money[] parts As many parts as weights.
function money.allocate(amount, weights) end

---An amount in another currency at a given rate, rounded to its minor unit.
---
---```lua
---assert(money.convert(money(100, "USD"), "CNY", 7.1256) == money(712.56, "CNY"))
---```
---@param amount money The amount.
---@param currency string The other currency.
---@param rate number Units of it for one unit of the amount's currency.
---@return money amount The converted amount.
function money.convert(amount, currency, rate) end

---The amount that a person wrote, thousands separators and all.
---
---```lua
---assert(money.parse("¥1,234.50") == money(1234.50, "CNY"))
---assert(money.parse("EUR -12.50") == money(-12.50, "EUR"))
---```
---@param text string Such as "¥1,234.50" or "EUR 12.5".
---@param currency? string The currency of a text that names none.
---@return money amount The amount.
function money.parse(text, currency) end

---The amount nearest to a number; a half goes away from zero.
---
---```lua
---assert(money.round(10 / 3, "CNY") == money(3.33, "CNY"))
---assert(money.round(1.005, "CNY") == money(1.01, "CNY"))
---```
---@param number number Whole units of the currency.
---@param currency? string An ISO 4217 code; the book's base currency where it is left out.
---@return money amount The amount.
function money.round(number, currency) end

---Days of the calendar, written 2026-11-21; as texts they sort and compare.
dates = {}

---The day a span later, or earlier.
---
---```lua
---assert(dates.add("2026-01-31", "1m") == "2026-02-28" and dates.add("2026-01-31", "0m") == "2026-01-31")
---assert(dates.add("2026-03-01", -1) == "2026-02-28" and dates.add("2026-03-01", "-1y") == "2025-03-01")
---```
---@param date string The day.
---@param span string|integer Days, or a text: 30d, 2w, 3m, 1q, 1y, with a minus for earlier; 0d is the same day.
---@return string date The other day; the last of a month that is too short.
function dates.add(date, span) end

---How many days one day lies after another.
---
---```lua
---assert(dates.diff("2028-03-01", "2028-02-28") == 2)
---```
---@param later string The later day.
---@param earlier string The earlier day.
---@return integer days Days; negative where the first lies before the second.
function dates.diff(later, earlier) end

---How many whole months lie between two days.
---
---```lua
---assert(dates.months_between("2026-11-20", "2025-11-21") == 11)
---```
---@param later string The later day.
---@param earlier string The earlier day.
---@return integer months Whole months; negative where the first lies before the second.
function dates.months_between(later, earlier) end

---The day of the week: Monday is 1, Sunday 7.
---
---```lua
---assert(dates.weekday("2026-11-21") == 6)
---```
---@param date string The day.
---@return integer weekday 1 to 7.
function dates.weekday(date) end

---The first day of a period.
---
---```lua
---assert(dates.start_of("2026-11-21", "month") == "2026-11-01")
---assert(dates.start_of("2026-11-21", "week") == "2026-11-16")
---```
---@param date string The day.
---@param period "week"|"month"|"quarter"|"year" The period that the day falls into.
---@return string date The first day; of a week, Monday.
function dates.start_of(date, period) end

---The last day of a period.
---
---```lua
---assert(dates.end_of("2026-11-21", "quarter") == "2026-12-31")
---```
---@param date string The day.
---@param period "week"|"month"|"quarter"|"year" The period that the day falls into.
---@return string date The last day.
function dates.end_of(date, period) end

---Year, month, day and quarter of a day.
---
---```lua
---local parts = dates.parts("2026-11-21")
---assert(parts.year == 2026 and parts.month == 11 and parts.day == 21 and parts.quarter == 4)
---```
---@param date string The day.
---@return date_parts parts Its parts.
function dates.parts(date) end

---The day that a person wrote; an error where it could mean two.
---
---```lua
---assert(dates.parse("2026年3月5日") == "2026-03-05")
---assert(dates.parse("03/04/2026", "DD/MM/YYYY") == "2026-04-03")
---```
---@param text string Such as 2026/11/21 or 2026年11月21日.
---@param format? string How it is written: DD/MM/YYYY, D MMM YYYY.
---@return string date The day.
function dates.parse(text, format) end

---A day written out.
---
---```lua
---assert(dates.format("2026-03-05", "D MMM YYYY") == "5 Mar 2026")
---assert(dates.format("2026-03-05", "YYYY年M月D日") == "2026年3月5日")
---```
---@param date string The day.
---@param format string YYYY, YY, MMM, MM, M, DD and D with anything between them.
---@return string text The text.
function dates.format(date, format) end

---Whether a text names a day: 2026-02-28 does, 2026-02-30 does not.
---
---```lua
---assert(dates.is_valid("2028-02-29") and not dates.is_valid("2026-02-29"))
---```
---@param text string The text.
---@return boolean valid Whether it does.
function dates.is_valid(text) end

---Texts of any script; positions and widths are those that readers see.
text = {}

---The text without blanks around it, ideographic ones too.
---
---```lua
---assert(text.trim("　上海 \n") == "上海")
---```
---@param text string The text.
---@return string text The rest.
function text.trim(text) end

---The parts of a text between separators.
---
---```lua
---local parts = text.split("华东,华南,", ",")
---assert(#parts == 3 and parts[1] == "华东" and parts[3] == "")
---```
---@param text string The text.
---@param separator string What stands between two parts.
---@return string[] parts At least one; parts may be empty.
function text.split(text, separator) end

---Whether a text begins with another.
---
---```lua
---assert(text.starts_with("上海贸易有限公司", "上海"))
---```
---@param text string The text.
---@param part string What to look for, letter by letter; at most 1 MiB.
---@return boolean holds Whether it does.
function text.starts_with(text, part) end

---Whether a text ends with another.
---
---```lua
---assert(text.ends_with("Nordwind GmbH", "GmbH"))
---```
---@param text string The text.
---@param part string What to look for, letter by letter; at most 1 MiB.
---@return boolean holds Whether it does.
function text.ends_with(text, part) end

---Whether a text has another in it.
---
---```lua
---assert(text.contains("上海贸易有限公司", "贸易") and not text.contains("a.c", "abc"))
---```
---@param text string The text.
---@param part string What to look for, letter by letter; at most 1 MiB.
---@return boolean holds Whether it does.
function text.contains(text, part) end

---How many characters a reader sees.
---
---```lua
---assert(text.length("上海") == 2)
---```
---@param text string The text.
---@return integer count Characters.
function text.length(text) end

---The text in small letters, of any script.
---
---```lua
---assert(text.lower("ÄRGER") == "ärger")
---```
---@param text string The text.
---@return string text The text.
function text.lower(text) end

---The text in capitals, of any script.
---
---```lua
---assert(text.upper("ärger") == "ÄRGER")
---```
---@param text string The text.
---@return string text The text.
function text.upper(text) end

---How many columns a text takes in a terminal: a Chinese character takes two.
---
---```lua
---assert(text.width("上海 A") == 6)
---```
---@param text string The text.
---@return integer columns Columns.
function text.width(text) end

---The text filled with blanks to a number of columns.
---
---```lua
---assert(text.pad("上海", 6) == "上海  ")
---assert(text.pad("7", 3, "right") == "  7")
---```
---@param text string The text.
---@param columns integer Columns of the terminal, at most 10,000.
---@param align? "left"|"right"|"center" Where the text stands; left unless given.
---@return string text The text; as it was where it is wider.
function text.pad(text, columns, align) end

---The text cut to a number of columns, with … at its end.
---
---```lua
---assert(text.truncate("上海贸易有限公司", 7) == "上海贸…")
---```
---@param text string The text.
---@param columns integer Columns of the terminal, at most 10,000.
---@return string text The text; as it was where it fits.
function text.truncate(text, columns) end

---The text as search compares it: small, half-width, simplified, without accents.
---
---```lua
---assert(text.normalize("　ＡＢＣ　Café 貿易 ") == "abc cafe 贸易")
---```
---@param text string The text.
---@return string text The text.
function text.normalize(text) end

---How a Chinese text is read, without tones; nil for a text without Chinese.
---
---```lua
---assert(text.pinyin("上海") == "shanghai" and text.pinyin("Nordwind") == nil)
---```
---@param text string The text.
---@return string? pinyin The likeliest reading.
function text.pinyin(text) end

---The first letters of a Chinese text's syllables; nil for a text without Chinese.
---
---```lua
---assert(text.initials("上海贸易有限公司") == "shmyyxgs")
---```
---@param text string The text.
---@return string? initials Of the likeliest reading.
function text.initials(text) end

---How alike two texts are, from 0 to 1, as search compares them.
---
---```lua
---assert(text.similar("Nordwind GmbH", "NORDWIND  GMBH") == 1)
---assert(text.similar("kitten", "sitting") > 0.57 and text.similar("abc", "xyz") == 0)
---```
---@param text string The text.
---@param other string The other text.
---@return number similarity 1 less the edits between them over the longer length.
function text.similar(text, other) end

---The text in the language of the run, out of one for each.
---
---```lua
---print(text.of { en = "3 customers", zh = "3 个客户" })
---```
---@param texts text_in_languages The text in English and in Chinese.
---@return string text That of --lang, PATRON_LANG or the environment.
function text.of(texts) end

---Values as JSON text (RFC 8259).
json = {}

---A value as JSON: names sorted, records as objects, money as { amount, currency }; an empty table is an object.
---
---```lua
---assert(json.encode { b = { 1, 2.5, null }, a = "上海" } == '{"a":"上海","b":[1,2.5,null]}')
---assert(json.encode(money(12.50, "CNY")) == '{"amount":"12.50","currency":"CNY"}')
---```
---@param value any Anything but functions.
---@return string text The text, without blanks.
function json.encode(value) end

---The value that a JSON text holds; null becomes `null`.
---
---```lua
---local value = json.decode('{"codes": ["C0042", null], "rate": 0.5}')
---assert(value.codes[1] == "C0042" and value.codes[2] == null and value.rate == 0.5)
---```
---@param text string One JSON value.
---@return any value Lists and tables of numbers, texts and booleans.
function json.decode(text) end

---Delimited text (RFC 4180) in scripts; files come in by patron import.
csv = {}

---The rows of a delimited text: tables by column name, or lists without a header. Values are texts.
---
---```lua
---local rows = csv.parse("code,name\nC1,\"Li, Wei\"\n")
---assert(#rows == 1 and rows[1].code == "C1" and rows[1].name == "Li, Wei")
---assert(csv.parse("1;2\n", { header = false, delimiter = ";" })[1][2] == "2")
---```
---@param text string The text.
---@param options? csv_options How the text is written.
---@return (table<string, string>|string[])[] rows One table for each row: by column, or a list.
function csv.parse(text, options) end

---Rows as delimited text: lists, or tables and records with their columns.
---
---```lua
---assert(csv.encode({ { code = "C1", name = "Li, Wei" } }) == 'code,name\nC1,"Li, Wei"\n')
---assert(csv.encode({ { 1, money(2.50, "CNY") } }, { header = false }) == "1,2.50 CNY\n")
---```
---@param rows table[] A list of rows, all of one kind.
---@param options? csv_options How the text is written.
---@return string text The text; lines end with LF.
function csv.encode(rows, options) end

---Lines about the run, kept with it and shown apart from its output.
log = {}

---Notes what happened.
---
---```lua
---log.info("customers checked", { count = customers.count() })
---```
---@param text string What to say.
---@param fields? table Facts beside it, by name.
function log.info(text, fields) end

---Notes what somebody should look at.
---
---```lua
---log.warn("over the limit", { customer = "C0042", amount = money(12.50) })
---```
---@param text string What to say.
---@param fields? table Facts beside it, by name.
function log.warn(text, fields) end

---Notes what went wrong; the run goes on.
---
---```lua
---log.error("no e-mail address", { customer = "C0043" })
---```
---@param text string What to say.
---@param fields? table Facts beside it, by name.
function log.error(text, fields) end

---Long work cut into parts, each kept as a run of its own, so that others can write in between.
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

---In tests: what is expected of a value. `expect(x):to_equal(y)`, or the other way round `expect(x).never:to_equal(y)`.
---
---```lua
---expect(1 + 1):to_equal(2)
---```
---@class expect_module
---@overload fun(value: any): expect_module
expect = {}

---Turns what is expected round: `expect(x).never:to_be_nil()`.
---@type expect_module
expect.never = nil

---It is the same value, tables part by part.
---
---```lua
---expect({ tier = "gold", days = 3 }):to_equal { tier = "gold", days = 3.0 }
---```
---@param self expect_module What expect(value) returned.
---@param expected any The value that there should be.
function expect.to_equal(self, expected) end

---It is the very same value: for tables, the same table.
---
---```lua
---local rates = { gold = 1.5 }
---expect(rates):to_be(rates)
---expect(rates).never:to_be { gold = 1.5 }
---```
---@param self expect_module What expect(value) returned.
---@param expected any The value that it should be.
function expect.to_be(self, expected) end

---A number or amount is at most so far away.
---
---```lua
---expect(0.1 + 0.2):to_be_near(0.3, 1e-9)
---```
---@param self expect_module What expect(value) returned.
---@param expected any The number or amount.
---@param tolerance number How far away it may be.
function expect.to_be_near(self, expected, tolerance) end

---A text has that piece; a list has an element like that, a table or record those fields, and perhaps more.
---
---```lua
---expect("late payment"):to_contain("late")
---expect({ { code = "C1", tier = "gold" }, { code = "C2" } }):to_contain { code = "C1" }
---expect({ code = "C1", tier = "gold" }):to_contain { tier = "gold" }
---```
---@param self expect_module What expect(value) returned.
---@param part any A piece of text, an element or fields.
function expect.to_contain(self, part) end

---A text matches a pattern of Lua's.
---
---```lua
---expect("INV-0042"):to_match("^INV%-%d+$")
---```
---@param self expect_module What expect(value) returned.
---@param pattern string As string.find takes it.
function expect.to_match(self, pattern) end

---Calling the function raises an error; with a text, one of that code or with that text in it.
---
---```lua
---expect(function() customers.get("C9") end):to_raise("not-found")
---```
---@param self expect_module What expect(value) returned.
---@param text? string A part of the message, or the code of an error.
function expect.to_raise(self, text) end

---It is nil or null.
---
---```lua
---expect(nil):to_be_nil()
---```
---@param self expect_module What expect(value) returned.
function expect.to_be_nil(self) end

---It is true.
---
---```lua
---expect(1 < 2):to_be_true()
---```
---@param self expect_module What expect(value) returned.
function expect.to_be_true(self) end

---It is false.
---
---```lua
---expect(1 > 2):to_be_false()
---```
---@param self expect_module What expect(value) returned.
function expect.to_be_false(self) end

---A number is higher.
---
---```lua
---expect(3):to_be_above(2)
---```
---@param self expect_module What expect(value) returned.
---@param bound number The number to compare with.
function expect.to_be_above(self, bound) end

---A number is lower.
---
---```lua
---expect(1):to_be_below(2)
---```
---@param self expect_module What expect(value) returned.
---@param bound number The number to compare with.
function expect.to_be_below(self, bound) end

---It is written as it was when `patron test --accept` kept it, in a file beside the test.
---
---```lua
---expect({ grade = "B", limit = 20000 }):to_match_snapshot()
---```
---@param self expect_module What expect(value) returned.
function expect.to_match_snapshot(self) end

---In tests: the time, which stands still until a test moves it. It begins with the start of 2026, or with what --as-of names.
clock = {}

---In tests: sets the day or the moment that it is.
---
---```lua
---it("is a day in spring", function()
---  clock.set("2026-03-20")
---  expect(today()):to_equal("2026-03-20")
---end)
---```
---@param time string "2026-02-17", or "2026-02-17T09:30:00Z".
function clock.set(time) end

---In tests: lets time pass.
---
---```lua
---it("is three months later", function()
---  clock.set("2026-01-31")
---  clock.advance("91d")
---  expect(today()):to_equal("2026-05-02")
---end)
---```
---@param span string|integer "91d", "3m", or a number of days.
function clock.advance(span) end
