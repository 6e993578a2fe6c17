import Glibc

/// A book that nobody writes, since it lies where nothing can be written: it is read without log and shared memory, which
/// SQLite could not put beside it.
struct StillBook: Hashable {
  private let path: String
  private let size: Int64
  private let changed: [Int]

  /// The book as it is now; nil where its folder can be written, so that it is read like any other.
  ///
  /// - Parameter isWritable: Whether the folder of a file can be written.
  /// - Throws: `BookFileError.logBeside` where changes stand in its log that only a reader who may write can see.
  init?(_ path: String, isWritable: (String) -> Bool = Ground.isWritable(folderOf:)) throws(BookFileError) {
    if path == ":memory:" || isWritable(path) { return nil }
    var facts = stat()
    guard unsafe stat(path, &facts) == 0 else { return nil }
    if Self.hasLog(path) { throw .logBeside(path) }
    self.path = path
    size = Int64(facts.st_size)
    changed = [facts.st_mtim.tv_sec, facts.st_mtim.tv_nsec, Int(truncatingIfNeeded: facts.st_ino)]
  }

  /// What SQLite opens: with these words it reads the file alone and locks nothing.
  var uri: String {
    let safe = path.utf8.map { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "."), UInt8(ascii: "-"),
        UInt8(ascii: "_"):
        String(Unicode.Scalar(byte))
      default: "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
      }
    }
    return "file:\(safe.joined())?immutable=1"
  }

  /// Throws where somebody wrote the book after all, by another way to its folder: what was read may not fit together.
  func check() throws(BookFileError) {
    guard let now = try? StillBook(path, isWritable: { _ in false }), now == self else { throw .moved(path) }
  }

  /// Whether log or shared memory lie beside a book: somebody may be writing it.
  static func hasCompanions(_ path: String) -> Bool {
    unsafe access(path + "-wal", F_OK) == 0 || access(path + "-shm", F_OK) == 0
  }

  private static func hasLog(_ path: String) -> Bool {
    var facts = stat()
    return unsafe stat(path + "-wal", &facts) == 0 && facts.st_size > 0
  }
}
