import CRecorder
import CSQLite
import Foundation
import Testing

@Suite struct ChunkTests {
  /// A chunk with every operation and kind of value.
  private func sample(rows: Int = 12) throws -> Recording.Chunk {
    let database = try Database()
    database.execute("CREATE TABLE kinds (id INTEGER PRIMARY KEY, i INTEGER, r REAL, t TEXT, b BLOB)")
    for key in 1...rows {
      database.execute("INSERT INTO kinds VALUES (\(key * 3), \(key), 0.5, 'text \(key)', X'00ff')")
    }
    let recording = try Recording(database)
    try #require(recording.track("kinds", columns: [0, 1, 200, 3, 65_535]) == RECORDER_OK)
    _ = recorder_start(recording.recorder)
    recording.execute("UPDATE kinds SET r = r + id, t = NULL WHERE id % 2 = 0")
    recording.execute("DELETE FROM kinds WHERE id % 9 = 0")
    recording.execute("INSERT INTO kinds VALUES (-4, -9223372036854775808, NULL, '', X''), (70, 1, 2, 'new', NULL)")
    return try #require(recording.chunks().first)
  }

  @Test func `a key is found, or known to be absent`() throws {
    let chunk = try sample()
    let changes = try chunk.changes
    for key in Int64(-10)...80 {
      var entry = change_entry()
      let status = chunk_find(chunk.bytes, chunk.bytes.count, key, &entry)
      if let change = changes.first(where: { $0.key == key }) {
        #expect(status == CHUNK_ITEM)
        #expect(try Change(entry, table: 1) == change)
      } else {
        #expect(status == CHUNK_END)
      }
    }
  }

  @Test func `a chunk cut short is corrupt, or ends between two entries`() throws {
    let chunk = try sample()
    let changes = try chunk.changes
    for length in 0..<chunk.bytes.count {
      let cut = Array(chunk.bytes.prefix(length))
      guard let read = try? cut.withUnsafeBufferPointer({ try Change.all(in: $0) }) else { continue }
      #expect(read == Array(changes.prefix(read.count)) && read.count < changes.count)
    }
  }

  @Test func `a newer form, no bytes and keys out of order are corrupt`() {
    let chunks: [[UInt8]] = [
      [], [2], [1, 2, 0b01, 2, 2, 0b01, 0], [1, 11, 1] + Array(repeating: 0xff, count: 9) + [3], [1, 2, 0, 2],
      [1, 3, 0b01, 2, 9],
    ]
    for bytes in chunks {
      #expect(throws: CorruptChunk.self) { try bytes.withUnsafeBufferPointer { try Change.all(in: $0) } }
    }
  }

  @Test func `corrupt bytes never lead outside of the chunk`() throws { try fuzz(rounds: 5_000) }

  @Test(.enabled(if: RecorderPropertyTests.isSlow)) func `many more corrupt bytes never do`() throws {
    try fuzz(rounds: 100_000)
  }

  /// Reads damaged chunks that end where readable memory ends: a read past them ends the process.
  private func fuzz(rounds: Int) throws {
    let page = Int(getpagesize())
    let memory = try #require(mmap(nil, 2 * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0))
    defer { munmap(memory, 2 * page) }
    try #require(mprotect(memory + page, page, PROT_NONE) == 0)
    let whole = try sample().bytes
    try #require(whole.count + 8 < page)
    var generator = SeededGenerator(seed: 20)
    var corrupt = 0
    for round in 0..<rounds {
      let bytes = damaged(whole, using: &generator)
      let start = memory + page - bytes.count
      start.copyMemory(from: bytes, byteCount: bytes.count)
      let chunk = UnsafeBufferPointer(start: start.assumingMemoryBound(to: UInt8.self), count: bytes.count)
      do { _ = try Change.all(in: chunk) } catch { corrupt += 1 }
      var entry = change_entry()
      _ = chunk_find(chunk.baseAddress, chunk.count, Int64(round % 80), &entry)
    }
    // Damage inside of a text or number cannot be seen.
    #expect(corrupt > rounds / 4 && corrupt < rounds)
  }

  private func damaged(_ whole: [UInt8], using generator: inout SeededGenerator) -> [UInt8] {
    var bytes = whole
    for _ in 0..<Int.random(in: 1...4, using: &generator) {
      let place = Int.random(in: 0..<max(1, bytes.count), using: &generator)
      switch Int.random(in: 0..<5, using: &generator) {
      case 0: bytes.removeSubrange(place...)
      case 1: bytes.insert(generator.pick([0, 0x7f, 0x80, 0xff]), at: place)
      case 2 where !bytes.isEmpty: bytes.remove(at: place)
      case 3 where !bytes.isEmpty: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
      default: if !bytes.isEmpty { bytes[place] = generator.pick([0, 1, 0x7f, 0x80, 0xff]) }
      }
    }
    return bytes
  }
}
