/// A list on its way to a script that is made element by element, so that nothing but Lua holds the whole.
public struct ListInParts<Element: ScriptResult>: ScriptResult {
  private let make: ((Element) throws -> Void) throws -> Void

  /// A list of what a closure hands on.
  public init(_ make: @escaping ((Element) throws -> Void) throws -> Void) {
    self.make = make
  }

  public static var scriptType: ScriptType { .list(Element.scriptType) }

  public static var tables: [RecordDescription] { Element.tables }

  public func push(to call: Call) throws -> Int32 {
    let list = call.beginList(count: 0)
    var count = 0
    try make { element in
      try Stopped.check(at: count)
      _ = try element.push(to: call)
      count += 1
      call.setElement(count, of: list)
    }
    return 1
  }
}
