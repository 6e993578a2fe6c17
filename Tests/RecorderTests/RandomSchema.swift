/// A generator that gives the same numbers for the same seed (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }

  mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &self) < percent }

  mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[Int.random(in: 0..<elements.count, using: &self)]
  }
}

/// A table of a random history.
struct RandomTable {
  struct Column {
    var name: String
    var id: UInt16
    var type: String
    var constraint = ""
    var isGenerated = false
    var isTracked = true
  }

  var name: String
  var id: UInt32
  var isStrict: Bool
  var isKeyOnly: Bool
  var columns: [Column] = []
  var indexes: [String] = []
  var triggers: [String] = []

  /// The columns that statements write.
  var written: [Column] { columns.filter { !$0.isGenerated } }

  var columnIDs: [UInt16] { [0] + columns.map { $0.isTracked ? $0.id : 0 } }

  /// The statement that makes the table.
  ///
  /// The oracle's has no generated columns, which the session extension cannot read.
  func creation(isOracle: Bool) -> String {
    let declarations = (isOracle ? written : columns).map { "\($0.name) \($0.type) \($0.constraint)" }
    let list = (["id INTEGER PRIMARY KEY"] + declarations).joined(separator: ", ")
    return "CREATE TABLE \(name) (\(list))\(isStrict ? " STRICT" : "")"
  }

  static func random(number: Int, before: RandomTable?, using generator: inout SeededGenerator) -> RandomTable {
    let isStrict = generator.chance(50)
    var table = RandomTable(
      name: "t\(number)", id: UInt32(number * 3), isStrict: isStrict, isKeyOnly: generator.chance(20))
    for place in 1...Int.random(in: 1...5, using: &generator) {
      var column = Column(
        name: "c\(place)", id: UInt16(Int.random(in: 0...9, using: &generator) * 1000 + place),
        type: randomType(isStrict: isStrict, using: &generator))
      switch Int.random(in: 0..<10, using: &generator) {
      case 0: column.constraint = "NOT NULL DEFAULT \(defaultLiteral(column.type))"
      case 1: column.constraint = "DEFAULT \(defaultLiteral(column.type))"
      case 2: column.constraint = "CHECK (\(column.name) IS NOT 3)"
      case 3: column.isTracked = false
      case 4:
        if let before, column.type == "INTEGER" {
          let action = generator.pick(["CASCADE", "SET NULL", "RESTRICT"])
          column.constraint = "REFERENCES \(before.name)(id) ON DELETE \(action) ON UPDATE CASCADE"
        }
      default: break
      }
      table.columns.append(column)
    }
    // Generated columns change when a strict table finds a wrong type, and the oracle has none.
    if !isStrict, generator.chance(30) {
      let stored = Column(
        name: "g1", id: 40_000, type: "ANY", constraint: "AS (c1) STORED", isGenerated: true)
      table.columns.insert(stored, at: Int.random(in: 0...table.columns.count, using: &generator))
    }
    if !isStrict, generator.chance(30) {
      table.columns.append(
        Column(name: "g2", id: 40_001, type: "ANY", constraint: "AS (c1) VIRTUAL", isGenerated: true))
    }
    if generator.chance(60) {
      table.indexes.append("CREATE UNIQUE INDEX \(table.name)_unique ON \(table.name) (\(table.written[0].name))")
    }
    if let before, generator.chance(30) {
      let column = generator.pick(before.written).name
      let event = generator.pick(["INSERT", "UPDATE", "DELETE"])
      let row = event == "DELETE" ? "OLD" : "NEW"
      table.triggers.append(
        """
        CREATE TRIGGER \(table.name)_trigger \(generator.pick(["BEFORE", "AFTER"])) \(event) ON \(table.name) BEGIN
          UPDATE OR IGNORE \(before.name) SET \(column) = \(row).c1 WHERE id = \(row).id;
        END
        """)
    }
    return table
  }

  /// Adds a column and gives the clause that does so; nil for a table that cannot grow.
  mutating func grow(using generator: inout SeededGenerator) -> Column? {
    if columns.contains(where: { $0.constraint.hasSuffix("VIRTUAL") }) { return nil }
    var column = Column(
      name: "c\(columns.count + 10)", id: UInt16(20_000 - columns.count),
      type: Self.randomType(isStrict: isStrict, using: &generator))
    switch Int.random(in: 0..<3, using: &generator) {
    case 0: column.constraint = "NOT NULL DEFAULT \(Self.defaultLiteral(column.type))"
    case 1: column.constraint = "DEFAULT \(Self.defaultLiteral(column.type))"
    default: break
    }
    columns.append(column)
    return column
  }

  private static func randomType(isStrict: Bool, using generator: inout SeededGenerator) -> String {
    generator.pick(
      isStrict ? ["TEXT", "INTEGER", "REAL", "BLOB", "ANY"] : ["TEXT", "INTEGER", "REAL", "BLOB", "NUMERIC", ""])
  }

  private static func defaultLiteral(_ type: String) -> String {
    switch type {
    case "INTEGER", "NUMERIC": "7"
    case "REAL": "7"
    case "BLOB": "X'07'"
    default: "'seven'"
    }
  }
}
