import Glibc
import Wording

/// Asks a person at a terminal; where there is none, the command is refused.
struct Confirmation {
  private let language: Language

  init(_ language: Language) {
    self.language = language
  }

  /// Goes on only after a yes.
  func ask(_ question: Phrase) throws {
    guard isatty(0) == 1, isatty(2) == 1 else { throw ConfirmationError.noTerminal }
    Terminal.note((question + Phrase(" [y/N]", zh: " [y/N]")).text(in: language))
    let answer = (readLine() ?? "").lowercased()
    guard ["y", "yes", "是"].contains(answer) else { throw ConfirmationError.declined }
  }
}

/// Nobody said yes.
enum ConfirmationError: Refusal {
  case noTerminal
  case declined

  var code: String { "not-confirmed" }

  var message: Phrase {
    switch self {
    case .noTerminal:
      Phrase("nothing was changed: there is no terminal to ask at, add --yes", zh: "未做任何改动：没有可供确认的终端，请加上 --yes")
    case .declined: Phrase("nothing was changed", zh: "未做任何改动")
    }
  }
}
