import CConfine
import Glibc

/// The program once more, as a child that confines itself (by ``Confinement``) before it runs a script.
///
/// Its streams are those of this process, and so is its place in a terminal: Ctrl-C reaches it. It does not outlive the
/// thread that started it.
public struct IsolatedProcess {
  /// What the program is called with, its name left out.
  public let arguments: [String]

  /// A process that is called with those arguments.
  public init(arguments: [String]) {
    self.arguments = arguments
  }

  /// How the process ended: with a code, or by a signal that asked it to.
  public enum Ending {
    case exited(Int32), signalled(Int32)
  }

  /// Ends this process by a signal, as the other ended.
  public static func end(by signal: Int32) {
    confine_end(signal)
  }

  /// Starts the process and waits for its end, while this process has one thread.
  ///
  /// - Returns: How it ended. Whoever waits for this process should see the same of it.
  public func run() throws(IsolationError) -> Ending {
    let safeguards = Safeguards.ofMachine
    guard safeguards.filtersCalls else { throw .unavailable(.calls, errorNumber: ENOSYS) }
    guard let folder = ScratchFolder() else { throw .notStarted(errorNumber: errno) }
    defer { folder.remove() }
    // The copies live until the child has ended.
    var words = unsafe ([CommandLine.arguments.first ?? "patron"] + arguments).map { unsafe strdup($0) }
    defer { unsafe words.forEach { unsafe free($0) } }
    unsafe words.append(nil)
    var ending = confine_ending()
    let error = unsafe confine_child(words, folder.path, &ending)
    guard error == 0 else { throw .notStarted(errorNumber: error) }
    switch ending.signal {
    case 0: return .exited(ending.code)
    case SIGXCPU: throw .processorTime
    case SIGKILL: throw .killed
    case SIGINT, SIGTERM, SIGHUP, SIGQUIT: return .signalled(ending.signal)
    default: throw .broken(signal: ending.signal)
    }
  }
}
