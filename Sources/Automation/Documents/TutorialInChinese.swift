extension Tutorial {
  /// The tutorial in Chinese.
  static let chinese = #"""
    # 从空文件夹到一份有测试的信用策略

    学完后您将得到：一个账簿，装着一家小型贸易公司的客户、订单、发票和收款；一份您自己用 Lua 写成的信用策略，旁边附有测试；由它核定的信用额度和检查过的订单。您还会知道怎样追问一个数字的来由，怎样先试后改，怎样撤销一次运行。所有文件都在一个文件夹里，学完可以整个删掉。

    以 `$` 开头的行在命令行中输入，以 `patron>` 开头的行在 `patron repl` 中输入；其后就是您会看到的内容，只有测试所用的时间会不同。

    ## 1. 建账簿

    账簿是一个文件，装着公司的数据、各种定义和每次运行的历史。在空文件夹里新建一个。两个环境变量分别说明由谁操作（会留下记录）和使用哪种语言。

    ```console
    $ mkdir tianhe
    $ cd tianhe
    $ export PATRON_OPERATOR=李伟 PATRON_LANG=zh
    $ patron init --name 天河贸易
    已新建 patron.db
    ```

    未注明币种的金额按人民币计；换用其他本位币，见 `patron init --help`。

    ## 2. 导入数据

    数据来自您其他系统导出的文件。下面四个文件很短，可以直接输入。本页在终端中有缩进，而命令行要的是没有缩进的文字：`patron docs tutorial | sed 's/^    //; s/^\$ //' | less` 的输出可以直接复制。

    ```console
    $ cat > customers.csv <<'END'
    code,name,city,owner
    C001,恒达机械,上海,李伟
    C002,远洋五金,宁波,李伟
    C003,新星建材,广州,陈静
    C004,西部阀门,成都,陈静
    END
    $ cat > orders.csv <<'END'
    code,customer,ordered_on,amount
    O101,C001,2023-05-10,30000
    O102,C001,2025-09-15,42000
    O103,C001,2025-12-03,45000
    O104,C001,2026-03-20,40000
    O105,C001,2026-05-11,28000
    O106,C001,2026-06-18,35000
    O201,C002,2024-11-05,16000
    O202,C002,2025-10-22,18000
    O203,C002,2026-02-14,21000
    O204,C002,2026-05-06,24000
    O301,C003,2026-06-02,60000
    END
    $ cat > invoices.csv <<'END'
    code,customer,order,issued_on,due_on,amount
    I101,C001,O101,2023-05-20,2023-06-19,30000
    I102,C001,O102,2025-09-25,2025-10-25,42000
    I103,C001,O103,2025-12-10,2026-01-09,45000
    I104,C001,O104,2026-03-31,2026-04-30,40000
    I105,C001,O105,2026-05-20,2026-06-19,28000
    I106,C001,O106,2026-06-25,2026-07-25,35000
    I201,C002,O201,2024-11-10,2024-12-10,16000
    I202,C002,O202,2025-10-31,2025-11-30,18000
    I203,C002,O203,2026-02-20,2026-03-22,21000
    I204,C002,O204,2026-05-12,2026-06-11,24000
    I301,C003,O301,2026-06-10,2026-07-10,60000
    END
    $ cat > payments.csv <<'END'
    code,customer,paid_on,amount,method
    P101,C001,2023-06-15,30000,transfer
    P102,C001,2025-10-20,42000,transfer
    P103,C001,2026-01-08,45000,transfer
    P104,C001,2026-04-28,40000,transfer
    P105,C001,2026-06-15,28000,transfer
    P201,C002,2025-01-09,16000,transfer
    P202,C002,2026-01-09,18000,cheque
    P203,C002,2026-05-06,21000,transfer
    END
    ```

    每次导入都是一次运行：要么全部成功，要么什么都不改；它有编号，凭编号可以撤销。文件里只要有一行有错，就整个拒绝，并指出是哪一行、什么值、为什么。

    ```console
    $ patron import customers customers.csv
    运行 1：customers：读取 4 行，新增 4，更改 0，未变 0，跳过 0
      编码 utf-8，分隔符 comma
    $ patron import orders orders.csv
    运行 2：orders：读取 11 行，新增 11，更改 0，未变 0，跳过 0
      编码 utf-8，分隔符 comma
    $ patron import invoices invoices.csv
    运行 3：invoices：读取 11 行，新增 11，更改 0，未变 0，跳过 0
      编码 utf-8，分隔符 comma
    $ patron import payments payments.csv
    运行 4：payments：读取 8 行，新增 8，更改 0，未变 0，跳过 0
      编码 utf-8，分隔符 comma
    ```

    ## 3. 先看看

    `patron repl` 逐行执行您输入的 Lua。按 Tab 键补全函数名和客户编号；在函数前加问号可查看说明，例如 `?credit.aging`。故事发生在 2026 年 6 月 30 日，所以用 `--as-of` 告诉 Patron。输入 `:quit` 退出。

    ```console
    $ patron repl --as-of 2026-06-30
    patron> customers.list()
    code  name      city  currency  owner
    C001  恒达机械  上海  CNY       李伟
    C002  远洋五金  宁波  CNY       李伟
    C003  新星建材  广州  CNY       陈静
    C004  西部阀门  成都  CNY       陈静
    patron> orders.list { where = { customer = "C002" }, order = "-ordered_on" }
    code  customer  ordered_on  currency         amount
    O204  C002      2026-05-06  CNY       24,000.00 CNY
    O203  C002      2026-02-14  CNY       21,000.00 CNY
    O202  C002      2025-10-22  CNY       18,000.00 CNY
    O201  C002      2024-11-05  CNY       16,000.00 CNY
    patron> for _, i in ipairs(invoices.open("C002")) do print(i.code, i.due_on, i.days_late, i.open) end
    I201	2024-12-10	567	16000.00 CNY
    I202	2025-11-30	212	18000.00 CNY
    I203	2026-03-22	100	21000.00 CNY
    I204	2026-06-11	19	24000.00 CNY
    ```

    远洋五金看上去从 2024 年起一分钱没付，因为还没有登记哪笔收款核销哪张发票。这里两者的编号数字相同，可以直接对上：P201 核销 I201。会话中的改动只是预览，别人看不到：提示符显示新增、更改和删除的行数，例如 `+1 ~0 -0`；`:diff` 列出改动，`:commit` 作为一次运行保存，`:rollback` 放弃。若别人在此期间改了同样的行，`:commit` 会指出来，`:again` 把各行重新执行一遍。

    ```console
    $ patron repl --as-of 2026-06-30
    patron> payments.allocate("P201", "I201")
    allocations 的记录
      id        1
      payment   P201
      invoice   I201
      currency  CNY
      amount    16,000.00 CNY
    patron(+1 ~0 -0)> :diff
    改动了 1 行
      allocations  +1
      + allocations P201 I201
          payment: P201
          invoice: I201
          currency: CNY
          amount: 16,000.00 CNY
    patron(+1 ~0 -0)> for p in payments.each { where = { code = { ["~="] = "P201" } } } do payments.allocate(p, (p.code:gsub("P", "I"))) end
    patron(+8 ~0 -0)> credit.aging("C002").total
    24,000.00 CNY
    patron(+8 ~0 -0)> :commit
    运行 5：改动了 8 行
      allocations  +8
    ```

    还剩 24,000 元未收，已逾期 19 天。对这样的客户，信用策略应该有话说。

    ## 4. 策略和它的测试

    `patron new` 写出一份可以运行、带注释的初稿，旁边附一份测试。

    ```console
    $ patron new credit_policy house
    scripts/credit/house.lua
    scripts/credit/house_test.lua
    测试：patron test scripts/credit；启用：patron apply scripts/credit/house.lua
    $ patron test
    ✓ scripts/credit/house_test.lua  2 个测试  138.0 ms
    2 个测试中 2 个通过，用时 200.7 ms，随机种子 1
    ```

    用编辑器打开 `scripts/credit/house.lua`。`inputs` 声明为每个客户汇总哪些数据；`score` 据此给信用的各个方面打 0 到 100 分，`weights` 是它们的权重；`grades` 为每个分数段规定等级、账期和额度上限，`limit` 计算可以赊多少，`check` 规定订单如何检查。全部写法见 `patron docs credit_policy`。

    这份初稿只看客户买了多少，没有看他们付款是否及时。

    ## 5. 先写测试

    先说清楚想要什么，再动手。测试是 `scripts` 下文件名以 `_test.lua` 结尾的文件。新建 `scripts/credit/late_payers_test.lua`：

    ```lua scripts/credit/late_payers_test.lua
    describe("house：付款迟的客户", function()
      it("逾期 30 天，品格得分减半", function()
        clock.set("2026-06-30")
        local bought = { { code = "O0", customer = "C1", ordered_on = "2023-06-30", amount = 1000 } }
        for month = 1, 12 do
          bought[month + 1] = {
            code = "O" .. month, customer = "C1", ordered_on = dates.add("2025-06-30", month .. "m"), amount = 1000,
          }
        end
        given {
          customers = { { code = "C1", name = "恒达" } },
          orders = bought,
          invoices = { { code = "I1", customer = "C1", issued_on = "2026-01-30", due_on = "2026-03-01", amount = 1000 } },
          payments = { { code = "P1", customer = "C1", paid_on = "2026-03-31", amount = 1000 } },
          allocations = { { payment = "P1", invoice = "I1", amount = 1000 } },
        }
        apply "house.lua"
        credit.assess("C1")
        -- 品格 50 分，权重 50；其余满分：25 + 30 + 20。
        expect(credit.profile("C1").score):to_be_near(75, 0.01)
        expect(credit.profile("C1").grade):to_equal("B")
      end)
    end)
    ```

    每个测试都有自己的空账簿，由 `given` 填入数据；`clock.set` 让时间停在某一天。期望值是手算的，写在注释里。测试没有通过，这正是我们要的：策略还不知道什么是逾期。

    ```console
    $ patron test
    ✓ scripts/credit/house_test.lua  2 个测试  188.0 ms
    ✗ scripts/credit/late_payers_test.lua  1 个测试  173.9 ms

      ✗ house：付款迟的客户 › 逾期 30 天，品格得分减半  scripts/credit/late_payers_test.lua:2
        scripts/credit/late_payers_test.lua:20: 期望 100.0 与下值相差不超过 0.01：75
          20 |     expect(credit.profile("C1").score):to_be_near(75, 0.01)

    3 个测试中 2 个通过，1 个失败，用时 226.2 ms，随机种子 1
    ```

    ## 6. 修改策略

    现在让策略看付款情况。把 `scripts/credit/house.lua` 的内容换成：

    ```lua scripts/credit/house.lua
    return credit_policy {
      name = "house",
      description = { en = "Our own grades and limits", zh = "本公司的评级与额度" },
      inputs = { history = orders.stats(), year = orders.stats("365d"), paid = payments.stats("365d") },
      weights = { character = 50, capacity = 30, conditions = 20 },
      -- 还没有付过款的客户，凭另一半评级。
      floor = 0.5,
      score = function(c, i, k)
        if i.history.count == 0 then return insufficient("还没有订单") end
        local late = i.paid.weighted_day_late
        return {
          -- 按金额加权逾期 60 天为 0 分。
          character = late and 100 * math.max(0, 1 - late / 60),
          capacity = 100 * math.min(1, i.year.months_active / 12),
          conditions = 100 * math.min(1, i.history.days_since_first / 1095),
        }
      end,
      grades = {
        { grade = "A", min = 80, terms_days = 60, review = "12m", cap = 500000 },
        { grade = "B", min = 60, terms_days = 45, review = "6m", cap = 200000 },
        { grade = "C", min = 30, terms_days = 30, review = "3m", cap = 50000 },
        { grade = "E", min = 0, terms_days = 0, review = "3m", cap = 0, prepay_percent = 100 },
      },
      -- 账期内购买额的两倍。
      limit = function(c, i, k) return 2 * i.year.net * k.terms_days / 365 end,
      round = 100,
      check = { limit = { levels = { { over = 0.9, outcome = "warn" }, { over = 1, outcome = "hold" } } } },
    }
    ```

    `prepay_percent` 是订单须预付的百分比：E 级须全额预付。里面有一处笔误。`patron check` 不运行脚本就能发现：

    ```console
    $ patron check
    scripts/credit/house.lua:10:25: 错误 unknown-field: payments.stats 没有 'weighted_day_late'（是否想写 'weighted_days_late'？）
      10 |     local late = i.paid.weighted_day_late
         |                         ^^^^^^^^^^^^^^^^^
    3 个脚本：1 个错误，0 个警告
    ```

    在编辑器里改正，或者用下面的命令，再检查一遍：

    ```console
    $ sed -i 's/weighted_day_late/weighted_days_late/' scripts/credit/house.lua
    $ patron check
    3 个脚本：0 个错误，0 个警告
    $ patron test --coverage
    ✓ scripts/credit/house_test.lua  2 个测试  189.4 ms
    ✓ scripts/credit/late_payers_test.lua  1 个测试  175.7 ms

    文件                      行数  已运行      %  未运行
    scripts/credit/house.lua    20      20  100.0
    合计                        20      20  100.0

    3 个测试中 3 个通过，用时 216.3 ms，随机种子 1
    ```

    测试全部通过，策略中没有一行是测试不曾运行的。

    ## 7. 启用

    试运行显示会发生什么，但什么都不保留。然后正式启用；不加 `--yes` 会先询问。

    ```console
    $ patron apply scripts/credit/house.lua --dry-run
    scripts/credit/house.lua: house  新增，版本 1
    试运行，未保留任何改动
    $ patron apply scripts/credit/house.lua --yes
    scripts/credit/house.lua: house  新增，版本 1
    运行 6
    ```

    `credit.assess` 按已启用的策略给客户评级，并设定额度和账期。在会话里做，先看结果再保存。

    ```console
    $ patron repl --as-of 2026-06-30
    patron> for _, c in ipairs(credit.assess("all").changes) do print(c.customer, c.grade, c.score, c.limit) end
    C001	A	82.5	62400.00 CNY
    C002	C	32.92	10300.00 CNY
    C003	E	6.02	0.00 CNY
    patron(+6 ~3 -0)> credit.assess("C004").reason
    "还没有订单"
    patron(+6 ~3 -0)> :commit
    运行 7：改动了 9 行
      customers  ~3  (credit_limit 3)
      credit_profiles  +3
      credit_changes  +3
    ```

    ## 8. 来了一张订单

    `credit.check` 检查一笔业务并留下记录；`credit.preview` 只回答会怎样，不留记录。敞口是客户已欠和已订货的金额合计，加上这笔业务后与额度比较。

    ```console
    $ patron repl --as-of 2026-06-30
    patron> credit.preview("C001", 20000).outcome
    "allow"
    patron> credit.preview("C001", 25000).outcome
    "warn"
    patron> credit.check("C002", 5000).reason
    "敞口将为 29,000.00 CNY，额度为 10,300.00 CNY"
    patron(+1 ~0 -0)> :commit
    运行 8：改动了 1 行
      credit_checks  +1
    ```

    `allow` 是通过，`warn` 是提醒，`hold` 是挂起。每次检查都留有依据，每个数字都能说明自己的来由。剩余额度（headroom）是额度减去敞口，为负即超限：

    ```console
    $ patron explain C002 credit --as-of 2026-06-30
    C002 远洋五金  信用 2026-06-30
      额度         10,300.00 CNY
      − 敞口       24,000.00 CNY
      = 剩余额度  -13,700.00 CNY
    约定：grade C, score 32.92, terms_days 30, hold none, next_review_on 2026-09-30
    2026-06-30 assessment，依 house 1：得分 32.92，等级 C，额度 10,300.00 CNY
      capacity × 30 %         25  ██████████▉
      character × 50 %   28.8462  ████████████▋
      conditions × 20 %  54.9772  ████████████████████████
      额度取下列最小者并向下取整：cap 50,000.00 CNY, own 10,356.16 CNY
    单据
      invoices                        24,000.00 CNY
        invoices  I204  2026-06-11    24,000.00 CNY
    2026-06-30 assessment 10,300.00 CNY，李伟：house 1（运行 7）
    2026-06-30 检查 5,000.00 CNY：hold，敞口将为 29,000.00 CNY，额度为 10,300.00 CNY（运行 8）
    将带来变化的事项
      现在  付款或提高额度 13,700.00 CNY 即不再超限
      2026-06-11  发票 I204 付清后释放 24,000.00 CNY
      2026-09-30  下次复审到期
    依策略 house 1
    ```

    ## 9. 如果更严一些

    把 C 级收紧一点行不行？先拿草稿在整个账簿上试，再决定要不要告诉别人。什么都不会保留。`--as-of` 让两者都按评级那天计算：日期不同，时间本身就会使一些客户变动。

    ```console
    $ sed 's/min = 30,/min = 35,/' scripts/credit/house.lua > draft.lua
    $ patron simulate draft.lua --as-of 2026-06-30
    house（credit_policy），与生效的版本 1 比较：1 个客户的结果不同；未作任何保留
        生效 ↓，草稿 →  无  A  C  E
        无               1
        A                   1
        C                         1
        E                         1
      信用额度：减少 10,300.00 CNY
        指标                           生效           草稿
        额度合计              72,700.00 CNY  62,400.00 CNY
        额度提高的客户                                   0
        提高的额度                                0.00 CNY
        额度降低的客户                                   1
        降低的额度                           10,300.00 CNY
        账期或预付有变的客户                             1
        待批准的额度                                     0
        数据不足的客户                                   1
      影响最大：
        客户  名称      生效  草稿            金额  其他变化
        C002  远洋五金  C     E     -10,300.00 CNY  10,300.00 CNY → 0.00 CNY; 30 d → 0 d; – → 100 %
    ```

    有一个客户从明天起就得全额预付。这种事应该先打个电话，而不是改策略：草稿先放着。

    ## 10. 撤销

    每次运行都可以撤销，撤销本身也是一次运行；如果它写入的内容后来又被改过，Patron 会指出是哪些，并且什么都不动。如果中间没有做别的，评级就是第 7 次运行；编号在 `:commit` 之后显示，`patron runs` 列出全部。撤销它，看一看，再恢复：

    ```console
    $ patron undo 7
    运行 7 已撤销
    运行 9：改动了 9 行
      customers  ~3  (credit_limit 3)
      credit_profiles  -3
      credit_changes  -3
    $ patron eval 'credit.profile("C001").limit'
    nil
    $ patron undo 9
    运行 9 已撤销
    运行 10：改动了 9 行
      customers  ~3  (credit_limit 3)
      credit_profiles  +3
      credit_changes  +3
    $ patron eval 'credit.profile("C001").limit'
    62400.00 CNY
    ```

    ## 接下来

    - `patron docs cookbook` 列出各种范例：逾期清单、账龄表、催款函、展会赠分等等。`patron docs cookbook.overdue_by_owner` 显示其中一个；`patron init --no-book --scripts library` 把它们连同自带的评分、策略和作业一起写入一个文件夹：范例中所说的 `scripts/cookbook`，这时就是 `library/cookbook`。
    - `patron docs` 列出脚本可以调用的一切，`patron docs credit.check` 说明一个函数。
    - `patron new score 名称`，以及 `tier_policy`、`points_program`、`job`，用同样的方式开始其他工作。
    """#
}
