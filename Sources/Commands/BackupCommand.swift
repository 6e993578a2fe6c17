import ArgumentParser
import Automation
import Storage
import Wording

struct BackupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    "backup", Phrase("Copies the book while others work on it, and checks the copy.", zh: "在他人使用账簿时复制账簿，并检查副本。"))

  @OptionGroup var options: BookOptions
  @Argument(help: .text("Where the copy goes.", zh: "副本的位置。")) var copy: String

  func run() throws {
    let place = try options.workplace()
    try place.open(for: .read).backUp(to: copy)
    Terminal.note(
      Phrase("copied \(place.bookPath) to \(copy) and checked it", zh: "已将 \(place.bookPath) 复制到 \(copy) 并检查无误")
        .text(in: place.language))
  }
}
