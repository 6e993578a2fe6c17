import Glibc

/// The likeliest coefficients of ln(odds of bad) = Σ βᵢ·xᵢ, by Newton's method (iteratively reweighted least squares;
/// McCullagh and Nelder, Generalized Linear Models, 1989, 2.5).
struct LogisticFit {
  let coefficients: [Double]
  let logLikelihood: Double

  /// How many steps are taken at the most; four or five are usual.
  private static let stepLimit = 100

  /// - Parameters:
  ///   - rows: The numbers of each group of cases, of equal length.
  ///   - outcomes: How many cases of each group are good and bad.
  init(_ rows: [[Double]], _ outcomes: [(good: Double, bad: Double)]) throws(Scorecard.Fault) {
    let size = rows.first?.count ?? 0
    var beta = [Double](repeating: 0, count: size)
    var likelihood = Self.likelihood(rows, outcomes, beta)
    for _ in 0..<Self.stepLimit {
      var gradient = [Double](repeating: 0, count: size)
      var information = [[Double]](repeating: gradient, count: size)
      for (row, outcome) in zip(rows, outcomes) {
        let chance = Self.chance(row, beta)
        let count = outcome.good + outcome.bad
        let weight = count * chance * (1 - chance)
        for i in 0..<size {
          gradient[i] += row[i] * (outcome.bad - count * chance)
          for j in 0...i { information[i][j] += weight * row[i] * row[j] }
        }
      }
      let step: [Double]
      do {
        step = try Self.solve(information, gradient)
      } catch {
        // Columns that differed at the start say the same only where chances have become certain.
        throw beta.allSatisfy { $0 == 0 } ? error : .separated
      }
      // A step that goes too far is halved.
      var share = 1.0
      var next = beta
      var reached = -Double.infinity
      while share > 1e-6 {
        next = zip(beta, step).map { $0 + share * $1 }
        reached = Self.likelihood(rows, outcomes, next)
        if reached >= likelihood - 1e-12 * likelihood.magnitude { break }
        share /= 2
      }
      // Where good and bad are parted, coefficients grow without end.
      guard next.allSatisfy({ $0.magnitude < 1e3 }), reached.isFinite else { throw .separated }
      let moved = zip(next, beta).map { ($0 - $1).magnitude }.max() ?? 0
      beta = next
      likelihood = reached
      if moved < 1e-12 {
        // Everybody certain is as far as it goes: nothing was found, the likelihood only ran out of digits.
        if likelihood > -1e-6 { throw .separated }
        coefficients = beta
        logLikelihood = likelihood
        return
      }
    }
    throw .separated
  }

  /// The chance of bad, by the numbers of a case.
  func chance(of row: [Double]) -> Double { Self.chance(row, coefficients) }

  private static func chance(_ row: [Double], _ beta: [Double]) -> Double {
    let sum = zip(row, beta).reduce(0) { $0 + $1.0 * $1.1 }
    return 1 / (1 + exp(-sum))
  }

  private static func likelihood(
    _ rows: [[Double]], _ outcomes: [(good: Double, bad: Double)], _ beta: [Double]
  ) -> Double {
    var total = 0.0
    for (row, outcome) in zip(rows, outcomes) {
      let sum = zip(row, beta).reduce(0) { $0 + $1.0 * $1.1 }
      // ln(1 + eˢ) without overflow.
      let rest = sum > 0 ? sum + log1p(exp(-sum)) : log1p(exp(sum))
      total += outcome.bad * sum - (outcome.good + outcome.bad) * rest
    }
    return total
  }

  /// Solves a symmetric system by its lower half (Cholesky).
  private static func solve(_ matrix: [[Double]], _ right: [Double]) throws(Scorecard.Fault) -> [Double] {
    let size = right.count
    var lower = matrix
    for i in 0..<size {
      for j in 0...i {
        var sum = matrix[i][j]
        for k in 0..<j { sum -= lower[i][k] * lower[j][k] }
        if i == j {
          // What is left of a column once the others are taken out of it: next to nothing where they say the same.
          guard sum > 1e-9 * matrix[i][i], sum > 0 else { throw .collinear(max(0, i - 1)) }
          lower[i][i] = sum.squareRoot()
        } else {
          lower[i][j] = sum / lower[j][j]
        }
      }
    }
    var solution = right
    for i in 0..<size {
      for k in 0..<i { solution[i] -= lower[i][k] * solution[k] }
      solution[i] /= lower[i][i]
    }
    for i in (0..<size).reversed() {
      for k in (i + 1)..<max(size, i + 1) { solution[i] -= lower[k][i] * solution[k] }
      solution[i] /= lower[i][i]
    }
    return solution
  }
}
