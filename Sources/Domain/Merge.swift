public import Wording

/// Which of two customers gives what when one is merged into the other.
public struct MergeChoices: Sendable, Hashable {
  /// One of the two.
  public enum Side: String, Sendable, CaseIterable {
    /// The customer that ends.
    case from
    /// The customer that stays.
    case into
  }

  /// Whose value a field takes. A field that is not named keeps the value of the one that stays, and takes the other's
  /// where that has none.
  public var winners: [String: Side]
  /// Whose record counts where both have one of the same key, such as a statement of the same year; nil refuses the
  /// merge. The record of the other stays under the code that ends.
  public var collisions: Side?

  /// Choices; without any, every collision refuses the merge.
  public init(winners: [String: Side] = [:], collisions: Side? = nil) {
    self.winners = winners
    self.collisions = collisions
  }
}

/// A code that finds another customer since the two were merged.
public struct Redirect: Sendable, Hashable {
  /// The code of the customer that ended.
  public var from: String
  /// The code of the one that it was merged into.
  public var into: String

  /// A code and what it finds.
  public init(from: String, into: String) {
    self.from = from
    self.into = into
  }
}

/// Why two customers cannot be merged or parted.
public enum MergeError: Refusal, Hashable {
  case itself(String)
  case merged(String, into: String)
  case notMerged(String)
  case untraced(String, into: String)
  case apart(String, into: String, here: String?)
  case ownCode
  case currency(field: String, from: String, into: String)
  case collisions([String], total: Int)
  case changed(String, [UndoConflict], total: Int)

  public var code: String {
    switch self {
    case .itself: "merge-into-itself"
    case .merged: "already-merged"
    case .notMerged: "not-merged"
    case .untraced: "untraced-merge"
    case .apart: "other-merge"
    case .ownCode: "merge-code"
    case .currency: "merge-currency"
    case .collisions: "merge-collision"
    case .changed: "merge-conflict"
    }
  }

  public var message: Phrase {
    switch self {
    case .itself(let code):
      return Phrase("customer \(code) cannot be merged into itself", zh: "客户 \(code) 不能合并到自身")
    case .merged(let code, let into):
      return Phrase(
        "customer \(code) was merged into \(into) already: customers.unmerge(\"\(code)\") parts them",
        zh: "客户 \(code) 已合并到 \(into)：可用 customers.unmerge(\"\(code)\") 拆分")
    case .notMerged(let code):
      return Phrase("customer \(code) is not merged into another", zh: "客户 \(code) 没有合并到其他客户")
    case .untraced(let code, let into):
      return Phrase(
        "customer \(code) was merged into \(into) in the book that this one was imported from, and what the merge moved is known only there",
        zh: "客户 \(code) 是在导入前的账簿中合并到 \(into) 的，合并移动了哪些记录只有原账簿知道")
    case .apart(let code, let into, let here):
      let state =
        here.map { Phrase("was merged into \($0) here", zh: "在此已合并到 \($0)") } ?? Phrase("stands here", zh: "在此仍独立存在")
      return Phrase(
        "customer \(code) is merged into \(into) in the exported book and ", zh: "客户 \(code) 在导出的账簿中已合并到 \(into)，而")
        + state + Phrase(": merge them alike first, or import into a new book", zh: "：请先作相同的合并，或导入新账簿")
    case .ownCode:
      return Phrase(
        "both codes stay: the one that ends finds the one that stays, so 'code' has no winner",
        zh: "两个编号都会保留：旧编号仍可找到合并后的客户，因此 'code' 不能指定取值方")
    case .currency(let field, let from, let into):
      return Phrase(
        "'\(field)' is in \(from) there and in \(into) here: amounts follow the winner of 'currency'",
        zh: "'\(field)' 一方为 \(from)，另一方为 \(into)：金额须与 'currency' 取同一方")
    case .collisions(let rows, let total):
      let more = total > rows.count ? "\n  … \(total)" : ""
      let list = rows.map { "  \($0)" }.joined(separator: "\n")
      return Phrase(
        "both customers have these \(total) records: say collisions = \"into\" or \"from\" for whose count\n\(list)\(more)",
        zh: "双方都有以下 \(total) 条记录：请用 collisions = \"into\" 或 \"from\" 指定以哪一方为准\n\(list)\(more)")
    case .changed(let code, let rows, let total):
      let more = Phrase(verbatim: total > rows.count ? "\n  … \(total)" : "")
      return rows.reduce(
        Phrase(
          "customer \(code) cannot be parted: \(total) values changed since the merge",
          zh: "无法拆分客户 \(code)：合并后有 \(total) 个值被改动")
      ) { $0 + Phrase(verbatim: "\n  ") + $1.phrase } + more
    }
  }
}
