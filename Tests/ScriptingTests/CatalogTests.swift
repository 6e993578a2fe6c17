import ScriptModel
import Scripting
import Testing
import Wording

/// What holds for every declaration.
struct CatalogTests {
  static let names = PatronCatalog.description.functions.map(\.name)

  /// Words that Lua does not take as names (reference manual, §3.1).
  static let keywords: Set<String> = [
    "and", "break", "do", "else", "elseif", "end", "false", "for", "function", "goto", "if", "in", "local", "nil",
    "not", "or",
    "repeat", "return", "then", "true", "until", "while",
  ]

  /// Words that functions' names begin with. A new one is a decision: look for the same idea under another word first.
  static let words: Set<String> = [
    "accrue", "activate", "add", "adjust", "aging", "allocate", "altman", "approve", "assess", "assign", "at",
    "balance", "batch", "benefits", "breakage", "cancel", "capped", "check", "checks", "codes", "contains",
    "convert", "count", "create", "credit", "decay", "decode", "define", "diff", "dso", "dunning", "each", "earn",
    "encode", "end", "ends", "error", "evaluate", "expire", "explain", "exposure", "figures", "find", "forecast",
    "format", "get", "group", "headroom", "help", "history", "hold", "info", "initials", "insufficient", "is",
    "ladders", "latest", "length", "liability", "lift", "lines", "list", "lots", "lower", "merge", "money", "months",
    "needed", "normalize", "notices", "now", "of", "open", "override", "pad", "parse", "parts", "pending", "pinyin",
    "points", "preview", "profile", "propose", "quintile", "rate", "ratios", "rebuild", "recheck", "redeem", "release",
    "restore", "reverse", "round", "score", "scorecard", "search", "set", "settle", "similar", "spend", "split",
    "start",
    "starts", "statement", "stats", "sum", "tier", "timeline", "today", "top", "transfer", "trim", "truncate",
    "unmerge", "update", "upper", "use", "wallets", "warn", "weekday", "why", "width",
  ]

  /// The same of the functions of test files.
  static let testWords: Set<String> = [
    "advance", "apply", "before", "changes", "describe", "expect", "given", "it", "run", "set", "to",
  ]

  @Test(arguments: names) func `names are snake case and begin with a known word`(_ name: String) throws {
    let function = try #require(PatronCatalog.description.function(named: name))
    for part in name.split(separator: ".") {
      #expect(part.allSatisfy { $0.isASCII && ($0.isLowercase || $0.isNumber || $0 == "_") })
    }
    let word = String(function.member.split(separator: "_").first ?? "")
    #expect(Self.words.contains(word) || Self.testWords.contains(word))
    #expect(function.parameters.allSatisfy { !Self.keywords.contains($0.name) })
  }

  @Test func `no field of a table is a word that Lua keeps for itself`() {
    for record in PatronCatalog.description.records {
      for field in record.fields {
        #expect(!Self.keywords.contains(field.name.filter { $0 != "?" }), "\(record.name).\(field.name)")
      }
    }
  }

  @Test(arguments: names) func `every text is there in both languages`(_ name: String) throws {
    let function = try #require(PatronCatalog.description.function(named: name))
    let texts =
      [function.summary] + function.parameters.map(\.summary)
      + (function.result.type == .nothing ? [] : [function.result.summary])
    for text in texts {
      #expect(text.english.hasSuffix(".") && text.chinese.hasSuffix("。"), "\(text)")
      #expect(text.chinese.unicodeScalars.contains { $0.value > 0x4E00 }, "\(text)")
    }
  }

  @Test func `module and table texts are there in both languages`() {
    let catalog = PatronCatalog.description
    for text in catalog.modules.map(\.summary) + catalog.records.flatMap({ [$0.summary] + $0.fields.map(\.summary) }) {
      #expect(!text.english.isEmpty && text.chinese.unicodeScalars.contains { $0.value > 0x2E80 }, "\(text)")
    }
  }

  @Test func `every table that a signature names is described once`() {
    let catalog = PatronCatalog.description
    let described = catalog.records.map(\.name)
    #expect(Set(described).count == described.count)
    // A module that can be called is a class of its own.
    let callable = catalog.modules.filter { module in module.functions.contains { $0.name == module.name } }
    let known = Set(described + callable.map { "\($0.name)_module" }).union([
      "any", "boolean", "integer", "number", "string", "table", "fun", "nil",
    ])
    for function in catalog.functions {
      for type in function.parameters.map(\.type) + [function.result.type] {
        if case .choice = type.unwrapped { continue }
        for name in type.names where !known.contains(name) {
          Issue.record("\(function.name): \(name) is not described")
        }
      }
    }
  }
}
