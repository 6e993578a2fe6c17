import Foundation

/// The repository that these tests were compiled from, as text.
struct Repository {
  /// A file of source.
  struct File {
    /// Its path from the root: `Sources/Domain/Money.swift`.
    let path: String
    let lines: [String]

    var name: String { String(path.split(separator: "/").last ?? "") }
    /// `Domain` for `Sources/Domain/Money.swift`.
    var target: String { path.split(separator: "/").dropFirst().first.map(String.init) ?? "" }
  }

  /// A target as the manifest declares it.
  struct Target {
    let name: String
    let dependencies: Set<String>
    let isTest: Bool
  }

  let root: URL

  init() {
    root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  }

  /// Files under a folder whose names end in one of the extensions.
  func files(under folder: String, _ extensions: Set<String>) -> [File] {
    let walk = FileManager.default.enumerator(atPath: root.appending(path: folder).path)
    var files: [File] = []
    while let path = walk?.nextObject() as? String {
      guard let kind = path.split(separator: ".").last, extensions.contains(String(kind)) else { continue }
      files.append(File(path: "\(folder)/\(path)", lines: lines(of: "\(folder)/\(path)")))
    }
    return files.sorted { $0.path < $1.path }
  }

  func lines(of path: String) -> [String] {
    let text = FileManager.default.contents(atPath: root.appending(path: path).path).map {
      String(decoding: $0, as: UTF8.self)
    }
    return (text ?? "").split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  /// What lies at the top.
  func entries() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: root.path)
  }

  /// The targets of `Package.swift`.
  func targets() -> [Target] {
    let declaration =
      /\.(target|testTarget|executableTarget|systemLibrary)\(\s*name: "(\w+)"((?:[^()"]|"[^"]*"|\([^()]*(?:\([^()]*\))?[^()]*\))*)\)/
    let listed = /dependencies: \[([^\]]*)\]/
    return lines(of: "Package.swift").joined(separator: "\n").matches(of: declaration).map { match in
      let list = match.output.3.firstMatch(of: listed)?.output.1 ?? ""
      let names = list.split { ",\n ".contains($0) }.map { $0.trimmingPrefix("\"").prefix { $0 != "\"" } }
      return Target(
        name: String(match.output.2), dependencies: Set(names.map(String.init)), isTest: match.output.1 == "testTarget")
    }
  }
}

extension Repository.File {
  /// The modules that a Swift file imports, with their lines.
  var imports: [(module: String, line: Int)] {
    lines.enumerated().compactMap { index, line in
      // Most lines are no import: they are indented, or do not name the word.
      guard line.first?.isWhitespace == false, line.contains("import ") else { return nil }
      return line.wholeMatch(
        of: /(?:@\w+(?:\(\w+\))? )*(?:public |package |internal |fileprivate |private )?import (?:\w+ (?=\w))?(\w+).*/
      )
      .map { (String($0.output.1), index + 1) }
    }
  }

  /// The lines with comments left out: what the compiler sees.
  var code: [(text: String, line: Int)] {
    lines.enumerated().filter { !$0.element.trimmingPrefix(while: \.isWhitespace).hasPrefix("//") }.map {
      ($0.element, $0.offset + 1)
    }
  }

  /// How many lines there are outside texts of several lines: data in a literal is no code.
  var length: Int {
    var isData = false
    return lines.count { line in
      let opensOrCloses = line.ranges(of: "\"\"\"").count % 2 == 1
      defer { if opensOrCloses { isData.toggle() } }
      return !isData
    }
  }

  func place(_ line: Int) -> String { "\(path):\(line)" }
}
