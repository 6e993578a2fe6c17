import ArgumentParser
import Automation
import Domain
import LuaRuntime
import Storage
import Wording

/// How the process ends.
typealias ExitCode = ArgumentParser.ExitCode

extension ExitCode {
  static let succeeded = ExitCode(0)
  static let failed = ExitCode(1)
  static let limited = ExitCode(2)
  static let refused = ExitCode(3)
  static let cancelled = ExitCode(130)
  static let usage = ExitCode(64)
  static let badData = ExitCode(65)
  static let missing = ExitCode(66)
  static let defect = ExitCode(70)
  static let unwritable = ExitCode(73)
  static let busy = ExitCode(75)

  /// The code for an error.
  init(_ refusal: any Refusal) {
    switch refusal {
    case let error as BookFileError:
      switch error {
      case .missing, .folder, .notABook, .newer, .older, .unreadable, .networkFolder: self = .missing
      case .exists, .unwritable, .full: self = .unwritable
      case .busy: self = .busy
      case .interrupted: self = .cancelled
      case .damaged: self = .failed
      case .query: self = .failed
      }
    case is RunError, is ConfirmationError: self = .refused
    case let fault as DefinitionFault:
      switch fault {
      case .unreadable, .emptyFolder: self = .missing
      case .limited: self = .limited
      case .cancelled: self = .cancelled
      default: self = .failed
      }
    case is BookError: self = .failed
    case is UsageError: self = .usage
    default: self = .failed
    }
  }

  /// The code for a script's outcome.
  init(_ outcome: ScriptOutcome) {
    self =
      switch outcome {
      case .succeeded: .succeeded
      case .failed: .failed
      case .limited: .limited
      case .cancelled: .cancelled
      }
  }
}
