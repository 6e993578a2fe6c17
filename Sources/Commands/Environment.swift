import Glibc

/// The variables that the process was started with.
enum Environment {
  /// The value of a variable; nil where it is not set or empty. One is looked up: reading all of them takes time at
  /// every start.
  static func value(_ name: String) -> String? {
    guard let value = getenv(name), value.pointee != 0 else { return nil }
    return String(cString: value)
  }
}
