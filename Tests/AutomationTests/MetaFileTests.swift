import Automation
import LuaSyntax
import ScriptModel
import Scripting
import Testing
import Wording

/// What editors are told of Patron.
struct MetaFileTests {
  private static let builtin: Set<String> = [
    "any", "boolean", "integer", "number", "string", "table", "nil",
  ]

  @Test(arguments: Language.allCases) func `annotations keep to their grammar and name what there is`(
    _ language: Language
  ) throws {
    let annotations = try Annotations(Manual(in: language).metaFile)
    let known = Self.builtin.union(annotations.classes.keys).union(annotations.aliases.keys)
    func expectKnown(_ shapes: [Annotations.Shape], _ place: String) {
      for name in shapes.flatMap(\.names) { #expect(known.contains(name), "\(place): \(name)") }
    }
    #expect(annotations.classes.count > 80)
    for (name, described) in annotations.classes {
      expectKnown(described.fields.compactMap(\.shape) + described.operators, name)
      expectKnown([described.base, described.others].compactMap { $0 }, name)
    }
    for (name, function) in annotations.functions {
      expectKnown(function.parameters.compactMap(\.shape) + function.returns, name)
    }
    expectKnown(Array(annotations.aliases.values) + Array(annotations.values.values), "aliases and values")
    expectKnown(Array(annotations.overloads.values), "overloads")
    #expect(SyntaxTree(Manual(in: language).metaFile).faults.isEmpty)
  }

  @Test func `every function of the catalog is there with its parameters`() throws {
    let annotations = try Annotations(Manual(in: .english).metaFile)
    var left = Set(annotations.functions.keys)
    for function in Manual.catalog.functions {
      var parameters = annotations.functions[function.name]?.parameters
      if case .function(let taken, _)? = annotations.overloads["\(function.name)_module"] { parameters = taken }
      left.remove(function.name)
      #expect(parameters?.map(\.name) == function.parameters.map(\.name), "\(function.name)")
      #expect(parameters?.map(\.mayLack) == function.parameters.map(\.type.isOptional), "\(function.name)")
    }
    // Lua's own, since its module is switched off.
    #expect(left == ["require"])
  }

  @Test func `a table that scripts write out has no place for another field`() throws {
    let annotations = try Annotations(Manual(in: .english).metaFile)
    let kinds = DefinitionKinds.all.map { $0.kind }
    for kind in kinds + ["credit_check_options", "query", "customer_fields"] {
      let described = try #require(annotations.classes[kind], "\(kind)")
      #expect(described.isExact && described.others == .named("no_such_field"), "\(kind)")
    }
    // What is read of a record is another matter: every field of its own is declared.
    #expect(annotations.classes["customer"]?.others == nil)
    #expect(annotations.aliases["no_such_field"] == .text("no such field"))
  }

  static let definitions = ShippedScript.all.filter { script in
    DefinitionKinds.all.contains { script.text.contains("return \($0.kind) {") }
  }

  @Test(arguments: definitions)
  func `a definition that ships fits its annotations`(_ script: ShippedScript) throws {
    let written = WrittenTables(returnedBy: script.text, try Annotations(Manual(in: .english).metaFile))
    #expect(written.faults == [])
  }

  @Test(arguments: [NewScript.Kind.score, .tierPolicy, .creditPolicy, .pointsProgram])
  func `a definition that is begun fits its annotations`(_ kind: NewScript.Kind) throws {
    let files = try NewScript(kind, named: "mine").files(in: .english)
    let written = WrittenTables(
      returnedBy: try #require(files.first).text, try Annotations(Manual(in: .english).metaFile))
    #expect(written.faults == [])
  }

  @Test(arguments: [
    (#"return score { name = "a", inputs = {}, formula = print, bands = { { mni = 1, name = "A" } } }"#, "score_band"),
    (#"return tier_policy { name = 3, tiers = {} }"#, "tier_policy.name"),
    (#"return points_program { name = "p", stacking = { rate = "bset" } }"#, "points_program.stacking.rate"),
  ]) func `a definition that does not fit is told from one that does`(_ source: String, _ place: String) throws {
    let written = WrittenTables(returnedBy: source, try Annotations(Manual(in: .english).metaFile))
    #expect(written.faults.contains { $0.contains(place) }, "\(written.faults)")
  }
}
