/// Which key does what: as in Emacs, readline and every shell.
enum KeyBindings {
  /// What a key does by itself.
  static let standard: [Key: Command] = [
    Key(.enter): .acceptLine, Key(.enter, .alt): .insertNewline, Key(.enter, .shift): .insertNewline,
    Key(.enter, .control): .acceptLine,
    Key(.tab): .complete, Key(.tab, .shift): .completeBackward,
    Key(.escape): .cancel, .control("g"): .cancel, .control("c"): .interrupt, .control("d"): .deleteOrEndOfFile,
    .control("z"): .suspend, .control("l"): .clearScreen, .control("x"): .prefix, Key(.function(2)): .editExternally,

    .control("b"): .backwardCharacter, Key(.left): .backwardCharacter,
    .control("f"): .forwardCharacter, Key(.right): .forwardCharacter,
    .alt("b"): .backwardWord, Key(.left, .control): .backwardWord, Key(.left, .alt): .backwardWord,
    .alt("f"): .forwardWord, Key(.right, .control): .forwardWord, Key(.right, .alt): .forwardWord,
    .control("a"): .beginningOfRow, Key(.home): .beginningOfRow,
    .control("e"): .endOfRow, Key(.end): .endOfRow,
    Key(.home, .control): .beginningOfText, Key(.end, .control): .endOfText,

    .control("p"): .previousRow, Key(.up): .previousRow, .control("n"): .nextRow, Key(.down): .nextRow,
    Key(.up, .control): .previousEntry, Key(.pageUp): .previousEntry, .alt("p"): .previousEntry,
    Key(.down, .control): .nextEntry, Key(.pageDown): .nextEntry, .alt("n"): .nextEntry,
    .alt("<"): .oldestEntry, .alt(">"): .newestEntry,
    .control("r"): .searchBackward, .control("s"): .searchForward,

    Key(.backspace): .deleteBackward, .control("h"): .deleteBackward, Key(.backspace, .shift): .deleteBackward,
    Key(.delete): .deleteForward,
    .control("k"): .killToEnd, .control("u"): .killToBeginning, .control("w"): .killSpacedWord,
    .alt("d"): .killWord, Key(.delete, .alt): .killWord, Key(.delete, .control): .killWord,
    Key(.backspace, .alt): .backwardKillWord, Key(.backspace, .control): .backwardKillWord,
    .control("y"): .yank, .alt("y"): .yankEarlier,
    .control("_"): .undo, .control("/"): .undo, .alt("_"): .redo, .alt("/"): .redo,
    .control("t"): .transpose, .alt("u"): .upcaseWord, .alt("l"): .downcaseWord, .alt("c"): .capitalizeWord,
  ]

  /// What a key does after Ctrl-X.
  static let afterPrefix: [Key: Command] = [
    .control("e"): .editExternally, .control("u"): .undo, .control("r"): .redo,
  ]
}
