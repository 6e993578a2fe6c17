-- The recipes on customers.
describe("duplicate_customers", function()
  it("finds pairs by tax ID, telephone and name", function()
    given {
      customers = {
        { code = "C1", name = "上海恒达机械有限公司", tax_id = "9131A" },
        { code = "C2", name = "恒达（上海）", tax_id = "９１３１a" },
        { code = "C3", name = "Nordwind GmbH", phone = "+49 40 123-45" },
        { code = "C4", name = "Nord Wind Trading", phone = "＋49 (40) 12345" },
        { code = "C5", name = "上海恒达机械股份有限公司" },
        { code = "C6", name = "成都西部阀门" },
      },
    }
    local found = run("../cookbook/duplicate_customers.lua").output
    expect(found):to_contain("C1 上海恒达机械有限公司 = C2 恒达（上海） (tax ID)")
    expect(found):to_contain("C3 Nordwind GmbH = C4 Nord Wind Trading (telephone)")
    expect(found):to_contain("C1 上海恒达机械有限公司 = C5 上海恒达机械股份有限公司 (name)")
    expect(found).never:to_contain("C6")
  end)

  it("names a pair once, whatever agrees", function()
    given { customers = { { code = "C1", name = "甲", tax_id = "1" }, { code = "C2", name = "甲", tax_id = "1" } } }
    expect(run("../cookbook/duplicate_customers.lua").output):to_equal("C1 甲 = C2 甲 (tax ID)\n")
  end)
end)

describe("merge_by_tax_id", function()
  it("keeps the oldest customer with the newer telephone and all orders", function()
    given {
      customers = {
        { code = "C1", name = "甲", tax_id = "9131A", phone = "021-1", address = "旧路 1 号" },
        { code = "C2", name = "甲公司", tax_id = "9131a", phone = "021-2" },
        { code = "C3", name = "乙", tax_id = "9131B" }, { code = "C4", name = "丙" }, { code = "C5", name = "丁" },
      },
      orders = { { code = "O1", customer = "C2", ordered_on = "2026-01-01", amount = 100 } },
    }
    expect(run("../cookbook/merge_by_tax_id.lua").output):to_equal("C2 甲公司 → C1 甲\nmerged: 1\n")
    expect(customers.count()):to_equal(4)
    expect(customers.get("C2")):to_contain { code = "C1", phone = "021-2", address = "旧路 1 号" }
    expect(orders.get("O1").customer):to_equal("C1")
  end)
end)

describe("clean_phones", function()
  it("leaves digits, a leading + and hyphens", function()
    given {
      customers = {
        { code = "C1", name = "甲", phone = "０２１－６２３４ ５６７８" }, { code = "C2", name = "乙", phone = "+49 (40) 123.45" },
        { code = "C3", name = "丙", phone = "021-62345678" }, { code = "C4", name = "丁" },
        { code = "C5", name = "戊", phone = "62345678 转 801" },
      },
      contacts = { { customer = "C1", name = "王芳", mobile = "138 0013 8000" } },
    }
    expect(run("../cookbook/clean_phones.lua").output):to_equal(
      "C5\tphone\t62345678 转 801\nrecords cleaned: 3\n")
    expect(customers.get("C1").phone):to_equal("021-62345678")
    expect(customers.get("C2").phone):to_equal("+494012345")
    expect(customers.get("C5").phone):to_equal("62345678 转 801")
    expect(contacts.list()[1].mobile):to_equal("13800138000")
    expect(changes()).never:to_contain { code = "C3" }
  end)
end)

describe("clean_names", function()
  it("drops stray blanks and sets the brackets that belong", function()
    given {
      customers = {
        { code = "C1", name = "恒达 (上海)  有限公司" }, { code = "C2", name = " Nordwind（Asia） GmbH" },
        { code = "C3", name = "恒达（上海）有限公司" },
      },
    }
    expect(run("../cookbook/clean_names.lua").output):to_equal("names cleaned: 2\n")
    expect(customers.get("C1").name):to_equal("恒达（上海）有限公司")
    expect(customers.get("C2").name):to_equal("Nordwind (Asia) GmbH")
    expect(changes()).never:to_contain { code = "C3" }
  end)
end)

describe("reassign_owner", function()
  before_each(function()
    -- A Thursday.
    clock.set("2026-06-25")
    local list = {}
    for n = 1, 6 do list[n] = { code = "C" .. n, name = "客户" .. n, owner = "李伟" } end
    list[7] = { code = "C7", name = "别家", owner = "王强" }
    given {
      customers = list,
      orders = {
        { code = "O1", customer = "C2", ordered_on = "2026-06-01", amount = 1 },
        { code = "O2", customer = "C3", ordered_on = "2026-06-20", amount = 1, status = "cancelled" },
      },
    }
  end)

  it("hands over and plans calls, five a day and none at the weekend", function()
    expect(run("../cookbook/reassign_owner.lua", { "李伟", "陈静" }).output):to_match("^2026%-06%-26\tC2\t客户2\t2026%-06%-01\n")
    expect(customers.count { where = { owner = "陈静" } }):to_equal(6)
    -- Five on Friday, the sixth on Monday.
    expect(customers.get("C5").next_contact_on):to_equal("2026-06-26")
    expect(customers.get("C6").next_contact_on):to_equal("2026-06-29")
    expect(changes()).never:to_contain { code = "C7" }
  end)

  it("asks for both names", function()
    expect(function() run("../cookbook/reassign_owner.lua", { "李伟" }) end):to_raise("to whom")
  end)
end)

describe("missing_data", function()
  it("lists who lacks what, for customers in business", function()
    given {
      customers = {
        { code = "C1", name = "甲", lifecycle = "active", tax_id = "1", legal_name = "甲", phone = " ", city = "上海", owner = "李伟" },
        { code = "C2", name = "乙", lifecycle = "lost" },
        { code = "C3", name = "丙", lifecycle = "trial", tax_id = "3", legal_name = "丙", phone = "1", city = "上海", owner = "李伟" },
        { code = "C4", name = "丁", lifecycle = "active", legal_name = "丁", phone = "1", city = "上海" },
      },
    }
    expect(run("../cookbook/missing_data.lua").output):to_equal(
      "owner,code,name,missing\n,C4,丁,Tax ID; Owner\n李伟,C1,甲,Phone\n")
  end)
end)

describe("mark_dormant", function()
  it("turns silent customers dormant, and those who came back won back", function()
    clock.set("2026-06-30")
    given {
      customers = {
        { code = "C1", name = "甲", lifecycle = "active" }, { code = "C2", name = "乙", lifecycle = "active" },
        { code = "C3", name = "丙", lifecycle = "dormant" }, { code = "C4", name = "丁", lifecycle = "dormant" },
        { code = "C5", name = "戊", lifecycle = "lead" }, { code = "C6", name = "己", lifecycle = "won_back" },
      },
      orders = {
        -- 180 days before 30 June is 1 January.
        { code = "O1", customer = "C1", ordered_on = "2026-01-01", amount = 1 },
        { code = "O2", customer = "C2", ordered_on = "2025-12-31", amount = 1 },
        { code = "O3", customer = "C3", ordered_on = "2026-06-01", amount = 1 },
        { code = "O4", customer = "C4", ordered_on = "2026-06-01", amount = 1, status = "cancelled" },
      },
    }
    expect(run("../cookbook/mark_dormant.lua").output):to_equal("customers looked at: 5\n")
    expect(customers.get("C1").lifecycle):to_equal("active")
    expect(customers.get("C2").lifecycle):to_equal("dormant")
    expect(customers.get("C3").lifecycle):to_equal("won_back")
    expect(customers.get("C4").lifecycle):to_equal("dormant")
    expect(customers.get("C5").lifecycle):to_equal("lead")
    expect(customers.get("C6").lifecycle):to_equal("dormant")
  end)
end)
