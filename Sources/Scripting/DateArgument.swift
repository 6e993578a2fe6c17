public import Domain
public import ScriptModel
import Wording

/// A day as scripts write it: local ISO text.
struct DateArgument: ScriptArgument {
  let date: CivilDate

  static var scriptType: ScriptType { .date }

  static func read(_ call: Call, at index: Int32) throws(Mismatch) -> DateArgument {
    guard let text = call.string(at: index) else { throw call.mismatch(at: index, expected: .date) }
    do throws(DateError) {
      return DateArgument(date: try CivilDate(text))
    } catch {
      throw .value(error.message)
    }
  }
}

extension CivilDate: ScriptResult {
  public static var scriptType: ScriptType { .date }

  public func push(to call: Call) -> Int32 { description.push(to: call) }
}

/// A span of the calendar, forwards or backwards: `"3m"`, `"-2w"`, or a number of days.
struct SpanArgument: ScriptArgument {
  private let span: TimeSpan?
  private let days: Int
  private let isBackwards: Bool

  static var scriptType: ScriptType { .union([.string, .integer]) }

  static func read(_ call: Call, at index: Int32) throws(Mismatch) -> SpanArgument {
    guard let text = call.string(at: index) else {
      guard let days = try ScriptValue.read(call, at: index).integer else {
        throw call.mismatch(at: index, expected: scriptType)
      }
      return SpanArgument(span: nil, days: Int(days), isBackwards: false)
    }
    let isBackwards = text.hasPrefix("-")
    let length = isBackwards ? text.dropFirst() : text[...]
    if TimeSpan.isNone(length) { return SpanArgument(span: nil, days: 0, isBackwards: false) }
    do throws(DateError) {
      return SpanArgument(span: try TimeSpan(length), days: 0, isBackwards: isBackwards)
    } catch {
      throw .value(error.message)
    }
  }

  func after(_ date: CivilDate) throws(DateError) -> CivilDate {
    guard let span else { return try date.adding(days: days) }
    return isBackwards ? try span.before(date) : try span.after(date)
  }
}

/// A part of the calendar that days fall into.
enum Period: String, ScriptArgument, CaseIterable {
  case week, month, quarter, year

  static var scriptType: ScriptType { .choice(allCases.map(\.rawValue)) }

  static func read(_ call: Call, at index: Int32) throws(Mismatch) -> Period {
    guard let period = call.string(at: index).flatMap({ Period(rawValue: $0) }) else {
      throw call.mismatch(at: index, expected: scriptType)
    }
    return period
  }

  func start(of date: CivilDate) -> CivilDate {
    switch self {
    case .week: date.startOfWeek
    case .month: date.startOfMonth
    case .quarter: date.startOfQuarter
    case .year: date.startOfYear
    }
  }

  func end(of date: CivilDate) throws(DateError) -> CivilDate {
    switch self {
    case .week: try date.startOfWeek.adding(days: 6)
    case .month: date.endOfMonth
    case .quarter: date.endOfQuarter
    case .year: date.endOfYear
    }
  }
}
