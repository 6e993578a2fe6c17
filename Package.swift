// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
  // A type that the compiler knows is asked for by name of its parts unless it is told not to: at the first use that goes
  // through all conformances of the program.
  .unsafeFlags(
    ["-Xfrontend", "-disable-concrete-type-metadata-mangled-name-accessors"], .when(configuration: .release)),
]

/// Targets that touch C memory: every unsafe use carries the word.
let guarded: [SwiftSetting] = strict + [.strictMemorySafety()]

/// SQLite's pre-update hook and session extension are compiled into Debian's library but hidden by its header.
let hooks: [CSetting] = [
  .define("SQLITE_ENABLE_SESSION"),
  .define("SQLITE_ENABLE_PREUPDATE_HOOK"),
]

/// A start is mostly loading: LLVM's linker packs the addresses that the loader has to adjust, 90,000 of them, and names of
/// the program's own are kept from the search for those of libraries.
let quickStart: [LinkerSetting] = [
  .unsafeFlags([
    "-use-ld=lld", "-Xlinker", "-z", "-Xlinker", "pack-relative-relocs", "-Xlinker", "--no-export-dynamic",
  ])
]

/// The folder of libraries that are to be held by the program instead of loaded, as scripts/release makes it.
let held: [LinkerSetting] =
  Context.environment["PATRON_ARCHIVES"].map {
    [.unsafeFlags(["-L", $0, "-Xclang-linker", "-static-libgcc"])]
  } ?? []

let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let sqlite: Target.Dependency = .product(name: "GRDBSQLite", package: "GRDB.swift")
let argumentParser: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
  name: "patron",
  products: [.executable(name: "patron", targets: ["patron"])],
  dependencies: [
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
  ],
  targets: [
    // The C boundary.
    .systemLibrary(name: "CLua", pkgConfig: "lua5.4", providers: [.apt(["liblua5.4-dev"])]),
    .target(name: "CRow"),
    .target(name: "CLuaHost", dependencies: ["CLua", "CRow"], linkerSettings: [.linkedLibrary("m")]),
    .systemLibrary(name: "CSQLite"),
    .target(name: "CConnection", linkerSettings: [.linkedLibrary("sqlite3")]),
    .target(name: "CRecorder", cSettings: hooks, linkerSettings: [.linkedLibrary("sqlite3")]),
    .target(name: "CConfine"),
    .target(name: "CTerminal"),

    // Vocabulary and pure logic: no input or output.
    .target(name: "Wording", swiftSettings: strict),
    .target(name: "LuaSyntax", dependencies: ["Wording"], swiftSettings: strict),
    .target(name: "ScriptModel", dependencies: ["CLuaHost", "CRow", "Wording"], swiftSettings: guarded),
    .target(name: "Domain", dependencies: ["CRow", "Wording"], swiftSettings: guarded),
    .target(name: "Analytics", dependencies: ["CRow", "Domain", "Wording"], swiftSettings: strict),
    .target(
      name: "Interchange", dependencies: ["Wording"],
      swiftSettings: guarded + [.enableExperimentalFeature("Lifetimes")]),
    .target(name: "LineEditing", dependencies: ["Wording"], swiftSettings: strict),

    // Each joins one outside world to the vocabulary.
    .target(
      name: "LuaRuntime", dependencies: ["CLuaHost", "CRow", "LuaSyntax", "ScriptModel", "Wording"],
      swiftSettings: guarded),
    .target(name: "LineReading", dependencies: ["CTerminal", "LineEditing", "Wording"], swiftSettings: guarded),
    .target(name: "Isolation", dependencies: ["CConfine", "Wording"], swiftSettings: guarded),
    .target(
      name: "Scripting", dependencies: ["Analytics", "Domain", "Interchange", "ScriptModel", "Wording"],
      swiftSettings: strict),
    .target(
      name: "Storage",
      dependencies: ["Analytics", "CConnection", "CRecorder", "CRow", "Domain", "Wording", grdb, sqlite],
      cSettings: hooks, swiftSettings: guarded),

    // The three joined; what people see; the program.
    .target(
      name: "Automation",
      dependencies: [
        "Analytics", "Domain", "Interchange", "Isolation", "LuaRuntime", "LuaSyntax", "ScriptModel", "Scripting",
        "Storage", "Wording",
      ], swiftSettings: strict),
    .target(
      name: "Reports",
      dependencies: [
        "Analytics", "Automation", "Domain", "Interchange", "LuaRuntime", "ScriptModel", "Storage", "Wording",
      ],
      swiftSettings: strict),
    .target(
      name: "Console",
      dependencies: [
        "Automation", "Domain", "LineEditing", "LineReading", "LuaRuntime", "LuaSyntax", "Reports", "ScriptModel",
        "Storage", "Wording",
      ], swiftSettings: strict),
    .target(
      name: "Commands",
      dependencies: [
        "Automation", "Console", "Domain", "Interchange", "Isolation", "LineReading", "LuaRuntime", "Reports",
        "ScriptModel",
        "Storage", "Wording", argumentParser,
      ], swiftSettings: strict),
    .executableTarget(
      name: "patron", dependencies: ["Commands", argumentParser], swiftSettings: strict,
      linkerSettings: quickStart + held),

    // What Patron is measured against.
    .target(
      name: "CReference", dependencies: ["CLua", "CRow"],
      linkerSettings: [.linkedLibrary("m"), .linkedLibrary("sqlite3")]),
    .executableTarget(
      name: "PatronBench", dependencies: ["CReference", "CRow", "LineEditing", "LuaRuntime", "ScriptModel", "Wording"],
      swiftSettings: strict, linkerSettings: quickStart + held),

    .testTarget(name: "ArchitectureTests", swiftSettings: strict),
    .testTarget(name: "WordingTests", dependencies: ["Wording"], swiftSettings: strict),
    .testTarget(name: "LuaSyntaxTests", dependencies: ["LuaSyntax", "Wording"], swiftSettings: strict),
    .testTarget(name: "DomainTests", dependencies: ["Domain", "Wording"], swiftSettings: strict),
    .testTarget(name: "AnalyticsTests", dependencies: ["Analytics", "Domain", "Wording"], swiftSettings: strict),
    .testTarget(name: "InterchangeTests", dependencies: ["Interchange", "Wording"], swiftSettings: strict),
    .testTarget(
      name: "LuaRuntimeTests", dependencies: ["CLuaHost", "CRow", "LuaRuntime", "ScriptModel", "Wording"],
      exclude: ["Attacks"], swiftSettings: strict),
    .testTarget(
      name: "LuaLibraryTests", dependencies: ["LuaRuntime", "ScriptModel", "Wording"], exclude: ["Cases.lua"],
      swiftSettings: strict),
    .testTarget(name: "LineEditingTests", dependencies: ["LineEditing", "Wording"], swiftSettings: strict),
    .executableTarget(
      name: "LineEditorProbe", dependencies: ["LineEditing", "LineReading"], path: "Tests/LineEditorProbe",
      swiftSettings: strict),
    .testTarget(
      name: "LineReadingTests", dependencies: ["LineEditing", "LineEditorProbe", "LineReading", "Wording"],
      swiftSettings: strict),
    .executableTarget(name: "ConfinedProbe", dependencies: ["CConfine"], path: "Tests/ConfinedProbe"),
    .testTarget(
      name: "IsolationTests", dependencies: ["CConfine", "ConfinedProbe", "Isolation"], swiftSettings: strict),
    .testTarget(name: "RecorderTests", dependencies: ["CRecorder", "CSQLite"], swiftSettings: strict),
    .testTarget(name: "ScriptingTests", dependencies: ["ScriptModel", "Scripting", "Wording"], swiftSettings: strict),
    .testTarget(
      name: "StorageTests", dependencies: ["CSQLite", "Domain", "Storage", "Wording", grdb], swiftSettings: strict),
    .testTarget(
      name: "AutomationTests",
      dependencies: [
        "Analytics", "Automation", "CSQLite", "Domain", "Interchange", "Isolation", "LuaRuntime", "LuaSyntax",
        "ScriptModel", "Scripting", "Storage", "Wording",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "ConsoleTests",
      dependencies: [
        "Automation", "Console", "Domain", "LineEditing", "LineReading", "LuaRuntime", "Storage", "Wording",
      ], swiftSettings: strict),
    .testTarget(
      name: "CommandsTests", dependencies: ["CSQLite", "Commands", "Reports", "Wording", argumentParser],
      swiftSettings: strict),
  ],
  cLanguageStandard: .c11
)
