import GRDB
import Glibc

extension BookFile {
  /// Copies the book to a new file while others work on it, and reads the copy whole.
  ///
  /// - Throws: `BookFileError` where there is a file already, the copy cannot be written, or it is not sound; no file is
  ///   left then.
  public func backUp(to path: String) throws {
    try Ground.checkNew(path)
    do {
      let copy = try DatabaseQueue(path: path)
      try copyPages(to: copy)
      let damage = try copy.read { db in try String.fetchAll(db, sql: "PRAGMA integrity_check(1)") }
      guard damage == ["ok"] else { throw BookFileError.damaged(path, damage.joined(separator: "; ")) }
      try copy.close()
    } catch {
      unsafe unlink(path)
      if let error = error as? DatabaseError { throw BookFileError(error, path: path) }
      throw error
    }
  }
}
