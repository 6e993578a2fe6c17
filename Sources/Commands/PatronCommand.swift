public import ArgumentParser
import Foundation
import Wording

/// The program.
public struct PatronCommand: ParsableCommand {
  public static let configuration = CommandConfiguration(
    commandName: "patron", abstract: "A scripting host for customer quality.", version: "0.1.0",
    subcommands: [
      InitCommand.self, RunCommand.self, EvalCommand.self, RunsCommand.self, UndoCommand.self, HistoryCommand.self,
      DocsCommand.self, ApplyCommand.self, DefinitionsCommand.self, ScoreCommand.self, ExplainCommand.self,
    ])

  /// Makes the command.
  public init() {}

  /// Parses the process's arguments, does what they ask, and ends the process with the code for how it went.
  public static func launch() -> Never {
    let language = Language(environment: ProcessInfo.processInfo.environment)
    do {
      var command = try PatronCommand.parseAsRoot()
      try command.run()
      leave(.succeeded)
    } catch let end as CommandEnd {
      leave(end.code)
    } catch let refusal as any Refusal {
      Terminal.complain(refusal, in: language)
      leave(ExitCode(refusal))
    } catch {
      PatronCommand.exit(withError: error)
    }
  }

  private static func leave(_ code: ExitCode) -> Never {
    Foundation.exit(code.rawValue)
  }
}

/// Ends a command whose messages have been printed.
struct CommandEnd: Error {
  let code: ExitCode
}
