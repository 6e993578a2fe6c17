public import Interchange

/// What to import, and how its columns are to be read.
public struct ImportRequest: Sendable {
  /// What tells records apart.
  public enum Key: Sendable, Hashable {
    /// These fields, in place of the entity's own key.
    case fields([String])
    /// The row's place in the file.
    case row
  }

  /// A column of the file and the field it is for; nil to leave it out.
  public struct Choice: Sendable, Hashable {
    /// The column's header in any spelling, or its number after `#`.
    public let column: String
    /// The field's name.
    public let field: String?

    /// A column for a field.
    public init(column: String, field: String?) {
      self.column = column
      self.field = field
    }
  }

  /// A value that every record gets.
  public struct Constant: Sendable, Hashable {
    /// The field's name.
    public let field: String
    /// The value as a column would hold it.
    public let value: String

    /// A value for a field.
    public init(field: String, value: String) {
      self.field = field
      self.value = value
    }
  }

  /// The plural name of the entity.
  public var kind: String
  /// The file; `-` for standard input.
  public var path: String
  /// Columns whose headers do not say what they hold.
  public var choices: [Choice] = []
  /// Values that the file does not hold.
  public var constants: [Constant] = []
  /// What tells records apart; nil for the entity's own key.
  public var key: Key?
  /// How characters are written; nil to find out.
  public var encoding: TextEncoding?
  /// What stands between fields; nil to find out.
  public var delimiter: Delimiter?
  /// How dates are written; nil for what can be read in one way only.
  public var dateFormat: DateFormat?
  /// The profile whose options apply where none is given here.
  public var profile: String?
  /// The profile to save the options under.
  public var savedProfile: String?
  /// Where bad rows go, so that the good ones are kept; nil to refuse the file because of them.
  public var rejects: String?
  /// Whether records that are named but missing are added, with their code for a name.
  public var createsReferences = false

  /// A file of records of one entity.
  public init(kind: String, path: String) {
    self.kind = kind
    self.path = path
  }

  /// Reads `column=field, column=-, …`.
  public static func choices(_ text: String) throws(ImportError) -> [Choice] {
    try pairs(text).map { Choice(column: $0, field: $1 == "-" ? nil : $1) }
  }

  private static func pairs(_ text: String) throws(ImportError) -> [(String, String)] {
    var pairs: [(String, String)] = []
    for part in text.split(separator: ",") {
      // A header may hold an equals sign, a field's name never does.
      guard let sign = part.lastIndex(of: "=") else { throw .badMap(String(part)) }
      let (column, field) = (trimmed(part[..<sign]), trimmed(part[part.index(after: sign)...]))
      if column.isEmpty || field.isEmpty { throw .badMap(String(part)) }
      pairs.append((column, field))
    }
    return pairs
  }

  /// Reads `field=value`; the value may hold anything.
  public static func constant(_ text: String) throws(ImportError) -> Constant {
    guard let sign = text.firstIndex(of: "=") else { throw .badConstant(text) }
    return Constant(field: trimmed(text[..<sign]), value: String(text[text.index(after: sign)...]))
  }

  private static func trimmed(_ text: Substring) -> String {
    String(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
