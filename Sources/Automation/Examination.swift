public import Domain
import Foundation
import Glibc
import Isolation
import Storage
import Wording

extension Workplace {
  /// Examines the book and the machine that it is on.
  ///
  /// - Parameter environment: The process's environment variables.
  /// - Throws: `BookFileError` where there is no book to examine. What is wrong with a book is a finding.
  public func examine(environment: [String: String]) throws -> [Finding] {
    var findings: [Finding] = []
    do {
      let book = try open(for: .read)
      findings += try book.examine()
      try book.read { session in
        findings.append(zone(of: session.profile))
        findings.append(try sources(in: session))
      }
    } catch let error as BookFileError {
      switch error {
      case .missing, .folder, .notABook: throw error
      case .damaged, .altered: findings.append(Finding("book", .fail, error.message, remedy: Self.restoring))
      // Its message says the way out.
      default: findings.append(Finding("book", .fail, error.message))
      }
    }
    return findings + [freeSpace(), locale(environment)] + Safeguards.ofMachine.findings
  }

  private static var restoring: Phrase {
    Phrase("copy the file away before anything else, then go back to a backup", zh: "请先把文件另存一份，再改用备份")
  }

  /// Whether every definition in force has the text that it was installed with.
  private func sources(in session: BookSession) throws -> Finding {
    let changed = try session.definitions().filter { version in
      try version.state == .active && ModuleLoader.hash(of: version, in: session) != version.hash
    }
    guard !changed.isEmpty else {
      return Finding(
        "sources", .ok,
        Phrase("every definition in force has the text that it was installed with", zh: "所有生效定义的文本与安装时一致"))
    }
    let names = changed.prefix(3).map { "\($0.name), version \($0.number)" }.joined(separator: "; ")
    return Finding(
      "sources", .fail, Phrase(verbatim: names),
      remedy: Phrase(
        "apply their files again, which makes new versions: patron apply", zh: "请用 patron apply 重新应用其文件，生成新版本"))
  }

  private func zone(of profile: BookProfile) -> Finding {
    do {
      _ = try Self.zone(named: profile.timeZone)
      return Finding("time-zone", .ok, Phrase(verbatim: profile.timeZone))
    } catch {
      return Finding(
        "time-zone", .fail, Phrase("the zone \(profile.timeZone) is unknown here", zh: "本机没有时区 \(profile.timeZone)"),
        remedy: Phrase("install the zone files: apt-get install tzdata", zh: "请安装时区文件：apt-get install tzdata"))
    }
  }

  private func freeSpace() -> Finding {
    let folder = URL(filePath: bookPath).deletingLastPathComponent().path
    var disk = statvfs()
    var file = stat()
    guard statvfs(folder, &disk) == 0, stat(bookPath, &file) == 0 else {
      return Finding("disk", .warn, Phrase("the free space is not known", zh: "无法得知剩余空间"))
    }
    let (free, overflow) = UInt64(disk.f_bavail).multipliedReportingOverflow(by: UInt64(disk.f_frsize))
    return Self.judge(freeBytes: overflow ? .max : Int64(clamping: free), bookBytes: Int64(file.st_size))
  }

  /// What free space means for a book: a run may need as much again as the book has, for what it changes.
  static func judge(freeBytes free: Int64, bookBytes size: Int64) -> Finding {
    let fact = Phrase(
      "\(free >> 20) MB free, the book has \(size >> 20) MB", zh: "剩余 \(free >> 20) MB，账簿占 \(size >> 20) MB")
    let remedy = Phrase("make room on the book's disk", zh: "请清理账簿所在磁盘")
    if free < 16 << 20 { return Finding("disk", .fail, fact, remedy: remedy) }
    if free < size { return Finding("disk", .warn, fact, remedy: remedy) }
    return Finding("disk", .ok, fact)
  }

  private func locale(_ environment: [String: String]) -> Finding {
    let name = ["LC_ALL", "LC_CTYPE", "LANG"].compactMap { environment[$0] }.first { !$0.isEmpty } ?? "C"
    let plain = name.lowercased().replacing("-", with: "")
    guard !plain.contains("."), plain != "c", plain != "posix" else {
      if plain.hasSuffix("utf8") { return Finding("locale", .ok, Phrase(verbatim: name)) }
      return Finding(
        "locale", .warn, Phrase("\(name) is not UTF-8: Chinese may show as signs", zh: "\(name) 不是 UTF-8：中文可能显示为乱码"),
        remedy: Phrase("export LANG=C.UTF-8, or zh_CN.UTF-8 for Chinese", zh: "请设置 LANG=zh_CN.UTF-8"))
    }
    return Finding("locale", .ok, Phrase(verbatim: name))
  }
}
