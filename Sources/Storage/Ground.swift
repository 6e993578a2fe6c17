import Glibc

/// The place a book lies in: what the file system says before SQLite looks.
enum Ground {
  /// File systems on which locks and shared memory do not hold between machines.
  private static let networks = [
    "nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph", "glusterfs", "lustre", "fuse.sshfs", "fuse.rclone",
    "fuse.glusterfs", "davfs", "fuse.davfs2",
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
    if let kind = network(of: facts) { throw .networkFolder(path, kind: kind) }
  }

  /// Throws where no book can be made.
  static func checkNew(_ path: String) throws(BookFileError) {
    if path == ":memory:" { return }
    if unsafe access(path, F_OK) == 0 { throw .exists(path) }
    let folder = folder(of: path)
    var facts = stat()
    guard unsafe stat(folder, &facts) == 0, facts.st_mode & S_IFMT == S_IFDIR else { throw .noFolder(path) }
    guard unsafe access(folder, W_OK) == 0 else { throw .unwritable(path) }
    if let kind = network(of: facts) { throw .networkFolder(path, kind: kind) }
  }

  /// Whether the folder of a book can be written, so that SQLite can put its log and shared memory beside the book.
  static func isWritable(folderOf path: String) -> Bool {
    unsafe access(folder(of: path), W_OK) == 0
  }

  private static func folder(of path: String) -> String {
    path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
  }

  private static func network(of facts: stat) -> String? {
    let major = facts.st_dev >> 8 & 0xFFF
    let minor = facts.st_dev & 0xFF | facts.st_dev >> 12 & 0xFFF00
    return network(ofDevice: "\(major):\(minor)", mounts: mounts())
  }

  /// The network file system that a device is, by the lines of `/proc/self/mountinfo`; nil for a local disk.
  static func network(ofDevice device: String, mounts: some StringProtocol) -> String? {
    for line in mounts.utf8.split(separator: UInt8(ascii: "\n")) {
      // Fields: id, parent, device, root, mount point, options, optional fields, "-", type, source, options.
      let fields = line.split(separator: UInt8(ascii: " "))
      guard fields.count > 3, fields[2].elementsEqual(device.utf8),
        let dash = fields.firstIndex(where: { $0.elementsEqual("-".utf8) }), dash + 1 < fields.count
      else { continue }
      if let kind = networks.first(where: { $0.utf8.elementsEqual(fields[dash + 1]) }) { return kind }
    }
    return nil
  }

  private static func mounts() -> String {
    guard let file = unsafe fopen("/proc/self/mountinfo", "r") else { return "" }
    defer { unsafe fclose(file) }
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 16 << 10)
    while true {
      let count = unsafe fread(&piece, 1, piece.count, file)
      if count == 0 { return String(decoding: bytes, as: UTF8.self) }
      bytes += piece[..<count]
    }
  }
}
