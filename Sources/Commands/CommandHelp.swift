import ArgumentParser
import Foundation
import Wording

extension Language {
  /// The language of this process: that of `--lang` where it is given, else the environment's.
  static let ofProcess: Language = {
    let arguments = CommandLine.arguments
    var asked: String?
    for (index, argument) in arguments.enumerated() {
      if argument == "--lang", index + 1 < arguments.count { asked = arguments[index + 1] }
      if argument.hasPrefix("--lang=") { asked = String(argument.dropFirst("--lang=".count)) }
    }
    return asked.flatMap { Language(locale: $0) } ?? Language(environment: Environment.value)
  }()
}

extension CommandConfiguration {
  /// A command and what it does, in the language of this process.
  init(
    _ name: String, _ abstract: Phrase, version: String = "", subcommands: [any ParsableCommand.Type] = [],
    defaultSubcommand: (any ParsableCommand.Type)? = nil
  ) {
    self.init(
      commandName: name, abstract: abstract.text(in: .ofProcess), version: version, subcommands: subcommands,
      defaultSubcommand: defaultSubcommand)
    // Parsed alone, a command that is part of a program is not searched for requests to the program.
    if version.isEmpty { _superCommandName = "patron" }
  }
}

extension ArgumentHelp {
  /// What an option or argument means, in the language of this process.
  static func text(_ english: String, zh chinese: String, value: String? = nil) -> ArgumentHelp {
    ArgumentHelp(Phrase(english, zh: chinese).text(in: .ofProcess), valueName: value)
  }
}

/// What the argument parser writes by itself, brought into a language.
struct ParserText {
  let text: String

  init(_ written: String, in language: Language) {
    guard language == .chinese else {
      text = written
      return
    }
    text = Self.chinese.reduce(written) { $0.replacing($1.english, with: $1.chinese) }
  }

  private static let chinese: [(english: String, chinese: String)] = [
    ("OVERVIEW: ", "简介："), ("USAGE: ", "用法："), ("Usage: ", "用法："), ("ARGUMENTS:", "参数："), ("OPTIONS:", "选项："),
    ("SUBCOMMANDS:", "子命令："), ("Error: ", "错误："), ("Help:  ", "说明："), ("Show help information.", "显示帮助。"),
    ("Show the version.", "显示版本。"), ("Show subcommand help information.", "显示子命令的帮助。"), ("(default: ", "(默认："),
    ("(default)", "(默认)"), ("Missing expected argument", "缺少参数"), ("Missing value for", "缺少取值："),
    ("Unknown option", "未知选项"),
    ("Unexpected argument", "多余的参数"), (" unexpected arguments:", " 个多余的参数："), (". Did you mean", "。是否想写"),
    ("  See '", "  详见 '"), ("--help' for more information.", "--help'。"), ("The value '", "取值 '"),
    ("' is invalid for '", "' 不能用于 '"),
  ]
}
