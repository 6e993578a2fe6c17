-- expect: error-limit-memory
-- Many strings, each well below the cap.
local kept = {}
while true do
  local _, text = pcall(string.rep, "x", 8 << 20)
  kept[#kept + 1] = text .. #kept
end
