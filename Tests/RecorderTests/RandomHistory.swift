/// Statements at random over the tables of a random schema.
struct RandomHistory {
  var generator: SeededGenerator
  var tables: [RandomTable] = []

  init(seed: UInt64) {
    generator = SeededGenerator(seed: seed)
    for number in 1...Int.random(in: 1...4, using: &generator) {
      tables.append(.random(number: number, before: tables.last, using: &generator))
    }
  }

  mutating func statement() -> String {
    let table = generator.pick(tables)
    switch Int.random(in: 0..<100, using: &generator) {
    case 0..<40: return insert(table)
    case 40..<75: return update(table)
    case 75..<87: return "DELETE FROM \(table.name) \(condition())"
    case 87..<93: return copy(table)
    default: return "INSERT INTO other (note) VALUES ('\(Int.random(in: 0..<9, using: &generator))')"
    }
  }

  private mutating func insert(_ table: RandomTable) -> String {
    var columns = table.written
    if generator.chance(30) { columns.removeLast() }
    let rows = (0..<(generator.chance(50) ? 1 : Int.random(in: 2...5, using: &generator))).map { _ in
      "(" + ([key()] + columns.map { value($0.type) }).joined(separator: ", ") + ")"
    }
    let verb = generator.pick(["INSERT", "INSERT", "INSERT", "INSERT OR REPLACE", "REPLACE", "INSERT OR IGNORE"])
    let names = (["id"] + columns.map(\.name)).joined(separator: ", ")
    var sql = "\(verb) INTO \(table.name) (\(names)) VALUES \(rows.joined(separator: ", "))"
    if verb == "INSERT", generator.chance(40) {
      sql += " ON CONFLICT \(generator.pick(["", "(id)"])) DO "
      sql += generator.pick(["NOTHING", "UPDATE SET \(assignments(table))", "UPDATE SET c1 = excluded.c1"])
    }
    return sql
  }

  private mutating func update(_ table: RandomTable) -> String {
    let verb = generator.pick(["UPDATE", "UPDATE", "UPDATE", "UPDATE OR REPLACE", "UPDATE OR IGNORE"])
    return "\(verb) \(table.name) SET \(assignments(table)) \(condition())"
  }

  private mutating func copy(_ table: RandomTable) -> String {
    let source = generator.pick(tables)
    let shift = Int.random(in: -3...20, using: &generator)
    let column = generator.pick(source.written).name
    return """
      INSERT \(generator.pick(["", "OR REPLACE"])) INTO \(table.name) (id, c1)
      SELECT id + \(shift), \(column) FROM \(source.name) ORDER BY id
      """
  }

  private mutating func assignments(_ table: RandomTable) -> String {
    let column = generator.pick(table.written)
    let other = generator.pick(table.written)
    switch Int.random(in: 0..<8, using: &generator) {
    case 0: return "id = id + \(Int.random(in: -3...25, using: &generator))"
    case 1: return "id = id + 40, \(column.name) = \(value(column.type))"
    case 2: return "\(column.name) = \(column.name)"
    case 3: return "\(column.name) = \(other.name)"
    case 4 where column.name != other.name:
      return "\(column.name) = \(value(column.type)), \(other.name) = \(value(other.type))"
    default: return "\(column.name) = \(value(column.type))"
    }
  }

  private mutating func condition() -> String {
    let low = Int.random(in: 0...25, using: &generator)
    switch Int.random(in: 0..<4, using: &generator) {
    case 0: return "WHERE id = \(low)"
    case 1: return "WHERE id BETWEEN \(low) AND \(low + 6)"
    case 2: return "WHERE id % 2 = \(low % 2)"
    default: return generator.chance(30) ? "" : "WHERE id > \(low)"
    }
  }

  private mutating func key() -> String {
    switch Int.random(in: 0..<20, using: &generator) {
    case 0: "NULL"
    case 1: generator.pick(["-1", "-9223372036854775808", "1000000"])
    default: "\(Int.random(in: 0...25, using: &generator))"
    }
  }

  /// A value that mostly fits a type, out of few, so that rows meet.
  private mutating func value(_ type: String) -> String {
    if generator.chance(8) { return "NULL" }
    let number = Int.random(in: 0...12, using: &generator)
    let fitting = generator.chance(93) ? type : generator.pick(["TEXT", "INTEGER", "REAL", "BLOB"])
    switch fitting {
    case "INTEGER": return generator.chance(10) ? generator.pick(["9223372036854775807", "-300"]) : "\(number)"
    case "REAL": return generator.pick(["\(number)", "\(number).5", "-0.0", "1e300", "-\(number).0"])
    case "BLOB": return generator.pick(["X''", "X'00\(number + 10)ff'", "zeroblob(\(number * 20))"])
    case "TEXT": return generator.pick(["''", "'\(number)'", "'客户\(number)'", "hex(zeroblob(\(number * 10)))"])
    default: return generator.pick(["\(number)", "\(number).5", "'\(number)'", "X'0\(number % 10)'"])
    }
  }
}
