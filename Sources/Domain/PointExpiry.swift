/// Until when points can be used: through a last day, or for ever.
public enum PointExpiry: Sendable, Hashable {
  /// They never expire.
  case never
  /// All of them through one day.
  case fixed(CivilDate)
  /// Through the day that lies a span after they were earned, or after they became active; no span is the same day. It
  /// may be rounded up to the end of a part of the calendar.
  case rolling(TimeSpan?, fromActivation: Bool, through: CalendarEnd?)
  /// Through the day that lies a span after the customer last earned or spent.
  case lastActivity(TimeSpan)
  /// Through a day of the calendar, such as 31 December, that many years later than the next one.
  case calendar(month: Int, day: Int, years: Int)
  /// Through the next anniversary of the customer's first points, that many years later.
  case anniversary(years: Int)

  /// A part of the calendar whose last day counts.
  public enum CalendarEnd: String, Sendable, CaseIterable {
    case month, quarter
    case halfYear = "half_year"
    case year

    /// The last day of the part that a day lies in.
    public func end(of date: CivilDate) throws(DateError) -> CivilDate {
      switch self {
      case .month: date.endOfMonth
      case .quarter: date.endOfQuarter
      case .halfYear: date.month <= 6 ? try date.startOfYear.adding(months: 5).endOfMonth : date.endOfYear
      case .year: date.endOfYear
      }
    }
  }

  /// The last day on which points can be used; nil for ever, or while it depends on an activation that has not come.
  ///
  /// Month arithmetic is that of ``CivilDate/adding(months:)``: 31 January and one month is 28 February (the example of
  /// Voucherify's documentation of points expiration).
  ///
  /// - Parameters:
  ///   - earned: The day on which they were earned.
  ///   - active: The day from which they can be used; nil where that is not known yet.
  ///   - joined: The day of the customer's first points.
  public func lastDay(earned: CivilDate, active: CivilDate?, joined: CivilDate) throws(DateError) -> CivilDate? {
    switch self {
    case .never: return nil
    case .fixed(let day): return day
    case .rolling(let span, let fromActivation, let end):
      guard let start = fromActivation ? active : earned else { return nil }
      let last = try span?.after(start) ?? start
      return try end?.end(of: last) ?? last
    case .lastActivity(let span): return try span.after(earned)
    case .calendar(let month, let day, let years):
      for year in [earned.year, earned.year + 1] {
        let last = min(day, CivilDate.days(inMonth: month, of: year))
        if let date = CivilDate(year: year, month: month, day: last), date >= earned {
          return try date.adding(years: years)
        }
      }
      throw .outOfRange
    case .anniversary(let years):
      var count = max(1, earned.year - joined.year)
      while try joined.adding(years: count) <= earned { count += 1 }
      return try joined.adding(years: count + years)
    }
  }

  /// The last day after the customer was active once more; nil where activity changes nothing.
  public func lastDay(afterActivity day: CivilDate) throws(DateError) -> CivilDate? {
    guard case .lastActivity(let span) = self else { return nil }
    return try span.after(day)
  }
}
