import ArgumentParser
import Automation
import Console
import Domain
import Interchange
import Isolation
import LuaRuntime
import ScriptModel
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

  /// Every code and what it means.
  static let meanings: [(code: ExitCode, meaning: Phrase)] = [
    (.succeeded, Phrase("succeeded", zh: "成功")),
    (.failed, Phrase("the script failed, or a check found something, if only a warning", zh: "脚本失败，或检查有发现（包括警告）")),
    (.limited, Phrase("a limit was hit", zh: "达到限额")),
    (.refused, Phrase("refused: conflict, hold, or confirmation missing", zh: "被拒绝：有冲突、被冻结或缺少确认")),
    (.usage, Phrase("wrong usage", zh: "用法错误")),
    (.badData, Phrase("bad input data", zh: "输入数据有误")),
    (.missing, Phrase("no such file, book or record", zh: "没有该文件、账簿或记录")),
    (.defect, Phrase("a defect in Patron", zh: "Patron 自身的缺陷")),
    (.unwritable, Phrase("cannot write", zh: "无法写入")),
    (.busy, Phrase("busy: try again", zh: "忙：请稍后重试")),
    (.cancelled, Phrase("cancelled with Ctrl-C", zh: "已用 Ctrl-C 取消")),
  ]

  /// The codes as `patron docs exit-codes` prints them.
  static func page(in language: Language) -> String {
    meanings.map { code, meaning in
      DisplayWidth().padded("\(code.rawValue)", to: 5) + meaning.text(in: language)
    }.joined(separator: "\n")
  }

  /// The code for an error.
  init(_ refusal: any Refusal) {
    self =
      switch refusal {
      case let error as BookFileError: Self.code(for: error)
      case let error as RunError: Self.code(for: error)
      case let error as BrokenRun: ExitCode(error.cause)
      case let error as BookError: Self.code(for: error)
      case let error as UsageError: error.exitCode
      case let error as ImportError: Self.code(for: error)
      case let error as DefinitionFault: Self.code(for: error)
      case ExplanationFault.several: .usage
      case is ExplanationFault: .missing
      case DefinitionError.unknown, DefinitionError.unknownVersion, DefinitionError.oldest, is UnscoredError,
        is UnjudgedError,
        TierError.unknownLadder:
        .missing
      case is DefinitionError, is ConfirmationError, ShippedScriptError.differs: .refused
      case ShippedScriptError.unwritable: .unwritable
      case is ScriptCheck.Fault: .missing
      case SourceFault.missing, SourceFault.dangling, SourceFault.folder, SourceFault.unreadable, SourceFault.noFile:
        .missing
      case is TestFault: .missing
      case ConsoleError.unknownCommand, ConsoleError.missingArgument, ConsoleError.arguments: .usage
      case ConsoleError.exists, ConsoleError.unwritable: .unwritable
      case ReplError.stopped: .cancelled
      case is ReplError, is PreviewError: .refused
      case NewScriptFault.badName, NewScriptFault.keyword, NewScriptFault.nameOfTest: .usage
      case NewScriptFault.exists: .refused
      case NewScriptFault.unwritable: .unwritable
      case is TextFault, is SourceFault, is CSVFault, is FileSignature, is JSONFault: .badData
      case SimulationError.unknownCurrent, SimulationError.unneededCurrent, SimulationError.unknownLabel,
        SimulationError.labelKind, SimulationError.cutoff:
        .usage
      case is SimulationError, HistoryError.other: .refused
      case is HistoryError: .badData
      case is DateError, is FieldFault, is QueryError, is UnknownTopic: .usage
      case is Interpreter.OutOfMemory, is ScriptThread.Unavailable: .busy
      case is RecorderError: .unwritable
      case let error as IsolationError: Self.code(for: error)
      default: .failed
      }
  }

  private static func code(for fault: DefinitionFault) -> ExitCode {
    switch fault {
    case .emptyFolder: .missing
    case .limited: .limited
    case .cancelled: .cancelled
    default: .failed
    }
  }

  private static func code(for error: BookFileError) -> ExitCode {
    switch error {
    case .missing, .folder, .notABook, .newer, .older, .unreadable, .networkFolder, .logBeside: .missing
    case .exists, .unwritable, .full, .noFolder: .unwritable
    case .busy, .held, .overtaken, .moved: .busy
    case .interrupted: .cancelled
    case .damaged, .altered, .query: .failed
    }
  }

  private static func code(for error: ImportError) -> ExitCode {
    switch error {
    case .unreadable, .folder, .noBook, .unknownProfile: .missing
    case .unwritable: .unwritable
    case .badMap, .badConstant, .constant, .constantColumn, .sameFile, .noColumn, .noRowKey, .noReferences,
      .otherProfile, .wrongDelimiter:
      .usage
    case .otherBook: .refused
    case .empty, .unknownDelimiter, .unknownColumns, .twoColumns, .sameHeader, .newName, .badDescription, .noKey,
      .badRows, .missingFile, .shortFile, .badDefinition:
      .badData
    }
  }

  private static func code(for error: IsolationError) -> ExitCode {
    switch error {
    case .unavailable: .refused
    case .notStarted: .busy
    case .processorTime: .limited
    case .killed: .failed
    case .broken: .defect
    }
  }

  private static func code(for error: RunError) -> ExitCode {
    if case .unknown = error { .missing } else { .refused }
  }

  private static func code(for error: BookError) -> ExitCode {
    switch error {
    case .notFound: .missing
    case .unknownEntity, .unknownField: .usage
    // Outside scripts, records come from files only.
    default: .badData
    }
  }

  /// The code for how a session ended.
  init(_ end: Repl.End) {
    self =
      switch end {
      case .succeeded: .succeeded
      // Nothing is wrong with the line: it is to be entered again.
      case .line(.failed(let failure)) where failure.code == BookFileError.busy("").code: .busy
      case .line(let outcome): ExitCode(outcome)
      case .refused(let error): (error as? any Refusal).map { ExitCode($0) } ?? .failed
      case .command(let code): ExitCode(code)
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
