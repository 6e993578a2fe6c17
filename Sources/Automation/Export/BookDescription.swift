import Domain
import Foundation
import Interchange
import Storage
import Wording

/// What a book is besides its records and definitions, as one JSON object: its profile, its custom fields, which customers
/// were merged, the options that imports were saved under, and which files hold the rest.
struct BookDescription {
  static let fileName = "book.json"
  let profile: BookProfile
  /// The custom fields, each with the entity that has it.
  let fields: [(entity: String, field: Field)]
  /// The customers that were merged into others.
  let redirects: [Redirect]
  /// The options of imports, by name.
  let importProfiles: [(name: String, entity: String, options: String)]
  /// The form of the files.
  let format: ExportFormat
  /// The files by name, without what tells their form, and how many records each has.
  let files: [(name: String, rows: Int)]

  /// The names that files of records have, referenced records first, and the kind of each.
  static let kinds = Entity.all.flatMap { entity in
    ([entity.name] + (entity == .customers ? [Workplace.mergedCustomers] : [])).map { (name: $0, kind: entity.name) }
  }

  init(_ session: BookSession, _ format: ExportFormat, files: [(name: String, rows: Int)]) throws {
    self.format = format
    self.files = files
    profile = session.profile
    fields = try Entity.all.flatMap { known in
      try session.entity(known.name).fields.filter(\.isCustom).map { (known.name, $0) }
    }
    redirects = try session.redirects()
    importProfiles = try session.importProfiles()
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
      let choices = (item["choices"]?.elements ?? []).compactMap(\.string)
      let made = try Field.custom(field, kind: kind, label: Phrase(label, zh: chinese), choices: choices, in: entity)
      return (name, made)
    }
    redirects = try (object["merged"]?.elements ?? []).map { item in
      guard let from = item.text("code"), let into = item.text("into") else { throw ImportError.badDescription(path) }
      return Redirect(from: from, into: into)
    }
    guard let form = object.text("format").flatMap(ExportFormat.init), let list = object["files"]?.elements else {
      throw ImportError.badDescription(path)
    }
    format = form
    files = try list.map { item in
      guard let name = item.text("name"), case .integer(let rows)? = item["rows"], rows >= 0,
        name == BookDefinitions.name || BookHistory.names.contains(name)
          || Self.kinds.contains(where: { $0.name == name })
      else { throw ImportError.badDescription(path) }
      return (name, Int(rows))
    }
    guard Set(files.map(\.name)).count == files.count else { throw ImportError.badDescription(path) }
    importProfiles = try (object["import_profiles"]?.elements ?? []).map { item in
      guard let name = item.text("name"), let entity = item.text("kind"), Entity.named(entity) != nil,
        case .object? = item["options"], let options = try item["options"]?.text()
      else { throw ImportError.badDescription(path) }
      return (name, entity, options)
    }
  }

  /// The name of a file with what tells its form.
  func fileName(of name: String) -> String {
    if BookHistory.names.contains(name) { return BookHistory.fileName(of: name) }
    return name == BookDefinitions.name ? BookDefinitions.fileName : "\(name).\(format.rawValue)"
  }

  /// Writes the description to a file.
  func write(to path: String) throws {
    let list = fields.map { entity, field in
      JSON.object([
        .init("entity", .string(entity)), .init("name", .string(field.name)), .init("kind", .string(field.kind.name)),
        .init("label", .string(field.label.english)), .init("label_zh", .string(field.label.chinese)),
        .init("choices", .array(field.kind.choices.map(JSON.string))),
      ])
    }
    let merged = redirects.map { redirect in
      JSON.object([.init("code", .string(redirect.from)), .init("into", .string(redirect.into))])
    }
    let profiles = try importProfiles.map { name, entity, options in
      JSON.object([
        .init("name", .string(name)), .init("kind", .string(entity)), .init("options", try JSON(parsing: options)),
      ])
    }
    let object = JSON.object([
      .init("name", .string(profile.name)), .init("base_currency", .string(profile.baseCurrency.code)),
      .init("time_zone", .string(profile.timeZone)), .init("fields", .array(list)),
      .init("merged", .array(merged)), .init("import_profiles", .array(profiles)),
      .init("format", .string(format.rawValue)),
      .init(
        "files",
        .array(files.map { .object([.init("name", .string($0.name)), .init("rows", .integer(Int64($0.rows)))]) })),
    ])
    try OutputFile.write(try object.text() + "\n", to: path)
  }

  /// Makes a book without records such a book. One with records keeps its profile, and must count its money and days
  /// alike; in both, fields that are missing are added, and options of imports are saved.
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
    for (name, entity, options) in importProfiles {
      try session.saveImportProfile(name, entity: entity, options: options)
    }
  }
}

extension JSON {
  /// The elements of an array; nil for other values.
  var elements: [JSON]? {
    if case .array(let elements) = self { elements } else { nil }
  }

  /// The text, where this is one.
  var string: String? {
    if case .string(let text) = self { text } else { nil }
  }

  /// The text of an object's member.
  func text(_ name: String) -> String? { self[name]?.string }
}
