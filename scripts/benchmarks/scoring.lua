-- The scoring job as people write it with Debian's lua5.4 and LuaSQL: BOOK DEFINITION DAY, beside the SQL files.
local book, definition, day = ...
local folder = arg[0]:match("^(.*/)")

local function read(name)
  local file <close> = assert(io.open(folder .. name))
  return file:read("a")
end

local function round(value, decimals)
  return math.floor(value * 10 ^ decimals + 0.5) / 10 ^ decimals
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
local write = read("scores.sql"):gsub("%?1", "%%d"):gsub("%?2", "%%.17g"):gsub("%?3", "x'%%s'")
local hexadecimal = function(byte) return ("%02x"):format(byte:byte()) end
local nothing = { count = 0, net = 0 }
local sum = sums:fetch({}, "a")
local customer = customers:fetch({}, "a")
while customer do
  local own = sum and sum.customer_id == customer.id
  local parts = formula(customer, { orders = own and sum or nothing })
  if own then sum = sums:fetch({}, "a") end
  local loyalty, value = round(parts.loyalty, 4), round(parts.value, 4)
  local total = round(math.min(math.max(loyalty + value, 0), 100), 2)
  assert(connection:execute(write:format(customer.id, total, string.pack("<dd", loyalty, value):gsub(".", hexadecimal))))
  customer = customers:fetch(customer, "a")
end
assert(connection:commit())
