/// How two texts differ, line by line.
public struct LineDiff {
  /// Lines with a leading `-`, `+` or blank; lines far from a change are left out.
  public let text: String

  /// The way from one text to another.
  public init(_ old: String, _ new: String) {
    let before = old.split(separator: "\n", omittingEmptySubsequences: false)
    let after = new.split(separator: "\n", omittingEmptySubsequences: false)
    let difference = after.difference(from: before)
    var removed: Set<Int> = []
    var inserted: Set<Int> = []
    for change in difference {
      switch change {
      case .remove(let offset, _, _): removed.insert(offset)
      case .insert(let offset, _, _): inserted.insert(offset)
      }
    }
    var lines: [(mark: String, text: Substring)] = []
    var (left, right) = (0, 0)
    while left < before.count || right < after.count {
      if left < before.count, removed.contains(left) {
        lines.append(("-", before[left]))
        left += 1
      } else if right < after.count, inserted.contains(right) {
        lines.append(("+", after[right]))
        right += 1
      } else if left < before.count, right < after.count {
        lines.append((" ", before[left]))
        left += 1
        right += 1
      } else {
        break
      }
    }
    text = Self.near(lines).joined(separator: "\n")
  }

  /// The lines within three of a change; a gap is one line of dots.
  private static func near(_ lines: [(mark: String, text: Substring)]) -> [String] {
    let changed = lines.indices.filter { lines[$0].mark != " " }
    var kept: Set<Int> = []
    for index in changed { kept.formUnion(max(0, index - 3)...min(lines.count - 1, index + 3)) }
    var result: [String] = []
    for index in lines.indices {
      if kept.contains(index) {
        result.append("\(lines[index].mark) \(lines[index].text)")
      } else if kept.contains(index - 1) || (index == 0 && !kept.isEmpty) {
        result.append("…")
      }
    }
    return result
  }
}
