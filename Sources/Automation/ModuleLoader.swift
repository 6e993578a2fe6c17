import Domain
import Glibc
import LuaRuntime
import ScriptModel
import Storage
import Wording

/// What `require` finds: each module once, by name.
final class ModuleLoader {
  private enum Origin {
    /// Definitions in force, then files under a folder.
    case book(BookSession, roots: [String])
    /// What a version was installed with.
    case version(DefinitionVersion, [String: RequiredModule])
    /// What the same text has found before.
    case found
  }

  /// What was required so far.
  private(set) var found: [String: RequiredModule] = [:]
  private var origin: Origin
  /// What the definitions that were required had been installed with, and which of them.
  private var carried: [String: (module: RequiredModule, by: DefinitionVersion)] = [:]
  /// Whether the search is over: a formula finds only what its file required.
  var isClosed = false

  /// Finds definitions of the book, then files under a folder, where there is one.
  convenience init(_ session: BookSession, root: String?) {
    self.init(session, roots: root.map { [$0] } ?? [])
  }

  /// Finds definitions of the book, then files under the first of some folders that has them.
  init(_ session: BookSession, roots: [String]) {
    origin = .book(session, roots: roots)
  }

  /// Finds definitions of another book from now on.
  func move(to session: BookSession) {
    guard case .book(_, let roots) = origin else { return }
    origin = .book(session, roots: roots)
    (found, carried) = ([:], [:])
  }

  /// Finds what a version was installed with, whatever has become of it since.
  init(_ version: DefinitionVersion, in session: BookSession) throws {
    origin = .version(version, Self.byName(try session.modules(of: version)))
  }

  /// Finds what the same text has found before.
  init(again modules: [RequiredModule]) {
    origin = .found
    found = Self.byName(modules)
  }

  private static func byName(_ modules: [RequiredModule]) -> [String: RequiredModule] {
    Dictionary(modules.map { ($0.name, $0) }) { first, _ in first }
  }

  /// What a state calls to find a module.
  var body: HostBody {
    HostBody(description: .part(of: "require")) { [unowned self] call in
      let module = try find(String.read(call, at: 1))
      return module.source.push(to: call) + "@\(module.file)".push(to: call)
    }
  }

  /// SHA-256 of a text and of all that was required.
  func hash(of source: String) -> String { Self.hash(of: source, with: Array(found.values)) }

  /// SHA-256 of a text and of what it required; of the text alone where that is nothing.
  static func hash(of source: String, with modules: [RequiredModule]) -> String {
    let own = SHA256.hex(of: source.utf8)
    guard !modules.isEmpty else { return own }
    let modules = modules.sorted { $0.name < $1.name }.map { "\($0.name) \(SHA256.hex(of: $0.source.utf8))\n" }
    return SHA256.hex(of: "\(own)\n\(modules.joined())".utf8)
  }

  /// SHA-256 of what the book keeps of a version.
  static func hash(of version: DefinitionVersion, in session: BookSession) throws -> String {
    hash(of: version.source, with: try session.modules(of: version))
  }

  private func find(_ name: String) throws -> RequiredModule {
    if let known = found[name] { return known }
    guard !isClosed else { throw ModuleError.late(name) }
    let module: RequiredModule
    switch origin {
    case .version(let version, let kept):
      guard let known = kept[name] else { throw ModuleError.notKept(name, version.name, version.number) }
      module = known
    case .book(let session, let roots): module = try search(name, session, roots)
    case .found: throw ModuleError.late(name)
    }
    found[name] = module
    return module
  }

  private func search(_ name: String, _ session: BookSession, _ roots: [String]) throws -> RequiredModule {
    try session.prepare(toWrite: false)
    let kept = carried[name]
    if let definition = try session.activeDefinition(named: name) {
      let module = RequiredModule(
        name: name, file: "\(name), version \(definition.number)", source: definition.source)
      try agree(module, kept)
      for module in try session.modules(of: definition) {
        try agree(found[module.name], (module, definition))
        try agree(carried[module.name]?.module, (module, definition))
        carried[module.name] = (module, definition)
      }
      return module
    }
    for root in roots {
      guard let module = try ModuleFile(name, under: root).read() else { continue }
      try agree(module, kept)
      return module
    }
    guard let kept else {
      throw ModuleError.missing(name, file: roots.first.map { ModuleFile(name, under: $0).path })
    }
    return kept.module
  }

  /// In one state a name means one text.
  private func agree(_ module: RequiredModule?, _ kept: (module: RequiredModule, by: DefinitionVersion)?) throws {
    guard let module, let kept, module.source != kept.module.source else { return }
    throw ModuleError.differs(module.name, module.file, definition: kept.by.name, kept.by.number)
  }
}

/// A module's file under the folder of a script.
struct ModuleFile {
  /// The path, as people would write it.
  let path: String
  private let name: String
  private let root: String

  /// More is never compiled.
  private static let sizeLimit = 1 << 20

  /// Dots in the name are folders. `require` lets only names through that cannot lead upwards.
  init(_ name: String, under root: String) {
    self.name = name
    self.root = root
    let relative = name.split(separator: ".").joined(separator: "/") + ".lua"
    path = root == "." ? relative : root.hasSuffix("/") ? root + relative : "\(root)/\(relative)"
  }

  /// The module; nil where there is no file.
  func read() throws(ModuleError) -> RequiredModule? {
    guard let bytes = try bytes() else { return nil }
    do {
      return RequiredModule(name: name, file: path, source: try SourceText.read(bytes, from: path))
    } catch {
      throw .noSource(name, error)
    }
  }

  private func bytes() throws(ModuleError) -> [UInt8]? {
    guard let real = Self.resolved(path) else {
      if errno == ENOENT || errno == ENOTDIR { return nil }
      throw .unreadable(name, path)
    }
    guard let base = Self.resolved(root), real.hasPrefix(base == "/" ? base : base + "/") else {
      throw .outside(name, path, leadsTo: real)
    }
    // Not blocking, so that a pipe is seen to be no file instead of being waited for.
    let descriptor = open(real, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { throw .unreadable(name, path) }
    defer { close(descriptor) }
    var facts = stat()
    guard fstat(descriptor, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else { throw .unreadable(name, path) }
    guard let bytes = SourceText.bytes(of: descriptor, limit: Self.sizeLimit) else { throw .unreadable(name, path) }
    if bytes.count > Self.sizeLimit { throw .tooLong(name, path) }
    return bytes
  }

  /// The path without links; nil, with the reason in `errno`, where it leads nowhere.
  private static func resolved(_ path: String) -> String? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return String(cString: real)
  }
}

extension String {
  /// The folder that a path is in; `.` for a mere name.
  public var folder: String {
    guard let slash = lastIndex(of: "/") else { return "." }
    return slash == startIndex ? "/" : String(self[..<slash])
  }
}
