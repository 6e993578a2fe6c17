import Foundation

/// Another program with its arguments, to be run and measured.
struct Program {
  /// A path, or a name to be found on `PATH`.
  let name: String
  let arguments: [String]

  init(_ name: String, _ arguments: [String]) {
    self.name = name
    self.arguments = arguments
  }

  init(_ name: String, _ arguments: String...) {
    self.init(name, arguments)
  }

  /// What a run cost.
  struct Cost {
    /// From before the process was made until after it was gone.
    let seconds: Double
    /// The most memory that it held at once.
    let peakBytes: Int
  }

  /// A program could not be started or did not succeed.
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  /// Runs it to its end. What it prints goes to `output`; what it says besides is shown if it fails.
  @discardableResult
  func run(output: String = "/dev/null") throws -> Cost {
    var words = ([name] + arguments).map { strdup($0) } + [nil]
    var environment = ProcessInfo.processInfo.environment.map { strdup("\($0)=\($1)") } + [nil]
    defer { for text in words + environment { free(text) } }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    guard let remarks = tmpfile() else { throw Failure(description: String(cString: strerror(errno))) }
    defer { fclose(remarks) }
    posix_spawn_file_actions_adddup2(&actions, fileno(remarks), 2)

    var process: pid_t = 0
    var status: Int32 = 0
    var usage = rusage()
    let start = Self.clock()
    let error = posix_spawnp(&process, name, &actions, nil, &words, &environment)
    guard error == 0 else { throw Failure(description: "\(name): \(String(cString: strerror(error)))") }
    while wait4(process, &status, 0, &usage) < 0 && errno == EINTR {}
    let end = Self.clock()
    guard status == 0 else {
      rewind(remarks)
      let said = FileHandle(fileDescriptor: fileno(remarks)).readDataToEndOfFile()
      throw Failure(
        description: "\(name) \(arguments.joined(separator: " "))\n\(String(decoding: said, as: UTF8.self))")
    }
    return Cost(seconds: end - start, peakBytes: usage.ru_maxrss * 1024)
  }

  /// Seconds of the monotonic clock.
  static func clock() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
