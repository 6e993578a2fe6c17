public import Domain
import Interchange

extension RowChange {
  /// The change as a line of NDJSON in UTF-8: operation, entity, key, and each field's old and new value.
  public func jsonLine() throws -> [UInt8] {
    var writer = JSONWriter()
    try writer.object { writer in
      for (name, text) in [("operation", operation.rawValue), ("entity", entity), ("key", label)] {
        writer.name(name)
        writer.string(text)
      }
      writer.name("fields")
      try writer.object { writer in
        for change in fields {
          writer.name(change.field)
          try writer.object { writer in
            writer.name("old")
            try writer.field(change.old)
            writer.name("new")
            try writer.field(change.new)
          }
        }
      }
    }
    writer.endLine()
    return writer.bytes
  }
}

extension JSONWriter {
  /// Writes the value of a field; an amount is an object with its exact decimal text and currency.
  mutating func field(_ value: FieldValue) throws(JSONFault) {
    switch value {
    case .null: null()
    case .boolean(let value): bool(value)
    case .integer(let value): integer(value)
    case .real(let value): try number(value)
    case .text(let text): string(text)
    case .money(let money):
      object { writer in
        writer.name("amount")
        writer.string(money.decimalText)
        writer.name("currency")
        writer.string(money.currency.code)
      }
    }
  }
}
