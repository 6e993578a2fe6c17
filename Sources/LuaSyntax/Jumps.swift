/// Labels and the jumps to them: kept while a source is parsed. The rules are those of the manual, 3.3.4, as Lua 5.4
/// applies them: a label is seen in its block and those within, and no jump enters the scope of a local.
struct Jumps {
  private struct Pending {
    let name: String
    let range: Range<Int>
    var activeCount: Int
  }

  private struct Label {
    let name: String
    let line: Int
    let activeCount: Int
  }

  private struct Level {
    let firstPending: Int
    let firstLabel: Int
    let isFunction: Bool
  }

  private var pending: [Pending] = []
  private var labels: [Label] = []
  private var levels: [Level] = []

  mutating func beginBlock(isFunction: Bool = false) {
    levels.append(Level(firstPending: pending.count, firstLabel: labels.count, isFunction: isFunction))
  }

  /// Ends a block; gives the jumps whose function ends without their label.
  ///
  /// - Parameter activeCount: How many locals were active where the block began.
  mutating func endBlock(activeCount: Int) -> [(name: String, range: Range<Int>)] {
    guard let level = levels.popLast() else { return [] }
    labels.removeSubrange(level.firstLabel...)
    if level.isFunction {
      let lost = pending[level.firstPending...].map { ($0.name, $0.range) }
      pending.removeSubrange(level.firstPending...)
      return lost
    }
    for index in pending.indices[level.firstPending...] { pending[index].activeCount = activeCount }
    return []
  }

  /// The line of a label of that name that is seen here; nil for none.
  func line(of name: String) -> Int? {
    let first = levels.last { $0.isFunction }?.firstLabel ?? 0
    return labels[first...].last { $0.name == name }?.line
  }

  mutating func jump(to name: String, at range: Range<Int>, activeCount: Int) {
    if line(of: name) != nil { return }
    pending.append(Pending(name: name, range: range, activeCount: activeCount))
  }

  /// Adds a label; gives the jumps that would enter the scope of a local, and which of the active ones that is.
  mutating func addLabel(_ name: String, line: Int, activeCount: Int) -> [(range: Range<Int>, local: Int)] {
    labels.append(Label(name: name, line: line, activeCount: activeCount))
    let first = levels.last?.firstPending ?? 0
    var wrong: [(Range<Int>, Int)] = []
    for jump in pending[first...] where jump.name == name && jump.activeCount < activeCount {
      wrong.append((jump.range, jump.activeCount))
    }
    pending = pending[..<first] + pending[first...].filter { $0.name != name }
    return wrong
  }
}
