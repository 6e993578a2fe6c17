import Domain
import Foundation
import Interchange
import Storage
import Wording

/// What a book is besides its records, as one JSON object: its profile and its custom fields.
struct BookDescription {
  static let fileName = "book.json"
  let profile: BookProfile
  /// The custom fields, each with the entity that has it.
  let fields: [(entity: String, field: Field)]

  init(_ session: BookSession) throws {
    profile = session.profile
    fields = try Entity.all.flatMap { known in
      try session.entity(known.name).fields.filter(\.isCustom).map { (known.name, $0) }
    }
  }

  /// Reads the description of an exported book; nil where the folder has none.
  init?(in folder: String) throws {
    let path = "\(folder)/\(Self.fileName)"
    guard let data = FileManager.default.contents(atPath: path) else { return nil }
    let object: JSON
    do { object = try JSON(parsing: Array(data).span) } catch { throw ImportError.badDescription(path) }
    guard let name = object.text("name"), let code = object.text("base_currency"), let currency = Currency(code),
      let zone = object.text("time_zone")
    else { throw ImportError.badDescription(path) }
    profile = BookProfile(name: name, baseCurrency: currency, timeZone: zone)
    fields = try (object["fields"]?.elements ?? []).map { item in
      guard let name = item.text("entity"), let entity = Entity.named(name), let field = item.text("name"),
        let kind = item.text("kind"), let label = item.text("label"), let chinese = item.text("label_zh")
      else { throw ImportError.badDescription(path) }
      let choices = (item["choices"]?.elements ?? []).compactMap(\.text)
      let made = try Field.custom(field, kind: kind, label: Phrase(label, zh: chinese), choices: choices, in: entity)
      return (name, made)
    }
  }

  /// Writes the description to a file.
  func write(to path: String) throws {
    let file = try OutputFile(path)
    let list = fields.map { entity, field in
      JSON.object([
        .init("entity", .string(entity)), .init("name", .string(field.name)), .init("kind", .string(field.kind.name)),
        .init("label", .string(field.label.english)), .init("label_zh", .string(field.label.chinese)),
        .init("choices", .array(field.kind.choices.map(JSON.string))),
      ])
    }
    let object = JSON.object([
      .init("name", .string(profile.name)), .init("base_currency", .string(profile.baseCurrency.code)),
      .init("time_zone", .string(profile.timeZone)), .init("fields", .array(list)),
    ])
    let text = try object.text() + "\n"
    try file.write(text.utf8.span)
    try file.finish()
  }

  /// Makes a book without records such a book. One with records keeps its profile, and must count its money and days
  /// alike; in both, fields that are missing are added.
  func apply(to session: BookSession) throws {
    if try session.isWithoutRecords {
      _ = try Workplace.zone(named: profile.timeZone)
      try session.adopt(profile)
    } else if (profile.baseCurrency, profile.timeZone) != (session.profile.baseCurrency, session.profile.timeZone) {
      throw ImportError.otherBook(profile, here: session.profile)
    }
    for (name, field) in fields {
      let entity = try session.entity(name)
      if let known = entity.fields.first(where: { $0.name == field.name }), known.isCustom {
        guard known.kind.name == field.kind.name else {
          throw CustomFieldError.otherKind(field.name, entity: name)
        }
      } else {
        try session.define(field, in: entity)
      }
    }
  }
}

extension JSON {
  /// The elements of an array; nil for other values.
  fileprivate var elements: [JSON]? {
    if case .array(let elements) = self { elements } else { nil }
  }

  /// The text, where this is one.
  fileprivate var text: String? {
    if case .string(let text) = self { text } else { nil }
  }

  /// The text of an object's member.
  fileprivate func text(_ name: String) -> String? { self[name]?.text }
}
