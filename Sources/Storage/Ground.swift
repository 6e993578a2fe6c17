import Glibc

/// The place a book lies in: what the file system says before SQLite looks.
enum Ground {
  /// File systems on which locks and shared memory do not hold between machines, by their magic number.
  private static let networks: [Int: String] = [
    0x6969: "NFS", 0xFF53_4D42: "CIFS", 0xFE53_4D42: "SMB2", 0x517B: "SMB", 0x0102_1997: "9P", 0x6573_5546: "FUSE",
    0x5346_414F: "AFS", 0x00C3_6400: "Ceph",
  ]

  /// Throws where no book can be opened.
  static func check(_ path: String) throws(BookFileError) {
    if path == ":memory:" { return }
    var facts = stat()
    guard unsafe stat(path, &facts) == 0 else {
      throw errno == EACCES ? .unreadable(path) : .missing(path)
    }
    if facts.st_mode & S_IFMT == S_IFDIR { throw .folder(path) }
    guard unsafe access(path, R_OK) == 0 else { throw .unreadable(path) }
    try checkFileSystem(path)
  }

  /// Throws where the file system is one on which books break.
  static func checkFileSystem(_ path: String) throws(BookFileError) {
    var system = statfs()
    guard unsafe statfs(path, &system) == 0 else { return }
    if let kind = networks[Int(system.f_type) & 0xFFFF_FFFF] { throw .networkFolder(path, kind: kind) }
  }
}
