extension Tutorial {
  /// The tutorial in English.
  static let english = #"""
    # From an empty folder to a tested credit policy

    At the end you will have a book with a small trading company's customers, orders, invoices and payments; a credit policy of your own, written in Lua, with tests beside it; limits that it gave, orders that it checked, and the knowledge of how to ask why, how to try a change first and how to take one back. Everything stands in one folder, which you can delete afterwards.

    Lines that begin with `$` are typed in a shell, those that begin with `patron>` inside `patron repl`; what follows them is what you will see, but for times that tests took.

    ## 1. A book

    A book is one file that holds a company's data, its definitions and the history of every run. Make one in an empty folder. The two variables say who acts, for the record, and in which language Patron speaks.

    ```console
    $ mkdir tianhe
    $ cd tianhe
    $ export PATRON_OPERATOR="Li Wei" PATRON_LANG=en
    $ patron init --name "Tianhe Trading"
    made patron.db
    ```

    Amounts are in CNY unless something else is said; `patron init --help` tells how to choose another currency.

    ## 2. Data comes in

    Data comes from files that your other systems export. These four are short enough to be typed here. In a terminal this page is indented, and a shell wants the blocks without that: `patron docs tutorial | sed 's/^    //; s/^\$ //' | less` shows them to be copied.

    ```console
    $ cat > customers.csv <<'END'
    code,name,city,owner
    C001,Hengda Machinery,Shanghai,Li Wei
    C002,Ocean Hardware,Ningbo,Li Wei
    C003,Nova Building Supply,Guangzhou,Chen Jing
    C004,West Valve Works,Chengdu,Chen Jing
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

    Each import is a run: it happens whole or not at all, and has a number by which it can be taken back. A file with a bad row would be refused with the row, the value and the reason.

    ```console
    $ patron import customers customers.csv
    run 1: customers: 4 rows read, 4 new, 0 changed, 0 unchanged, 0 skipped
      read as utf-8, delimiter comma
    $ patron import orders orders.csv
    run 2: orders: 11 rows read, 11 new, 0 changed, 0 unchanged, 0 skipped
      read as utf-8, delimiter comma
    $ patron import invoices invoices.csv
    run 3: invoices: 11 rows read, 11 new, 0 changed, 0 unchanged, 0 skipped
      read as utf-8, delimiter comma
    $ patron import payments payments.csv
    run 4: payments: 8 rows read, 8 new, 0 changed, 0 unchanged, 0 skipped
      read as utf-8, delimiter comma
    ```

    ## 3. A look around

    `patron repl` runs lines of Lua as you type them. Press Tab to complete names and customers' codes, and put a question mark before a function to read about it: `?credit.aging`. The story plays on 30 June 2026, so say that to Patron. Leave with `:quit`.

    ```console
    $ patron repl --as-of 2026-06-30
    patron> customers.list()
    code  name                  city       currency  owner
    C001  Hengda Machinery      Shanghai   CNY       Li Wei
    C002  Ocean Hardware        Ningbo     CNY       Li Wei
    C003  Nova Building Supply  Guangzhou  CNY       Chen Jing
    C004  West Valve Works      Chengdu    CNY       Chen Jing
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

    Ocean Hardware seems to owe everything since 2024, because nothing says yet which payment settled which invoice. Here they have the same digits: P201 settles I201. Changes in a session are a preview that nobody else sees: the prompt counts the rows that come, change and go, as in `+1 ~0 -0`; `:diff` shows them, `:commit` keeps them as one run, `:rollback` drops them. Where somebody else has changed the same rows meanwhile, `:commit` says so, and `:again` enters the lines anew.

    ```console
    $ patron repl --as-of 2026-06-30
    patron> payments.allocate("P201", "I201")
    a record of allocations
      id        1
      payment   P201
      invoice   I201
      currency  CNY
      amount    16,000.00 CNY
    patron(+1 ~0 -0)> :diff
    1 row changed
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
    run 5: 8 rows changed
      allocations  +8
    ```

    24,000 are left, 19 days overdue. That is a customer to whom a policy should say something.

    ## 4. A policy and its test

    `patron new` writes a working start, commented, with a test beside it.

    ```console
    $ patron new credit_policy house
    scripts/credit/house.lua
    scripts/credit/house_test.lua
    try it with patron test scripts/credit, put it in force with patron apply scripts/credit/house.lua
    $ patron test
    ✓ scripts/credit/house_test.lua  2 tests  92.2 ms
    2 of 2 tests passed in 155.6 ms, seed 1
    ```

    Open `scripts/credit/house.lua` in your editor. `inputs` declares what is gathered for each customer. `score` turns that into marks from 0 to 100 for aspects of credit; `weights` says what they count. `grades` gives each score a grade with terms and a cap, `limit` works out how much may be owed, and `check` says what happens to an order. `patron docs credit_policy` lists all there is.

    The start looks at what customers bought. It does not look at how they paid.

    ## 5. A test first

    Say what you want before you write it. Tests are files below `scripts` whose names end in `_test.lua`. Make one, `scripts/credit/late_payers_test.lua`:

    ```lua scripts/credit/late_payers_test.lua
    describe("house, late payers", function()
      it("takes half of the marks for character for 30 days late", function()
        clock.set("2026-06-30")
        local bought = { { code = "O0", customer = "C1", ordered_on = "2023-06-30", amount = 1000 } }
        for month = 1, 12 do
          bought[month + 1] = {
            code = "O" .. month, customer = "C1", ordered_on = dates.add("2025-06-30", month .. "m"), amount = 1000,
          }
        end
        given {
          customers = { { code = "C1", name = "Hengda" } },
          orders = bought,
          invoices = { { code = "I1", customer = "C1", issued_on = "2026-01-30", due_on = "2026-03-01", amount = 1000 } },
          payments = { { code = "P1", customer = "C1", paid_on = "2026-03-31", amount = 1000 } },
          allocations = { { payment = "P1", invoice = "I1", amount = 1000 } },
        }
        apply "house.lua"
        credit.assess("C1")
        -- Character is 50 of 100 and weighs 50; the rest is full: 25 + 30 + 20.
        expect(credit.profile("C1").score):to_be_near(75, 0.01)
        expect(credit.profile("C1").grade):to_equal("B")
      end)
    end)
    ```

    Each test has an empty book of its own; `given` fills it, and `clock.set` stops the clock. The expected value is worked out by hand, in the comment. The test fails, as it should: the policy knows nothing of late payments.

    ```console
    $ patron test
    ✓ scripts/credit/house_test.lua  2 tests  143.6 ms
    ✗ scripts/credit/late_payers_test.lua  1 test  135.5 ms

      ✗ house, late payers › takes half of the marks for character for 30 days late  scripts/credit/late_payers_test.lua:2
        scripts/credit/late_payers_test.lua:20: expected 100.0 to be within 0.01 of 75
          20 |     expect(credit.profile("C1").score):to_be_near(75, 0.01)

    2 of 3 tests passed, 1 failed in 193.6 ms, seed 1
    ```

    ## 6. The change

    Now let the policy ask for payments. Replace the text of `scripts/credit/house.lua`:

    ```lua scripts/credit/house.lua
    return credit_policy {
      name = "house",
      description = { en = "Our own grades and limits", zh = "本公司的评级与额度" },
      inputs = { history = orders.stats(), year = orders.stats("365d"), paid = payments.stats("365d") },
      weights = { character = 50, capacity = 30, conditions = 20 },
      -- Who has not paid anything yet is graded by the other half.
      floor = 0.5,
      score = function(c, i, k)
        if i.history.count == 0 then return insufficient("no orders yet") end
        local late = i.paid.weighted_day_late
        return {
          -- 60 days late, weighted by amount, are as bad as it gets.
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
      -- What is bought within the terms, twice over.
      limit = function(c, i, k) return 2 * i.year.net * k.terms_days / 365 end,
      round = 100,
      check = { limit = { levels = { { over = 0.9, outcome = "warn" }, { over = 1, outcome = "hold" } } } },
    }
    ```

    `prepay_percent` is the share of an order that is paid ahead: with grade E, all of it. There is a slip in the text. `patron check` reads scripts without running them, and finds it:

    ```console
    $ patron check
    scripts/credit/house.lua:10:25: error unknown-field: payments.stats has no 'weighted_day_late' (did you mean 'weighted_days_late'?)
      10 |     local late = i.paid.weighted_day_late
         |                         ^^^^^^^^^^^^^^^^^
    3 scripts: 1 error, 0 warnings
    ```

    Mend the line in your editor, or so, and look again:

    ```console
    $ sed -i 's/weighted_day_late/weighted_days_late/' scripts/credit/house.lua
    $ patron check
    3 scripts: 0 errors, 0 warnings
    $ patron test --coverage
    ✓ scripts/credit/house_test.lua  2 tests  130.9 ms
    ✓ scripts/credit/late_payers_test.lua  1 test  112.7 ms

    file                      lines  ran      %  never ran
    scripts/credit/house.lua     20   20  100.0
    all                          20   20  100.0

    3 of 3 tests passed in 175.4 ms, seed 1
    ```

    All tests pass, and there is no line of the policy that they do not run.

    ## 7. In force

    A dry run shows what would happen and keeps nothing. Then put the policy in force; without `--yes` you are asked first.

    ```console
    $ patron apply scripts/credit/house.lua --dry-run
    scripts/credit/house.lua: house  new, version 1
    dry run, nothing was kept
    $ patron apply scripts/credit/house.lua --yes
    scripts/credit/house.lua: house  new, version 1
    run 6
    ```

    `credit.assess` grades customers by the policy in force and sets limit and terms. Do it in a session, so that you see what it does before it is kept.

    ```console
    $ patron repl --as-of 2026-06-30
    patron> for _, c in ipairs(credit.assess("all").changes) do print(c.customer, c.grade, c.score, c.limit) end
    C001	A	82.5	62400.00 CNY
    C002	C	32.92	10300.00 CNY
    C003	E	6.02	0.00 CNY
    patron(+6 ~3 -0)> credit.assess("C004").reason
    "no orders yet"
    patron(+6 ~3 -0)> :commit
    run 7: 9 rows changed
      customers  ~3  (credit_limit 3)
      credit_profiles  +3
      credit_changes  +3
    ```

    ## 8. An order comes in

    `credit.check` judges a document and keeps what came of it; `credit.preview` only says what it would say. The exposure is all that a customer owes and has on order; with the document it is held against the limit.

    ```console
    $ patron repl --as-of 2026-06-30
    patron> credit.preview("C001", 20000).outcome
    "allow"
    patron> credit.preview("C001", 25000).outcome
    "warn"
    patron> credit.check("C002", 5000).reason
    "exposure would be 29,000.00 CNY and the limit is 10,300.00 CNY"
    patron(+1 ~0 -0)> :commit
    run 8: 1 row changed
      credit_checks  +1
    ```

    `allow` lets an order pass, `warn` says something about it, `hold` stops it. Every check keeps its evidence, and every number explains itself. The headroom is what the exposure leaves of the limit, below 0 where that is exceeded:

    ```console
    $ patron explain C002 credit --as-of 2026-06-30
    C002 Ocean Hardware  credit on 2026-06-30
      limit        10,300.00 CNY
      − exposure   24,000.00 CNY
      = headroom  -13,700.00 CNY
    agreed: grade C, score 32.92, terms_days 30, hold none, next_review_on 2026-09-30
    assessment of 2026-06-30 by house 1: score 32.92, grade C, limit 10,300.00 CNY
      capacity × 30 %         25  ██████████▉
      character × 50 %   28.8462  ████████████▋
      conditions × 20 %  54.9772  ████████████████████████
      limit, rounded down from the least of: cap 50,000.00 CNY, own 10,356.16 CNY
    documents
      invoices                        24,000.00 CNY
        invoices  I204  2026-06-11    24,000.00 CNY
    2026-06-30 assessment 10,300.00 CNY by Li Wei: house 1 (run 7)
    2026-06-30 checked 5,000.00 CNY: hold, exposure would be 29,000.00 CNY and the limit is 10,300.00 CNY (run 8)
    what would change it
      now  a payment or a higher limit of 13,700.00 CNY ends the excess
      2026-06-11  paying invoice I204 frees 24,000.00 CNY
      2026-09-30  the next review is due
    by policy house 1
    ```

    ## 9. What if

    Would it do to be stricter with grade C? Try a draft on the whole book before anybody is told. Nothing is kept. `--as-of` takes both on the day of the assessment: on a later day the passing of time alone would move some.

    ```console
    $ sed 's/min = 30,/min = 35,/' scripts/credit/house.lua > draft.lua
    $ patron simulate draft.lua --as-of 2026-06-30
    house (credit_policy), beside version 1 in force: 1 customer would be elsewhere; nothing was kept
        in force ↓, draft →  none  A  C  E
        none                    1
        A                          1
        C                                1
        E                                1
      credit limits: 10,300.00 CNY less
        figure                                 in force          draft
        limits together                   72,700.00 CNY  62,400.00 CNY
        customers with a higher limit                                0
        limit they gain                                       0.00 CNY
        customers with a lower limit                                 1
        limit they lose                                  10,300.00 CNY
        customers with other terms                                   1
        limits that wait for approval                                0
        customers with insufficient data                             1
      most at stake:
        customer  name            in force  draft        at stake  besides
        C002      Ocean Hardware  C         E      -10,300.00 CNY  10,300.00 CNY → 0.00 CNY; 30 d → 0 d; – → 100 %
    ```

    One customer would have to pay ahead from tomorrow. That is a call first, not a policy: leave the draft.

    ## 10. Taken back

    Every run can be taken back, as a run of its own, as long as nothing that it wrote has changed since; where something has, Patron names it and changes nothing. The assessment was run 7, if you did nothing else between; `:commit` said the number, and `patron runs` lists all. Take it back, look, and bring it back again:

    ```console
    $ patron undo 7
    run 7 is undone
    run 9: 9 rows changed
      customers  ~3  (credit_limit 3)
      credit_profiles  -3
      credit_changes  -3
    $ patron eval 'credit.profile("C001").limit'
    nil
    $ patron undo 9
    run 9 is undone
    run 10: 9 rows changed
      customers  ~3  (credit_limit 3)
      credit_profiles  +3
      credit_changes  +3
    $ patron eval 'credit.profile("C001").limit'
    62400.00 CNY
    ```

    ## Where to go on

    - `patron docs cookbook` lists recipes: overdue lists, aging tables, reminders, points for a fair and many more. `patron docs cookbook.overdue_by_owner` prints one; `patron init --no-book --scripts library` writes them all into a folder, with the scores, policies and jobs that ship: what recipes call `scripts/cookbook` is `library/cookbook` then.
    - `patron docs` lists what scripts can call, `patron docs credit.check` explains one function.
    - `patron new score NAME`, `tier_policy`, `points_program` and `job` begin other things the same way.
    """#
}
