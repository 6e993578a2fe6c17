public import Domain
public import Storage
import Wording

/// A version of a definition with what it required.
public struct DefinitionText {
  /// The version.
  public let version: DefinitionVersion
  /// What it required, by name.
  public let modules: [RequiredModule]

  /// A version of a book's definition.
  public init(_ version: DefinitionVersion, in session: BookSession) throws {
    self.version = version
    modules = try session.modules(of: version)
  }

  /// The text; what it required follows under comments that name it.
  public var text: String {
    modules.reduce(version.source) { $0 + "\n-- require \"\($1.name)\": \($1.file)\n" + $1.source }
  }
}

/// How two versions of a definition differ, what they required included.
public struct DefinitionDiff {
  /// The version before.
  public let from: DefinitionText
  /// The version after.
  public let to: DefinitionText
  /// The differing lines, marked; empty where they say the same.
  public let text: String

  /// The way from one version to another.
  public init(from old: DefinitionText, to new: DefinitionText) {
    from = old
    to = new
    text = LineDiff(old.text, new.text).text
  }
}
