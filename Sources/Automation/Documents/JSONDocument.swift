public import Interchange
public import Wording

/// Something that commands print for programs, as a JSON object of a declared shape.
public protocol JSONDocument: SendableMetatype {
  /// The members of the object.
  static var shape: JSONShape<Self> { get }
}

extension JSONDocument {
  /// The object; texts for people are in one language.
  public func json(in language: Language) throws -> JSON {
    .object(try Self.shape.members.map { JSON.Member($0.name, try $0.value(self, language)) })
  }

  /// The object as text, without a newline.
  public func jsonText(in language: Language) throws -> String {
    try json(in: language).text()
  }
}

/// The members of a kind of JSON object, declared once: what is printed and what is documented follow from it.
public struct JSONShape<Subject>: Sendable {
  /// A member: its name, what it means, and how it follows from the subject.
  public struct Member: Sendable {
    let name: String
    let type: String
    let meaning: Phrase
    let value: @Sendable (Subject, Language) throws -> JSON

    init<Value: JSONConvertible>(
      _ name: String, type: String = Value.jsonType, _ meaning: Phrase,
      _ value: @escaping @Sendable (Subject) throws -> Value
    ) {
      self.init(name, type: type, meaning) { subject, _ in try value(subject) }
    }

    /// A member whose value is a text for people.
    init<Value: JSONConvertible>(
      _ name: String, type: String = Value.jsonType, _ meaning: Phrase,
      _ value: @escaping @Sendable (Subject, Language) throws -> Value
    ) {
      (self.name, self.type, self.meaning) = (name, type, meaning)
      self.value = { try value($0, $1).json }
    }
  }

  let members: [Member]

  init(_ members: [Member]) {
    self.members = members
  }

  /// The members of another shape, of something that belongs to the subject.
  static func members<Part>(
    of shape: JSONShape<Part>, _ part: @escaping @Sendable (Subject) -> Part
  ) -> [Member] {
    shape.members.map { member in
      Member(name: member.name, type: member.type, meaning: member.meaning) { try member.value(part($0), $1) }
    }
  }
}

extension JSONShape.Member {
  fileprivate init(
    name: String, type: String, meaning: Phrase, value: @escaping @Sendable (Subject, Language) throws -> JSON
  ) {
    (self.name, self.type, self.meaning, self.value) = (name, type, meaning, value)
  }
}
