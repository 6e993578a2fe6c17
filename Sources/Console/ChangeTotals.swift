import Domain

/// How many rows are new, changed and gone: `+3 ~12 -0`.
struct ChangeTotals {
  let text: String

  init(_ summary: ChangeSummary) {
    let totals = summary.totals.map(\.totals)
    let inserted = totals.reduce(0) { $0 + $1.inserted }
    let updated = totals.reduce(0) { $0 + $1.updated }
    let deleted = totals.reduce(0) { $0 + $1.deleted }
    text = "+\(inserted) ~\(updated) -\(deleted)"
  }
}
