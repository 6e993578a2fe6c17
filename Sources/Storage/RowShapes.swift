import Domain

/// The shapes of records, each made once for as long as a book is open: a session that goes on after its transaction has
/// records of that shape.
final class RowShapes {
  private var shapes: [Entity: RowShape] = [:]

  /// The shape of whole rows of an entity with the fields that it has now.
  subscript(entity: Entity) -> RowShape {
    if let known = shapes[entity] { return known }
    let shape = RowShape(entity)
    shapes[entity] = shape
    return shape
  }
}
