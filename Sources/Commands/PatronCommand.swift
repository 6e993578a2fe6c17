public import ArgumentParser
import Automation
import Foundation
import Wording

/// The program.
public struct PatronCommand: ParsableCommand {
  public static let configuration = CommandConfiguration(
    "patron", Phrase("A scripting host for customer quality.", zh: "客户质量的脚本平台。"), version: "0.1.0",
    subcommands: [
      InitCommand.self, ImportCommand.self, ExportCommand.self, SqlCommand.self, RunCommand.self, EvalCommand.self,
      ReplCommand.self, NewCommand.self, TestCommand.self, ProfileCommand.self,
      ApplyCommand.self, SimulateCommand.self, BacktestCommand.self, ScoreCommand.self,
      ExplainCommand.self, CheckCommand.self, DefinitionsCommand.self, RunsCommand.self, UndoCommand.self,
      HistoryCommand.self,
      DocsCommand.self, BackupCommand.self, DoctorCommand.self,
    ])

  /// Makes the command.
  public init() {}

  /// Parses the process's arguments, does what they ask, and ends the process with the code for how it went.
  public static func launch() -> Never {
    // Whoever reads the output may leave early (`patron … | head`): the run goes on and what it prints then is lost.
    signal(SIGPIPE, SIG_IGN)
    do {
      let arguments = try withoutLanguage(CommandLine.arguments.dropFirst())
      var command = try parsed(arguments)
      try command.run()
      leave(.succeeded)
    } catch let end as CommandEnd {
      leave(end.code)
    } catch let refusal as any Refusal {
      Terminal.complain(refusal, in: .ofProcess)
      printForPrograms(refusal)
      leave(ExitCode(refusal))
    } catch {
      leave(explain(error))
    }
  }

  /// The arguments without a `--lang` before the command, which `Language.ofProcess` has read.
  private static func withoutLanguage(_ arguments: ArraySlice<String>) throws(UsageError) -> ArraySlice<String> {
    let name = "--lang"
    guard let first = arguments.first else { return arguments }
    if first.hasPrefix(name + "=") {
      _ = try BookOptions.language(String(first.dropFirst(name.count + 1)))
      return arguments.dropFirst()
    }
    guard first == name, let value = arguments.dropFirst().first else { return arguments }
    _ = try BookOptions.language(value)
    return arguments.dropFirst(2)
  }

  /// What the arguments ask for. Plain ones are read at once. Others the command that they name parses alone, without the
  /// tree around it, which takes a third of the time; where it refuses them, or is asked for help, the tree says so.
  private static func parsed(_ arguments: ArraySlice<String>) throws -> any ParsableCommand {
    let (command, rest) = try named(arguments, in: PatronCommand.self, under: [])
    if let plain = try? PlainArguments(rest).read(command) { return plain }
    if command != PatronCommand.self, let alone = try? command.parseAsRoot(Array(rest)), type(of: alone) == command {
      return alone
    }
    return try PatronCommand.parseAsRoot(Array(arguments))
  }

  /// The innermost command that the arguments name, and what is left for it. Refuses a name that no command has: the
  /// parser would take it for an argument.
  private static func named(
    _ arguments: ArraySlice<String>, in command: any ParsableCommand.Type, under parents: [String]
  ) throws(UsageError) -> (any ParsableCommand.Type, ArraySlice<String>) {
    let subcommands = command.configuration.subcommands
    guard let name = arguments.first, !name.hasPrefix("-"), name != "help", !subcommands.isEmpty else {
      return (command, arguments)
    }
    if let next = subcommands.first(where: { $0._commandName == name }) {
      return try named(arguments.dropFirst(), in: next, under: parents + [name])
    }
    let known = subcommands.map { $0._commandName }
    if command.configuration.defaultSubcommand != nil, Suggestion.nearest(to: name, among: known) == nil {
      return (command, arguments)
    }
    throw .command(name, under: parents, known: known)
  }

  /// Does what arguments ask for, within a session; whether that went well. What ends a command does not end the process.
  static func perform(_ arguments: [String]) throws -> ExitCode {
    do {
      var command = try parsed(arguments[...])
      try command.run()
      return .succeeded
    } catch let end as CommandEnd {
      return end.code
    } catch let refusal as any Refusal {
      throw refusal
    } catch {
      return explain(error)
    }
  }

  /// Prints what the parser has to say: help, the version, or what is wrong with the arguments.
  private static func explain(_ error: any Error) -> ExitCode {
    let code = exitCode(for: error)
    let text = ParserText(fullMessage(for: error), in: .ofProcess).text
    switch code {
    case .succeeded: Terminal.print(text)
    case .usage:
      Terminal.note(text)
      printForPrograms(UsageError.arguments(ParserText(message(for: error), in: .ofProcess).text))
    default:
      Terminal.note(
        Phrase("patron: a defect in Patron, nothing was changed: \(error)", zh: "patron：Patron 自身的缺陷，未做任何改动：\(error)")
          .text(in: .ofProcess))
      return .defect
    }
    return code
  }

  /// Prints a refusal as an object, where objects were asked for.
  private static func printForPrograms(_ refusal: any Refusal) {
    if CommandLine.arguments.contains("--json"), let text = try? RefusalDocument(refusal).jsonText(in: .ofProcess) {
      Terminal.print(text)
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
