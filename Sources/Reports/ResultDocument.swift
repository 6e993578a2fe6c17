import Analytics
public import Automation
public import Domain
import Interchange
public import Wording

/// What became of definitions and scores, as one JSON object for programs. Its names stay English; messages are in one
/// language.
public struct ResultDocument {
  /// The object, without a newline.
  public let text: String

  /// What applying files came to.
  public init(_ report: RunReport<ApplyReport>) throws {
    let items = (report.result?.items ?? []).map { item in
      JSON.object([
        .init("file", .string(item.file)), .init("name", .string(item.name)),
        .init("status", .string(item.status.rawValue)), .init("before", .count(item.before)),
        .init("version", .count(item.version)), .init("draft", .bool(item.isDraft)),
        .init("scoring", item.scoring.map(JSON.scoring) ?? .null),
      ])
    }
    text = try JSON.object(Self.head(report) + [.init("definitions", .array(items))]).text()
  }

  /// What scoring everyone came to.
  public init(_ report: RunReport<[ScoringSummary]>) throws {
    let scores = (report.result ?? []).map(JSON.scoring)
    text = try JSON.object(Self.head(report) + [.init("scores", .array(scores))]).text()
  }

  /// What putting a version in or out of force came to.
  public init(_ report: RunReport<DefinitionChange>) throws {
    var members = Self.head(report)
    if let change = report.result {
      members += [
        .init("name", .string(change.name)), .init("before", .count(change.before)),
        .init("version", .count(change.after)), .init("customers_with_value", .count(change.valueCount)),
        .init("scoring", change.scoring.map(JSON.scoring) ?? .null),
      ]
    }
    text = try JSON.object(members).text()
  }

  /// A version without its text.
  public init(_ version: DefinitionVersion) throws {
    text = try JSON.object(JSON.members(of: version)).text()
  }

  /// A version with its text and what it required.
  public init(_ definition: DefinitionText) throws {
    let modules = definition.modules.map { module in
      JSON.object([
        .init("name", .string(module.name)), .init("file", .string(module.file)),
        .init("source", .string(module.source)),
      ])
    }
    let members = JSON.members(of: definition.version)
    text = try JSON.object(
      members + [.init("source", .string(definition.version.source)), .init("modules", .array(modules))]
    ).text()
  }

  /// How two versions differ.
  public init(_ diff: DefinitionDiff) throws {
    text = try JSON.object([
      .init("name", .string(diff.to.version.name)), .init("from", .count(diff.from.version.number)),
      .init("to", .count(diff.to.version.number)), .init("same", .bool(diff.text.isEmpty)),
      .init("lines", .array(diff.text.split(separator: "\n").map { .string(String($0)) })),
    ]).text()
  }

  /// Why nothing was done.
  public init(_ refusal: any Refusal, in language: Language) throws {
    text = try JSON.object([
      .init("status", .string(((refusal as? DefinitionFault)?.outcome ?? .refused).rawValue)),
      .init("code", .string(refusal.code)), .init("message", .string(refusal.message.text(in: language))),
    ]).text()
  }

  private static func head<Result>(_ report: RunReport<Result>) -> [JSON.Member] {
    let used: [JSON.Member] = [
      .init("cpu_ms", .integer(report.end.processorMilliseconds ?? 0)),
      .init("peak_bytes", .integer(report.end.peakBytes ?? 0)),
    ]
    return [
      .init("status", .string(report.end.outcome.rawValue)), .init("dry", .bool(report.mode == .dry)),
      .init("run", report.id.map { .integer($0) } ?? .null), .init("changes", .count(report.changes.rowCount)),
      .init("used", .object(used)),
    ]
  }
}

extension JSON {
  /// A whole number, or null.
  fileprivate static func count(_ number: Int?) -> JSON { number.map { .integer(Int64($0)) } ?? .null }

  /// What a version is, without its text.
  fileprivate static func members(of version: DefinitionVersion) -> [Member] {
    [
      .init("name", .string(version.name)), .init("kind", .string(version.kind)),
      .init("state", .string(version.state.rawValue)), .init("file", .string(version.file)),
      .init("hash", .string(version.hash)), .init("version", .count(version.number)),
    ]
  }

  /// What scoring everyone by one definition came to.
  fileprivate static func scoring(_ summary: ScoringSummary) -> JSON {
    let moves = summary.moves
    let bands = moves.bands.compactMap { band, count in band.map { ($0, count) } }.sorted { $0.0 < $1.0 }
    return .object([
      .init("name", .string(summary.name)), .init("version", .count(summary.version)),
      .init("as_of", .string(summary.asOf.description)), .init("customers", .count(moves.count)),
      .init("scored", .count(moves.scored)), .init("insufficient", .count(moves.insufficient)),
      .init("bands", .object(bands.map { Member($0, .count($1)) })),
      .init("without_band", .count(moves.bands[nil] ?? 0)), .init("rose", .count(moves.rose)),
      .init("fell", .count(moves.fell)), .init("changed_band", .count(moves.changedBand)),
      .init("gained", .count(moves.gained)), .init("lost", .count(moves.lost)),
      .init("rows", .count(moves.written)), .init("coverage", .number(summary.coverage)),
      .init("missing", .object(summary.missing.map { Member($0.input, .count($0.customers)) })),
      .init("largest_moves", .array(moves.largest.map(move))),
    ])
  }

  private static func move(_ move: ScoreMoves.Move) -> JSON {
    func state(_ state: ScoreMoves.State) -> JSON {
      .object([
        .init("value", state.value.map { .number($0) } ?? .null),
        .init("band", state.band.map { .string($0) } ?? .null),
      ])
    }
    return .object([
      .init("customer", .string(move.code)), .init("name", .string(move.name)), .init("before", state(move.before)),
      .init("after", state(move.after)),
    ])
  }
}
