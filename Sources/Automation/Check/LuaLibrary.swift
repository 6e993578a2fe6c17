import ScriptModel

/// What scripts find of Lua's own library.
public enum LuaLibrary {
  /// The functions and values outside modules.
  public static let globals: Set<String> = [
    "_G", "_VERSION", "assert", "collectgarbage", "error", "getmetatable", "ipairs", "load", "next", "pairs", "pcall",
    "print", "rawequal", "rawget", "rawlen", "rawset", "require", "select", "setmetatable", "tonumber", "tostring",
    "type", "xpcall",
  ]

  /// What is in the modules.
  public static let modules: [String: Set<String>] = [
    "coroutine": ["close", "create", "isyieldable", "resume", "running", "status", "wrap", "yield"],
    "math": [
      "abs", "acos", "asin", "atan", "ceil", "cos", "deg", "exp", "floor", "fmod", "huge", "log", "max", "maxinteger",
      "min", "mininteger", "modf", "pi", "rad", "random", "randomseed", "sin", "sqrt", "tan", "tointeger", "type",
      "ult",
    ],
    "string": [
      "byte", "char", "find", "format", "gmatch", "gsub", "len", "lower", "match", "pack", "packsize", "rep",
      "reverse", "sub", "unpack", "upper",
    ],
    "table": ["concat", "insert", "move", "pack", "remove", "sort", "unpack"],
    "utf8": ["char", "charpattern", "codepoint", "codes", "len", "offset"],
  ]

  /// What calls functions that it is given, or runs text.
  static let callers: Set<String> = [
    "load", "pcall", "require", "xpcall", "coroutine.resume", "coroutine.wrap", "coroutine.yield", "string.gsub",
    "table.sort",
  ]

  /// What the functions give whose results are of one type.
  static let results: [String: ScriptType] = [
    "tostring": .string, "type": .string, "string.format": .string, "string.rep": .string, "string.sub": .string,
    "string.lower": .string, "string.upper": .string, "table.concat": .string, "ipairs": .iterator(.any),
    "pairs": .iterator(.any), "string.gmatch": .iterator(.any), "utf8.codes": .iterator(.any),
  ]
}
