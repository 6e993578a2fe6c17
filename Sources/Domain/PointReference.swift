/// The record that a movement of points is for, by its number in the book: codes may change.
public enum PointReference: Sendable, Hashable, CustomStringConvertible {
  case order(Int64)
  case interaction(Int64)
  /// The customer who came through another.
  case customer(Int64)
  case returned(Int64)
  /// The movement that is taken back.
  case movement(Int64)

  /// As a movement keeps it: `order #12`.
  public var description: String {
    switch self {
    case .order(let id): "order #\(id)"
    case .interaction(let id): "interaction #\(id)"
    case .customer(let id): "customer #\(id)"
    case .returned(let id): "return #\(id)"
    case .movement(let id): "movement #\(id)"
    }
  }
}
