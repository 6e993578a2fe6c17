import LuaSyntax

/// What comments of a script ask not to be told: `-- check: ignore unused-local`.
struct Silence {
  private var codes: [Int: Set<Substring>] = [:]

  init(_ tree: SyntaxTree) {
    for token in tree.tokens where token.kind == .comment {
      let text = tree.text(token.range)
      guard let match = text.firstMatch(of: /check:\s*ignore\s+([a-zA-Z0-9_, -]+)/) else { continue }
      codes[token.line, default: []].formUnion(match.output.1.split { ", ".contains($0) })
    }
  }

  /// Whether a finding of that code on that line is not to be told.
  func covers(_ code: String, onLine line: Int) -> Bool {
    // What is no Lua does not run, whoever is told.
    code != "syntax" && codes[line]?.contains(code[...]) == true
  }
}
