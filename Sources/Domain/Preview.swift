public import Wording

/// Why changes that were gathered in a preview cannot be made again, or not be gathered.
public enum PreviewError: Refusal, Hashable {
  /// Somebody else has changed what they stand on.
  case conflicts([UndoConflict], total: Int)
  /// All that stands in the way is that somebody else's new rows have the numbers of those in the preview.
  case numbersTaken([UndoConflict], total: Int)
  /// The book's own form changes.
  case customFields
  /// More than fit into memory.
  case tooMany

  public var code: String {
    switch self {
    case .conflicts: "preview-conflict"
    case .numbersTaken: "preview-numbers"
    case .customFields: "preview-fields"
    case .tooMany: "preview-too-large"
    }
  }

  public var message: Phrase {
    switch self {
    case .conflicts(let conflicts, let total):
      let rows = total == 1 ? "1 row of the preview was" : "\(total) rows of the preview were"
      return Phrase(
        "\(rows) changed by somebody else meanwhile; nothing was changed: `:again` enters the lines of the preview anew, `:save FILE` keeps them, `:rollback` drops them",
        zh: "预览中有 \(total) 行已被他人改动；未做任何改动：`:again` 重新输入预览中的各行，`:save 文件` 保存这些行，`:rollback` 放弃")
        + UndoConflict.list(conflicts, of: total)
    case .numbersTaken(let conflicts, let total):
      let rows =
        total == 1
        ? "a new row of the preview has the number of a row"
        : "\(total) new rows of the preview have the numbers of rows"
      return Phrase(
        "\(rows) that somebody else has added meanwhile; nothing was changed and nothing is lost: `:again` adds yours anew, under other numbers, and `:commit` keeps them then",
        zh: "预览中有 \(total) 个新行的编号已被他人新增的行占用；未做任何改动，也没有丢失内容：`:again` 会以新的编号重新添加，之后即可 `:commit`")
        + UndoConflict.list(conflicts, of: total)
    case .customFields:
      return Phrase(
        "a custom field changes the book's own form, which a preview cannot show. What the preview holds is as it was: `:commit` it, then define the field after `:auto`; or define it beside the session by `patron eval --write 'fields.define(…)'`",
        zh:
          "自定义字段会改变账簿本身的结构，无法预览。预览中的内容保持原样：请先 `:commit`，再在 `:auto` 之后定义字段；或在会话之外执行 `patron eval --write 'fields.define(…)'`"
      )
    case .tooMany:
      return Phrase(
        "a preview holds at most 256 MB of changes: `:commit` what there is, or use `patron run --dry-run`",
        zh: "预览最多容纳 256 MB 的改动：请先 `:commit`，或使用 `patron run --dry-run`")
    }
  }
}
