import ArgumentParser
import Automation
import Domain
import Foundation
import Reports
import Storage
import Wording

struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    "doctor", Phrase("Examines the book and this machine.", zh: "检查账簿和本机环境。"))

  @OptionGroup var options: BookOptions
  @OptionGroup var list: ListOptions
  @Flag(help: .text("Bring an older book to this program's format first.", zh: "先把较旧的账簿升级到本程序的格式。")) var upgrade = false

  func run() throws {
    let place = try options.workplace()
    if upgrade { _ = try place.open(for: .write) }
    let findings = try place.examine(environment: ProcessInfo.processInfo.environment)
    try list.print(findings, in: place.language) { DoctorReport(findings, in: place.language).text }
    if findings.contains(where: { $0.verdict == .fail }) { throw CommandEnd(code: .failed) }
  }
}
