import Automation
import Domain
import LineEditing
import LuaSyntax
import ScriptModel
import Storage
import Wording

/// What a line can go on with: commands, modules, functions, fields of live values, codes of the book, files.
struct Completer {
  private let catalog: Catalog
  private let session: ReplSession
  private let surroundings: Repl.Surroundings
  private let language: Language
  private let modules: Set<String>

  /// How many codes are offered.
  private static let codeLimit = 100

  init(_ catalog: Catalog, _ session: ReplSession, _ surroundings: Repl.Surroundings) {
    self.catalog = catalog
    self.session = session
    self.surroundings = surroundings
    language = session.place.language
    modules = Set(catalog.modules.map(\.name))
  }

  /// Whether a session has a global of that name.
  func isGlobal(_ name: String) -> Bool {
    modules.contains(name) || catalog.function(named: name) != nil || session.members(of: []).contains(name)
  }

  /// What a text can go on with at a cursor, an offset of UTF-8 bytes.
  func completions(_ text: String, _ cursor: Int) -> Completions {
    let head = String(decoding: text.utf8.prefix(cursor), as: UTF8.self)
    if let (name, rest) = ReplCommand.words(of: head) {
      return head.trimmed == ":\(name)" && !head.hasSuffix(" ")
        ? commands(name, cursor) : argument(of: name, rest, cursor)
    }
    let tree = SyntaxTree(head)
    let tokens = tree.tokens.filter { $0.kind != .endOfSource }
    if let last = tokens.last, last.kind == .string, last.isFaulty, last.range.upperBound == cursor {
      return strings(head, from: last.range.lowerBound + 1, cursor)
    }
    return names(tree, tokens, cursor)
  }

  // MARK: Commands

  private func commands(_ prefix: String, _ cursor: Int) -> Completions {
    let own = ReplCommand.allCases.filter { $0.rawValue.hasPrefix(prefix) }.map {
      Completions.Candidate($0.rawValue, summary: $0.summary.text(in: language))
    }
    let taken = Set(own.map(\.text))
    let others = surroundings.commands.filter { $0.hasPrefix(prefix) && !taken.contains($0) }.map {
      Completions.Candidate($0, summary: "patron \($0)")
    }
    return Completions(replacing: cursor - prefix.utf8.count..<cursor, own + others)
  }

  private func argument(of name: String, _ rest: String, _ cursor: Int) -> Completions {
    let word = String(rest.split(separator: " ", omittingEmptySubsequences: false).last ?? "")
    let start = cursor - word.utf8.count
    switch ReplCommand(named: name) {
    case .schema:
      let known = Entity.all.filter { $0.name.hasPrefix(word) }
      return Completions(
        replacing: start..<cursor, known.map { .init($0.name, summary: $0.label.text(in: language)) })
    case .run, .save: return files(word, start, cursor)
    case .help: return topics(word, start, cursor)
    case .time, .plan:
      // What stands behind is Lua.
      let inner = completions(rest, rest.utf8.count)
      let offset = cursor - rest.utf8.count
      return Completions(
        replacing: inner.range.lowerBound + offset..<inner.range.upperBound + offset, inner.candidates)
    default: return codes(of: "customers", word, start, cursor)
    }
  }

  private func topics(_ word: String, _ start: Int, _ cursor: Int) -> Completions {
    let modules = catalog.modules.filter { !$0.name.isEmpty && $0.name.hasPrefix(word) }.map {
      Completions.Candidate($0.name, summary: $0.summary.text(in: language))
    }
    let tables = catalog.records.filter { $0.name.hasPrefix(word) && catalog.function(named: $0.name) == nil }.map {
      Completions.Candidate($0.name, summary: $0.summary.text(in: language))
    }
    return Completions(replacing: start..<cursor, modules + functions(beginningWith: word) + tables)
  }

  // MARK: Lua

  private func names(_ tree: SyntaxTree, _ tokens: [Token], _ cursor: Int) -> Completions {
    var rest = tokens[...]
    var word = ""
    if let last = rest.last, last.kind == .name || last.kind.isKeyword, last.range.upperBound == cursor {
      word = tree.text(last.range)
      rest.removeLast()
    }
    let range = cursor - word.utf8.count..<cursor
    var path: [String] = []
    while let mark = rest.last, mark.kind == .dot || mark.kind == .colon,
      let owner = rest.dropLast().last, owner.kind == .name
    {
      path.insert(tree.text(owner.range), at: 0)
      rest.removeLast(2)
    }
    if let first = path.first, path.count == 1, modules.contains(first) {
      return Completions(replacing: range, functions(beginningWith: "\(first).\(word)", asMembers: true))
    }
    if !path.isEmpty || rest.last?.kind == .dot {
      let members = path.isEmpty ? [] : session.members(of: path).filter { $0 != "_G" }
      let fields = path.isEmpty ? [] : self.fields(of: path)
      return Completions(
        replacing: range,
        members.filter { $0.hasPrefix(word) && Self.isName($0) }.map { name in
          .init(name, summary: fields.first { $0.plainName == name }?.summary.text(in: language) ?? "")
        })
    }
    let options = self.options(tree, cursor).filter { $0.text.hasPrefix(word) }
    let modules = catalog.modules.filter { !$0.name.isEmpty && $0.name.hasPrefix(word) }.map {
      Completions.Candidate($0.name, summary: $0.summary.text(in: language))
    }
    let known = modules + functions(beginningWith: word).filter { !$0.text.contains(".") }
    let taken = Set(known.map(\.text))
    let locals = tree.visibleLocals(at: cursor).map { tree.locals[$0].name }
    let globals = session.members(of: []).filter(Self.isName)
    let others = Set(locals + globals).subtracting(taken).filter { $0.hasPrefix(word) }.sorted()
    let keywords = word.isEmpty ? [] : Token.Kind.words.filter { $0.hasPrefix(word) }
    return Completions(
      replacing: range, options + known + others.map { .init($0) } + keywords.map { .init($0) })
  }

  /// What is declared of the value that a path leads to.
  private func fields(of path: [String]) -> [ParameterDescription] {
    guard let title = session.title(of: path) else { return [] }
    let record = Entity.named(title)?.singular
    return catalog.records.first { $0.title == title || $0.name == record }?.fields ?? []
  }

  /// Whether a text can stand after a dot.
  private static func isName(_ text: String) -> Bool {
    func isLetter(_ byte: UInt8) -> Bool {
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) || byte == UInt8(ascii: "_")
    }
    func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
    return text.utf8.first.map(isLetter) == true && text.utf8.allSatisfy { isLetter($0) || isDigit($0) }
      && !Token.Kind.words.contains(text)
  }

  /// The names that an option table of the call around the cursor may have.
  private func options(_ tree: SyntaxTree, _ cursor: Int) -> [Completions.Candidate] {
    guard let call = CallSite(tree.text(0..<cursor), at: cursor, in: catalog),
      call.function.parameters.indices.contains(call.argument),
      case .record(let name) = call.function.parameters[call.argument].type.unwrapped,
      let record = catalog.records.first(where: { $0.name == name })
    else { return [] }
    return record.fields.map {
      let name = $0.plainName
      return .init(name, summary: $0.summary.text(in: language))
    }
  }

  private func functions(beginningWith prefix: String, asMembers: Bool = false) -> [Completions.Candidate] {
    catalog.functions.filter { $0.name.hasPrefix(prefix) }.map {
      Completions.Candidate(
        asMembers ? $0.member : $0.name, label: asMembers ? $0.member : $0.name,
        summary: "\($0.signature)  \($0.summary.text(in: language))")
    }
  }

  // MARK: Texts

  /// What stands in a text: a file where it looks like one, else a code of the module that is called.
  private func strings(_ head: String, from start: Int, _ cursor: Int) -> Completions {
    let word = String(decoding: head.utf8.dropFirst(start), as: UTF8.self)
    if word.contains("/") || word.hasPrefix(".") { return files(word, start, cursor) }
    let module = CallSite(head, at: start - 1, in: catalog)?.function.module ?? ""
    return codes(of: Entity.named(module)?.hasCode == true ? module : "customers", word, start, cursor)
  }

  private func codes(of entity: String, _ word: String, _ start: Int, _ cursor: Int) -> Completions {
    let found = try? session.codes(of: entity, beginningWith: word, limit: Self.codeLimit)
    return Completions(replacing: start..<cursor, (found ?? []).map { .init($0.code, summary: $0.name) })
  }

  private func files(_ word: String, _ start: Int, _ cursor: Int) -> Completions {
    let folder = word.lastIndex(of: "/").map { String(word[...$0]) } ?? ""
    let names = surroundings.names(folder.isEmpty ? "." : folder).sorted()
    return Completions(
      replacing: start..<cursor, names.map { folder + $0 }.filter { $0.hasPrefix(word) }.map { .init($0) })
  }
}
