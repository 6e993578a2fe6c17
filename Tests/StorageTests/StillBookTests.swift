import Domain
import Foundation
import GRDB
import Testing

@testable import Storage

/// Books that lie where nothing can be written; whether that is so is a parameter here, since root may write anywhere.
@Suite struct StillBookTests {
  /// A folder with a closed book in it.
  private final class Shelf {
    let folder: URL
    var path: String { folder.appending(path: "a book?#%1 账簿.db").path }

    init() throws {
      folder = FileManager.default.temporaryDirectory.appending(path: "patron-\(UUID().uuidString)")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      _ = try BookFile.create(
        at: path, profile: BookProfile(name: "Test", baseCurrency: .cny, timeZone: "Asia/Shanghai"))
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    func still() throws -> StillBook? { try StillBook(path, isWritable: { _ in false }) }
  }

  @Test func `a book in a folder that can be written is read like any other`() throws {
    let shelf = try Shelf()
    #expect(try StillBook(shelf.path, isWritable: { _ in true }) == nil)
    #expect(try StillBook(":memory:", isWritable: { _ in false }) == nil)
  }

  @Test func `SQLite finds the book whatever its name, and makes no file beside it`() throws {
    let shelf = try Shelf()
    let still = try #require(try shelf.still())
    var configuration = Configuration()
    configuration.readonly = true
    let name = try DatabaseQueue(path: still.uri, configuration: configuration).read { db in
      try String.fetchOne(db, sql: "SELECT name FROM book")
    }
    #expect(name == "Test")
    #expect(try FileManager.default.contentsOfDirectory(atPath: shelf.folder.path).count == 1)
    try still.check()
  }

  @Test func `changes in the log refuse the reading, an empty log does not`() throws {
    let shelf = try Shelf()
    try Data().write(to: URL(filePath: shelf.path + "-wal"))
    #expect(try shelf.still() != nil)
    try Data([1]).write(to: URL(filePath: shelf.path + "-wal"))
    #expect(throws: BookFileError.logBeside(shelf.path)) { try shelf.still() }
  }

  @Test func `a book that changed while it was read is told`() throws {
    let shelf = try Shelf()
    let still = try #require(try shelf.still())
    try Data(repeating: 0, count: 10).write(to: URL(filePath: shelf.path))
    #expect(throws: BookFileError.moved(shelf.path)) { try still.check() }
    let other = try Shelf()
    let begun = try #require(try other.still())
    try Data([1]).write(to: URL(filePath: other.path + "-wal"))
    #expect(throws: BookFileError.moved(other.path)) { try begun.check() }
  }
}
