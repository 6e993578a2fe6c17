import CLuaHost

/// The texts that scripts have passed of late. Most are passed again, a key or a name in a loop, and to find one takes a
/// third of what it takes to make a `String` of bytes.
///
/// Where to look follows from where Lua keeps the bytes; what is found counts if it was made of the same bytes. So it does
/// not matter what Lua has put in their place since.
@safe public final class PassedTexts {
  /// Of texts up to this length Lua keeps a single copy. Longer ones would not be found again.
  static let longest = 40

  /// It begins with its bytes.
  private struct Place {
    var bytes = InlineArray<40, UInt8>(repeating: 0)
    var count = 0
    var text = ""
  }

  /// A power of two.
  private static let capacity = 128
  private let places: UnsafeMutablePointer<Place>

  /// No text yet.
  public init() {
    unsafe places = .allocate(capacity: Self.capacity)
    unsafe places.initialize(repeating: Place(), count: Self.capacity)
  }

  deinit {
    unsafe places.deinitialize(count: Self.capacity)
    unsafe places.deallocate()
  }

  /// Where the texts are, for a runtime to keep. They stay there as long as this object lives, which no call has to hold.
  public var context: UnsafeMutableRawPointer { unsafe UnsafeMutableRawPointer(places) }

  /// The text that the bytes are, of which there are ``longest`` at the most. Invalid UTF-8 becomes U+FFFD.
  ///
  /// - Parameter context: That of the texts.
  static func text(_ bytes: UnsafeRawBufferPointer, in context: UnsafeMutableRawPointer) -> String {
    guard let start = bytes.baseAddress else { return "" }
    // The last step leaves as many bits as the capacity has.
    let address = Int(bitPattern: start)
    let index = (address >> 4 ^ address >> 11) & (capacity - 1)
    let place = unsafe context.assumingMemoryBound(to: Place.self) + index
    if unsafe place.pointee.count == bytes.count && lh_equal_bytes(place, start, bytes.count) {
      return unsafe place.pointee.text
    }
    let text = unsafe String(decoding: bytes, as: UTF8.self)
    unsafe UnsafeMutableRawPointer(place).copyMemory(from: start, byteCount: bytes.count)
    unsafe place.pointee.count = bytes.count
    unsafe place.pointee.text = text
    return text
  }
}
