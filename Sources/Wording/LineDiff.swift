/// How two texts differ, line by line.
public struct LineDiff {
  /// Lines with a leading `-`, `+` or blank; lines far from a change are left out.
  public let text: String

  /// The way from one text to another.
  public init(_ old: String, _ new: String) {
    let (before, after) = (Self.lines(old), Self.lines(new))
    let (removed, inserted) = Self.changes(before, after)
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

  /// Lines end as bytes do: to Swift, a carriage return and a line feed are one character.
  private static func lines(_ text: String) -> [Substring] {
    text.utf8.split(separator: 10, omittingEmptySubsequences: false).map { Substring($0) }
  }

  /// Which lines of the old text are not in the new one, and the other way round. What two long texts have in common between
  /// their first and their last change is not looked for: that takes the square of their length.
  private static func changes(_ before: [Substring], _ after: [Substring]) -> (removed: Set<Int>, inserted: Set<Int>) {
    func areAlike(_ line: Substring, _ other: Substring) -> Bool { line.utf8.elementsEqual(other.utf8) }
    let head = zip(before, after).prefix { areAlike($0, $1) }.count
    let tail = zip(before.dropFirst(head).reversed(), after.dropFirst(head).reversed()).prefix { areAlike($0, $1) }
      .count
    let old = before.dropFirst(head).dropLast(tail)
    let new = after.dropFirst(head).dropLast(tail)
    guard old.count + new.count <= longest else { return (Set(old.indices), Set(new.indices)) }
    var (removed, inserted): (Set<Int>, Set<Int>) = ([], [])
    for change in new.difference(from: old, by: areAlike) {
      switch change {
      case .remove(let offset, _, _): removed.insert(head + offset)
      case .insert(let offset, _, _): inserted.insert(head + offset)
      }
    }
    return (removed, inserted)
  }

  private static let longest = 2000

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
