import Domain
import Foundation
import LuaRuntime
import LuaSyntax
import ScriptModel
import Scripting
import Storage
public import Wording

/// What `patron check` says of scripts.
public struct ScriptCheck {
  /// A path that cannot be looked at.
  public enum Fault: Refusal {
    /// No script in a folder.
    case noScripts(String)

    public var code: String { "no-scripts" }

    public var message: Phrase {
      switch self {
      case .noScripts(let path): Phrase("there are no .lua files in \(path)", zh: "\(path) 中没有 .lua 文件")
      }
    }
  }

  private let place: Workplace
  private let vocabulary: Vocabulary

  /// Checks by the declarations and, where there is a book at the place, by its fields and definitions. Nothing is changed.
  public init(in place: Workplace) throws {
    var place = place
    if !FileManager.default.fileExists(atPath: place.bookPath) { place.bookPath = ":memory:" }
    self.init(in: place, with: try place.entities())
  }

  /// Checks by the declarations and the fields of a book's records; of no book, where there are none.
  init(in place: Workplace, with entities: [Entity]?) {
    self.place = place
    let custom = entities?.map { ($0.singular, $0.fields.filter(\.isCustom).map(\.name)) }
    vocabulary = Vocabulary(Manual.catalog, custom: custom.map { Dictionary($0) { first, _ in first } })
  }

  /// The scripts at paths: files as they are, folders searched for `.lua`, those whose names begin with a dot left out;
  /// without a path, `scripts` where there is such a folder, else the current one.
  ///
  /// - Throws: ``Fault`` for a folder without scripts, `SourceFault` for a path that is not there.
  public static func scripts(at paths: [String]) throws -> [String] {
    var paths = paths
    if paths.isEmpty { paths = [isFolder("scripts") ? "scripts" : "."] }
    var found: [String] = []
    for path in paths {
      guard isFolder(path) else {
        guard path == "-" || FileManager.default.fileExists(atPath: path) else { throw SourceFault.absent(path) }
        found.append(path)
        continue
      }
      let inside = scripts(in: path)
      if inside.isEmpty { throw Fault.noScripts(path) }
      found += inside
    }
    return found
  }

  private static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
  }

  private static func scripts(in folder: String) -> [String] {
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
    return names.filter { !$0.hasPrefix(".") }.flatMap { name -> [String] in
      let path = folder == "." ? name : folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
      // A link may lead back to a folder around it.
      let isLink = (try? FileManager.default.destinationOfSymbolicLink(atPath: path)) != nil
      if isFolder(path) { return isLink ? [] : scripts(in: path) }
      return name.hasSuffix(".lua") ? [path] : []
    }
  }

  /// A source that is looked at.
  private struct Script {
    let file: String
    let source: String
    let tree: SyntaxTree
    let names: OwnNames

    init(_ source: String, named file: String) {
      (self.source, self.file) = (source, file)
      tree = SyntaxTree(source)
      names = OwnNames(tree)
    }
  }

  /// What is to be said of scripts, each from top to bottom, and what `luacheck` says where it is on the search path. A
  /// file that cannot be read is a finding. Fields that one script adds to records are known in the others.
  public func findings(inFiles files: [String], searchPath: String) -> [ScriptFinding] {
    var findings: [String: [ScriptFinding]] = [:]
    var scripts: [Script] = []
    var vocabulary = vocabulary
    for file in files {
      do {
        let script = Script(try SourceText.read(file), named: file)
        vocabulary.add(script.names)
        scripts.append(script)
      } catch {
        findings[file] = [ScriptFinding(error, .error, at: 0..<0, in: SourceLines([]), of: file)]
      }
    }
    for script in scripts { findings[script.file] = self.findings(in: script, vocabulary) }
    for finding in Luacheck(searching: searchPath)?.findings(in: scripts.map(\.file), Manual.catalog) ?? [] {
      findings[finding.file, default: []].append(finding)
    }
    return files.flatMap { file in
      (findings[file] ?? []).sorted { ($0.line, $0.column) < ($1.line, $1.column) }
    }
  }

  /// What is to be said of a text that a file of that name holds.
  public func findings(in source: String, named file: String) -> [ScriptFinding] {
    let script = Script(source, named: file)
    var vocabulary = vocabulary
    vocabulary.add(script.names)
    return findings(in: script, vocabulary)
  }

  /// What is wrong with a definition that has been brought to life; warnings are left out.
  func errors(in definition: DefinitionFile) -> [ScriptFinding] {
    let script = Script(definition.source, named: definition.path)
    return findings(in: script, vocabulary, bringsToLife: false).filter { $0.severity == .error }
  }

  private func findings(
    in script: Script, _ vocabulary: Vocabulary, bringsToLife: Bool = true
  ) -> [ScriptFinding] {
    let (source, file, tree) = (script.source, script.file, script.tree)
    // A file of annotations is for editors, and is not run.
    if source.hasPrefix("---@meta") && tree.faults.isEmpty { return [] }
    let lines = tree.lines
    var findings = tree.faults.map { ScriptFinding($0.reason, .error, at: $0.range, in: lines, of: file) }
    if tree.faults.isEmpty {
      let checker = ScriptChecker(tree, vocabulary, script.names)
      findings += checker.findings.map { fault, range in
        ScriptFinding(fault, fault.isError ? .error : .warning, at: range, in: lines, of: file)
      }
      if bringsToLife, let refusal = refusal(of: script, returning: checker.returned, lines),
        !findings.contains(where: { $0.severity == .error && $0.line == refusal.line })
      {
        findings.append(refusal)
      }
    }
    let silenced = Silence(tree)
    return findings.filter { !silenced.covers($0.code, onLine: $0.line) }.sorted {
      ($0.line, $0.column) < ($1.line, $1.column)
    }
  }

  /// What stops the definition of a file from being applied; nil for nothing, and for a file that declares none.
  private func refusal(
    of script: Script, returning values: [(value: LuaSyntax.Expression, shape: Shape)], _ lines: SourceLines
  ) -> ScriptFinding? {
    let kinds = DefinitionKinds.all.map { $0.kind }
    guard !script.file.hasSuffix(TestFile.ending),
      script.tree.references.contains(where: { $0.binding == .global && kinds.contains($0.name) })
    else { return nil }
    let declares = values.first { value in kinds.contains { value.shape.type == .record($0) } }
    // What a function of the script gives may be a definition too.
    let mayDeclare = values.first { if case .unknown = $0.shape { true } else { false } }
    guard let (value, _) = declares ?? mayDeclare else { return nil }
    do {
      try place.load(DefinitionFile(path: script.file, source: script.source))
      return nil
    } catch let fault as DefinitionFault {
      if declares == nil, !fault.isOfDefinition { return nil }
      return finding(fault, at: value.range, in: lines, of: script.file)
    } catch let refusal as any Refusal {
      return ScriptFinding(
        CheckFault.refused(code: refusal.code, refusal.message), .error, at: value.range, in: lines, of: script.file)
    } catch {
      return nil
    }
  }

  private func finding(
    _ fault: DefinitionFault, at range: Range<Int>, in lines: SourceLines, of file: String
  ) -> ScriptFinding {
    guard case .failed(_, let failure) = fault, failure.file == file, let line = failure.line,
      let bytes = lines.range(ofLine: line)
    else {
      return ScriptFinding(CheckFault.refused(code: fault.code, fault.message), .error, at: range, in: lines, of: file)
    }
    let text = lines.text(ofLine: line) ?? ""
    let column = (failure.column ?? text.prefix { $0 == " " || $0 == "\t" }.count + 1) - 1
    let start = bytes.lowerBound + text.prefix(column).utf8.count
    let end = failure.width.map { start + text.dropFirst(column).prefix($0).utf8.count } ?? bytes.upperBound
    return ScriptFinding(
      CheckFault.refused(code: failure.code ?? fault.code, failure.explanation), .error,
      at: start..<max(start, end), in: lines, of: file)
  }
}

extension DefinitionFault {
  /// Whether what a file gave to a function is wrong. A file that is no definition may fail otherwise, where it cannot
  /// read the book, and do all it is for when it is run.
  fileprivate var isOfDefinition: Bool {
    switch self {
    case .failed(_, let failure): failure.code.map { $0 != AccessError.inFormula("").code } ?? false
    case .malformed: true
    default: false
    }
  }
}

extension ScriptFailure {
  /// What went wrong without its place.
  fileprivate var explanation: Phrase {
    var phrase = Phrase(verbatim: message)
    if let suggestion { phrase = phrase + Phrase(" (did you mean '\(suggestion)'?)", zh: "（是否想写 '\(suggestion)'？）") }
    if let hint { phrase = phrase + Phrase(verbatim: "; ") + hint }
    return phrase
  }
}

extension Workplace {
  /// Brings a definition to life as `apply` does, and lets it go. Nothing is changed.
  ///
  /// - Throws: What stops it from being applied.
  func load(_ file: DefinitionFile) throws {
    try ScriptThread.run {
      let book = try open(for: bookPath == ":memory:" ? .write : .read)
      try book.read { session in
        var watch = ScoringWatch()
        watch.limits.cpu = .seconds(10)
        _ = try LoadedDefinition(file, in: session, place: self, watch)
      }
    }
  }
}
