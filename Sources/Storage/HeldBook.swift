import GRDB
import Glibc

/// A book that is kept open beside the work on it.
///
/// SQLite removes a book's log and shared memory when the last program closes it. Held, they stay the files that they
/// are, so that they can be told to the system beforehand.
public final class HeldBook {
  private let book: BookFile
  private let operations: DatabaseQueue?

  /// Opens a book, and to write it also the operations file.
  ///
  /// - Throws: As ``BookFile/open(_:for:patience:)`` does.
  public init(_ path: String, for access: BookFile.Access, patience: BookFile.Patience) throws {
    book = try BookFile.open(path, for: access, patience: patience)
    operations = access == .write ? OperationsFile.open(beside: path) : nil
  }

  /// Reads the book.
  public func read<Result>(_ body: (BookSession) throws -> Result) throws -> Result { try book.read(body) }

  /// The book's own file.
  public var file: String { Self.real(book.path) }

  /// The files beside it that belong to it.
  public var companions: [String] {
    let own = ["-wal", "-shm", "-journal"]
    let book = own.map { file + $0 }
    guard operations != nil else { return book }
    let operations = Self.real(OperationsFile.path(beside: self.book.path))
    return book + [operations] + own.map { operations + $0 }
  }

  /// The path without links: SQLite puts what belongs to a file beside the file itself.
  private static func real(_ path: String) -> String {
    guard let real = unsafe realpath(path, nil) else { return path }
    defer { unsafe free(real) }
    return unsafe String(cString: real)
  }
}
