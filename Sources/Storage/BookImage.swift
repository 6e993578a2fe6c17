public import Domain
import GRDB
import GRDBSQLite

/// The pages of a book in memory, to begin from again and again.
public struct BookImage: Sendable {
  fileprivate let bytes: [UInt8]

  /// The pages of a new, empty book.
  public init(profile: BookProfile) throws {
    bytes = try BookFile.inMemory(profile: profile).pages()
  }
}

extension BookFile {
  /// A book in memory with the pages of an image.
  public static func inMemory(_ image: BookImage) throws -> BookFile {
    let book = try BookFile.unlaid()
    try book.restore(image)
    return book
  }

  /// Makes a book in memory what it was in the image. It takes as long as copying the pages: what was prepared stays so.
  public func restore(_ image: BookImage) throws {
    unsafe try exchanging { connection in
      guard let copy = unsafe sqlite3_malloc64(UInt64(image.bytes.count)) else { return SQLITE_NOMEM }
      unsafe image.bytes.withUnsafeBytes { bytes in
        if let start = bytes.baseAddress { unsafe copy.copyMemory(from: start, byteCount: bytes.count) }
      }
      let count = Int64(image.bytes.count)
      // SQLite owns the copy from here, also where it fails.
      return unsafe sqlite3_deserialize(
        connection, "main", copy.assumingMemoryBound(to: UInt8.self), count, count,
        UInt32(SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_RESIZEABLE))
    }
  }

  fileprivate func pages() throws -> [UInt8] {
    var pages: [UInt8] = []
    unsafe try exchanging { connection in
      var count: Int64 = 0
      guard let bytes = unsafe sqlite3_serialize(connection, "main", &count, 0) else { return SQLITE_NOMEM }
      defer { unsafe sqlite3_free(bytes) }
      pages = unsafe Array(UnsafeBufferPointer(start: bytes, count: Int(clamping: count)))
      return SQLITE_OK
    }
    return pages
  }
}
