/// A result that is one of the texts that an enumeration has.
public struct Choice<Case: RawRepresentable & CaseIterable & SendableMetatype>: ScriptResult
where Case.RawValue == String {
  private let value: Case

  /// That text.
  public init(_ value: Case) {
    self.value = value
  }

  public static var scriptType: ScriptType { .choice(Case.allCases.map(\.rawValue)) }

  public func push(to call: Call) -> Int32 { value.rawValue.push(to: call) }
}
