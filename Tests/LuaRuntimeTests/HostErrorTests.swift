import Foundation
import LuaRuntime
import ScriptModel
import Testing
import Wording

@Suite struct HostErrorTests {
  struct Refused: Refusal {
    let member: Census.Member
    var code: String { "credit-refused" }
    var message: Phrase { Phrase("no credit for C0042", zh: "C0042 没有额度") }
  }

  @Test func `40,000 errors thrown from Swift, a quarter of them through Swift twice, leave nothing behind`() async {
    // In a process of its own: what is resident is the process's.
    await #expect(processExitsWith: .success) {
      let census = Census()
      var resident: [Int] = []
      let run = try Run(
        """
        local caught = 0
        measure()
        for i = 1, 40000 do
          local ok
          if i % 4 == 0 then ok = pcall(visit, refuse) else ok = pcall(refuse) end
          if not ok then caught = caught + 1 end
          if i % 10000 == 0 then measure() end
        end
        print(caught)
        """, limits: Limits(memory: 64 << 20, cpu: .seconds(120))
      ) { interpreter in
        interpreter.install("refuse") { _ in
          let local = Census.Member(of: census)
          defer { withExtendedLifetime(local) {} }
          throw Refused(member: Census.Member(of: census))
        }
        interpreter.install("visit") { call in
          let local = Census.Member(of: census)
          defer { withExtendedLifetime(local) {} }
          guard case .function(let function) = try ScriptValue.read(call, at: 1) else { return 0 }
          try call.call(function, results: 0, arguments: { _ in 0 }, read: { _, _ in })
          return 0
        }
        interpreter.install("measure") { _ in
          let pages = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8).split(separator: " ")[1]
          resident.append((Int(pages) ?? 0) << 12)
          return 0
        }
      }
      try #require(run.outcome == .succeeded && run.printed == "40000\n")
      try #require(census.alive == 0)
      // A sanitizer keeps what is freed. One object of 64 bytes an error would be twice as much.
      if ProcessInfo.processInfo.environment["PATRON_SANITIZER"] != nil { return }
      try #require(resident.count == 5 && resident[4] - resident[1] < 1 << 20, "\(resident)")
    }
  }

  static func refusing(_ interpreter: Interpreter) {
    interpreter.install("credit.take") { _ in throw Refused(member: Census.Member(of: Census())) }
  }

  @Test func `a script reads code and message of a host error`() throws {
    let run = try Run(
      """
      local ok, err = pcall(credit.take)
      print(ok, type(err), err.code, err.message)
      local function take() credit.take() end
      ok, err = pcall(take)
      print(tostring(err))
      print("so: " .. tostring(err))
      print(select(2, pcall(function() return "so: " .. err end)))
      """, prepare: Self.refusing)
    #expect(
      run.printed == """
        false\tuserdata\tcredit-refused\tno credit for C0042
        test.lua:3: no credit for C0042
        so: test.lua:3: no credit for C0042
        test.lua:7: attempt to concatenate a error value (upvalue 'err')

        """)
  }

  @Test func `a host error put into a text without tostring says how`() throws {
    let run = try Run("local ok, err = pcall(credit.take)\nprint('so: ' .. err)", prepare: Self.refusing)
    #expect(run.failure?.line == 2)
    #expect(run.failure?.hint?.english == "put it into a text with tostring(err)")
    #expect(run.failure?.hint?.chinese == "请用 tostring(err) 转为文本再拼接")
    // A text that is missing has none: tostring would only hide it.
    #expect(try Run("local name\nprint('so: ' .. name)").failure?.hint == nil)
  }

  @Test func `an uncaught host error tells message, code, file and line`() throws {
    let run = try Run("local x = 1\nlocal function pay()\n  credit.take()\nend\npay()\n", prepare: Self.refusing)
    let failure = try #require(run.failure)
    #expect(failure.message == "no credit for C0042")
    #expect(failure.code == "credit-refused")
    #expect(failure.file == "test.lua")
    #expect(failure.line == 3)
    #expect(failure.sourceLine == "  credit.take()")
    #expect(failure.traceback == ["test.lua:3: in local 'pay'", "test.lua:5: in main chunk"])
  }

  @Test func `a host error speaks the language of the run`() throws {
    let run = try Run("credit.take()", language: .chinese, prepare: Self.refusing)
    #expect(run.failure?.message == "C0042 没有额度")
  }

  @Test func `an error value of the script crosses Swift unchanged`() throws {
    let run = try Run(
      """
      local mark = { "mine" }
      local ok, err = pcall(visit, function() error(mark) end)
      print(ok, err == mark)
      """
    ) { interpreter in
      interpreter.install("visit") { call in
        guard case .function(let function) = try ScriptValue.read(call, at: 1) else { return 0 }
        try call.call(function, results: 0, arguments: { _ in 0 }, read: { _, _ in })
        return 0
      }
    }
    #expect(run.printed == "false\ttrue\n")
  }

  @Test func `a callback returns its results to Swift`() throws {
    let run = try Run("print(twice(function(n) return n + 1 end))") { interpreter in
      interpreter.install("twice") { call in
        guard case .function(let function) = try ScriptValue.read(call, at: 1) else { return 0 }
        let value = try call.call(function, results: 1, arguments: { Int64(20).push(to: $0) }) {
          try Int64.read($0, at: $1)
        }
        return (value * 2).push(to: call)
      }
    }
    #expect(run.printed == "42\n")
  }
}
