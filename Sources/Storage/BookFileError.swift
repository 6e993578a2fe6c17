import GRDB
public import Wording

/// Why a book cannot be opened, read or written.
public enum BookFileError: Refusal, Hashable {
  case missing(String)
  case exists(String)
  case folder(String)
  case notABook(String)
  case newer(String, version: Int32, known: Int32)
  case older(String, version: Int32)
  case networkFolder(String, kind: String)
  case unreadable(String)
  case unwritable(String)
  /// The book's folder cannot be written, and its log holds changes.
  case logBeside(String)
  /// The book changed while it was read without locks.
  case moved(String)
  case full(String)
  case busy(String)
  /// Somebody else wrote between what a session read and what it is to write.
  case overtaken(String)
  case held(String, by: OperationsFile.Holder)
  case noFolder(String)
  case damaged(String, String)
  /// Tables or indexes are missing or not as they were made.
  case altered(String, [String])
  case interrupted
  case query(String)

  init(_ error: DatabaseError, path: String) {
    let detail = error.message ?? "\(error.resultCode)"
    self =
      switch error.resultCode {
      case .SQLITE_BUSY, .SQLITE_LOCKED: .busy(path)
      case .SQLITE_FULL: .full(path)
      case .SQLITE_READONLY, .SQLITE_PERM: .unwritable(path)
      case .SQLITE_CANTOPEN: .unreadable(path)
      case .SQLITE_NOTADB: .notABook(path)
      case .SQLITE_CORRUPT: .damaged(path, detail)
      // The shared memory beside the book found no room.
      case .SQLITE_IOERR where error.extendedResultCode == .SQLITE_IOERR_SHMSIZE: .full(path)
      case .SQLITE_IOERR: .damaged(path, detail)
      case .SQLITE_INTERRUPT: .interrupted
      default: .query(detail)
      }
  }

  /// The same, and who holds the writer's place, where the book is busy and that is known.
  public var namingHolder: BookFileError {
    guard case .busy(let path) = self, let holder = OperationsFile.holder(of: path) else { return self }
    return .held(path, by: holder)
  }

  public var code: String {
    switch self {
    case .missing: "no-book"
    case .exists: "book-exists"
    case .folder: "book-is-a-folder"
    case .notABook: "not-a-book"
    case .newer: "newer-book"
    case .older: "older-book"
    case .networkFolder: "network-folder"
    case .unreadable: "cannot-read"
    case .unwritable: "cannot-write"
    case .logBeside: "log-beside-book"
    case .moved: "book-changed"
    case .full: "disk-full"
    case .busy, .held, .overtaken: "busy"
    case .noFolder: "no-folder"
    case .damaged, .altered: "damaged"
    case .interrupted: "interrupted"
    case .query: "query"
    }
  }

  public var message: Phrase {
    switch self {
    case .missing(let path):
      Phrase(
        "there is no book at \(path): make one with `patron init`, or name another with --book",
        zh: "\(path) 处没有账簿：请用 `patron init` 新建，或用 --book 指定其他账簿")
    case .exists(let path):
      Phrase("there is a file at \(path) already", zh: "\(path) 已存在")
    case .folder(let path):
      Phrase("\(path) is a folder, not a book: name the file in it", zh: "\(path) 是文件夹而不是账簿：请指定其中的文件")
    case .notABook(let path):
      Phrase("\(path) is not a book of Patron's", zh: "\(path) 不是 Patron 账簿")
    case .newer(let path, let version, let known):
      Phrase(
        "\(path) was written by a newer Patron (format \(version), this one knows \(known)): use that one",
        zh: "\(path) 由更新版本的 Patron 写入（格式 \(version)，本程序只支持到 \(known)）：请使用新版本")
    case .older(let path, let version):
      Phrase(
        "\(path) is of an older format (\(version)): run `patron doctor --upgrade` once",
        zh: "\(path) 的格式较旧（\(version)）：请运行一次 `patron doctor --upgrade`")
    case .networkFolder(let path, let kind):
      Phrase(
        "\(path) lies on a network folder (\(kind)), where a book breaks when two machines write: copy it to a local disk",
        zh: "\(path) 位于网络文件夹（\(kind)），多台机器同时写入会损坏账簿：请复制到本地磁盘")
    case .unreadable(let path):
      Phrase("\(path) cannot be opened: look at its permissions and its folder's", zh: "无法打开 \(path)：请检查文件及其文件夹的权限")
    case .unwritable(let path):
      Phrase("\(path) cannot be written: look at its permissions and its folder's", zh: "无法写入 \(path)：请检查文件及其文件夹的权限")
    case .logBeside(let path):
      Phrase(
        "\(path) lies in a folder that cannot be written, and its newest changes are in \(path)-wal: copy both into a folder that can be written, and read the copy",
        zh: "\(path) 所在的文件夹不可写，而最新的改动在 \(path)-wal 中：请把两个文件一起复制到可写的文件夹，再读取副本")
    case .moved(let path):
      Phrase(
        "\(path) was changed while it was read from a folder that cannot be written here: try again",
        zh: "\(path) 在从不可写的文件夹读取期间被改动：请重试")
    case .full(let path):
      Phrase("the disk of \(path) is full: the change was taken back", zh: "\(path) 所在磁盘已满：该改动已撤回")
    case .busy(let path):
      Phrase("somebody else is writing to \(path): try again", zh: "有其他程序正在写入 \(path)：请稍后重试")
    case .overtaken(let path):
      Phrase(
        "somebody else changed \(path) between what this line has read and what it writes: enter it again",
        zh: "在本行读取与写入之间，其他程序改动了 \(path)：请重新输入")
    case .held(let path, let holder):
      Phrase(
        "\(holder.operatorName) has been running '\(holder.title)' on \(path) since \(holder.since): try again",
        zh: "\(holder.operatorName) 自 \(holder.since) 起正在 \(path) 上运行 '\(holder.title)'：请稍后重试")
    case .noFolder(let path):
      Phrase("there is no folder for \(path): make it first", zh: "\(path) 所在的文件夹不存在：请先新建")
    case .damaged(let path, let detail):
      Phrase(
        "\(path) cannot be read whole (\(detail)): run `patron doctor`",
        zh: "\(path) 无法完整读取（\(detail)）：请运行 `patron doctor`")
    case .altered(let path, let parts):
      Phrase(
        "\(path) is damaged (missing or altered: \(parts.prefix(3).joined(separator: ", "))): go back to a backup",
        zh: "\(path) 已损坏（缺失或被改动：\(parts.prefix(3).joined(separator: ", "))）：请改用备份")
    case .interrupted:
      Phrase("the query was stopped", zh: "查询已被中止")
    case .query(let detail):
      Phrase("the book refused a query: \(detail)", zh: "账簿拒绝了查询：\(detail)")
    }
  }
}
