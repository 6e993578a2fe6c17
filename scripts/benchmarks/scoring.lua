-- The scoring job as people write it with Debian's lua5.4 and LuaSQL: BOOK DEFINITION DAY, beside the SQL files.
local book, definition, day = ...
local folder = arg[0]:match("^(.*/)")

local function read(name)
  local file <close> = assert(io.open(folder .. name))
  return file:read("a")
end

local function round(value, decimals)
  local power = 10 ^ decimals
  local whole = math.floor(value * power)
  return (value >= (whole + 0.5) / power and whole + 1 or whole) / power
end

score = function(declared) return declared end
orders = { stats = function() end }
local formula = dofile(definition).formula

local environment = require("luasql.sqlite3").sqlite3()
local connection = assert(environment:connect(book))
for setting in read("settings.sql"):gmatch("[^;]+") do
  local result = assert(connection:execute(setting))
  if type(result) == "userdata" then result:close() end
end
connection:setautocommit(false)

-- LuaSQL binds nothing: values are written into the statements.
local sums = assert(connection:execute((read("orders.sql"):gsub(":day", "'" .. day .. "'"))))
local customers = assert(connection:execute(read("customers.sql")))
local write = read("scores.sql"):gsub("%?1", "%%d"):gsub("%?[34]", "%%.15g"):gsub("%?[256]", "'%%s'")
local nothing = { count = 0, net = 0 }
local sum = sums:fetch({}, "a")
local customer = customers:fetch({}, "a")
while customer do
  local own = sum and sum.customer_id == customer.id
  local given = own and sum or nothing
  local made = formula(customer, { orders = given })
  local loyalty, value = round(made.loyalty, 4), round(made.value, 4)
  local total = round(math.min(math.max(loyalty + value, 0), 100), 2)
  local parts = ('{"loyalty":%.15g,"value":%.15g}'):format(loyalty, value)
  local inputs = '{"orders":null}'
  if own then
    inputs = ('{"orders":{"count":%d,"net":%.15g,"days_since_last":%d}}'):format(sum.count, sum.net, sum.days_since_last)
    sum = sums:fetch({}, "a")
  end
  assert(connection:execute(write:format(customer.id, day, total, own and 1 or 0, parts, inputs)))
  customer = customers:fetch(customer, "a")
end
assert(connection:commit())
