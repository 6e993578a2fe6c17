import ArgumentParser
import Automation
import Foundation
import Storage
import Wording

struct BackupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    "backup", Phrase("Copies the book while others work on it, and checks the copy.", zh: "在他人使用账簿时复制账簿，并检查副本。"))

  @OptionGroup var options: BookOptions
  @OptionGroup var object: ObjectOptions
  @Argument(help: .text("Where the copy goes.", zh: "副本的位置。")) var copy: String

  func run() throws {
    let place = try options.workplace()
    try place.open(for: .read).backUp(to: copy)
    if object.json {
      let size = try FileManager.default.attributesOfItem(atPath: copy)[.size] as? Int64 ?? 0
      return Terminal.print(
        try BackupDocument(of: place.bookPath, copy: copy, bytes: size).jsonText(in: place.language))
    }
    Terminal.note(
      Phrase("copied \(place.bookPath) to \(copy) and checked it", zh: "已将 \(place.bookPath) 复制到 \(copy) 并检查无误")
        .text(in: place.language))
  }
}
