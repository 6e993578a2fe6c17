import CConfine

/// Something that the operating system confines a process by.
public enum Safeguard: String, Sendable, CaseIterable {
  case parent, privileges, limits, files, calls
}

/// What a machine can confine a process by.
public struct Safeguards: Sendable, Hashable {
  /// Whether its kernel filters system calls, of a processor that is known.
  public let filtersCalls: Bool
  /// How many system calls are let through.
  public let callCount: Int
  /// The version of Landlock that its kernel has, by which files are confined; 0 for none.
  public let landlock: Int

  /// The safeguards of a machine.
  public init(filtersCalls: Bool, callCount: Int, landlock: Int) {
    self.filtersCalls = filtersCalls
    self.callCount = callCount
    self.landlock = landlock
  }

  /// Those of this machine.
  public static let ofMachine = Safeguards(
    filtersCalls: confine_has_filter(), callCount: confine_call_count(), landlock: Int(confine_landlock()))
}
