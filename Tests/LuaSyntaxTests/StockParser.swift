import Foundation

/// The parser of the system's `lua5.4`, an independent program that says what is Lua.
struct StockParser {
  /// What it says of a program: nil where it takes it, else its message.
  typealias Verdict = String?

  private let path: String

  /// Nil where it is not installed.
  init?() {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    guard let path = folders.map({ "\($0)/lua5.4" }).first(where: FileManager.default.isExecutableFile) else {
      return nil
    }
    self.path = path
  }

  /// Loads programs, none of which runs, in one process.
  func judge(_ programs: [[UInt8]]) throws -> [Verdict] {
    let driver = """
      local file = assert(io.open(arg[1], "rb"))
      while true do
        local length = file:read("n")
        if not length then break end
        file:read(1)
        local text = length > 0 and file:read(length) or ""
        local chunk, message = load(text, "=p", "t")
        print(chunk and "+" or "-" .. message:gsub("[\\n\\r]", " "))
      end
      """
    let folder = FileManager.default.temporaryDirectory.appending(path: "patron-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var data = Data()
    for program in programs { data += Data("\(program.count)\n".utf8) + program + [10] }
    try data.write(to: folder.appending(path: "programs"))
    try Data(driver.utf8).write(to: folder.appending(path: "driver.lua"))
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = ["driver.lua", "programs"]
    process.currentDirectoryURL = folder
    process.standardOutput = output
    try process.run()
    let printed = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return printed.split(separator: 10).map { line in
      line.first == UInt8(ascii: "+") ? nil : String(decoding: line.dropFirst(), as: UTF8.self)
    }
  }
}
