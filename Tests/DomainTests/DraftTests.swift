import Domain
import Testing

struct DraftTests {
  @Test(arguments: [FieldValue.null, .text(""), .text("a\0b")])
  func `a customer's name is neither nothing, nor empty, nor holds a NUL byte`(name: FieldValue) {
    #expect(throws: BookError.self) { try Draft(changing: .customers, ["name": name], currency: .cny) }
    #expect(throws: BookError.self) {
      try Draft(new: .customers, ["code": .text("A"), "name": name], base: .cny)
    }
  }

  @Test func `what is not required may be an empty text`() throws {
    let draft = try Draft(changing: .customers, ["name": .text("甲"), "note": .text("")], currency: .cny)
    #expect(draft.values.map(\.value) == [.text("甲"), .text("")])
  }
}
