import Foundation
import Testing

/// What a new user does wrong with files and folders.
@Suite struct BookMisuseTests {
  @Test func `where there is no book the way to one is named`() throws {
    let ending = try Program().run("eval", "customers.count{}")
    #expect(ending.code == 66)
    #expect(ending.errors.contains("there is no book at patron.db: make one with `patron init`"))
  }

  @Test func `a pruned run says that its changes are gone`() throws {
    let program = try Program.withBook()
    #expect(try program.run("eval", "--write", "customers.create { code = 'C1', name = 'Acme' }").code == 0)
    #expect(try program.run("runs", "show", "1").output.contains("Acme"))
    #expect(try program.run("runs", "prune", "--before", "9999-01-01").code == 0)
    let shown = try program.run("runs", "show", "1")
    #expect(shown.errors.contains("the changes of run 1 were pruned"))
    #expect(!shown.output.contains("no changes"))
  }

  @Test func `a name that is not known is wrong usage, or a missing thing`() throws {
    let program = try Program.withBook()
    #expect(try program.run("export", "custmers").code == 64)
    #expect(try program.run("score", "qualty").code == 66)
  }

  @Test func `a text file is no book and stays as it is`() throws {
    let program = try Program()
    let text = String(repeating: "code,name\nC1,Acme\n", count: 100)
    try program.write(text, to: "patron.db")
    let ending = try program.script("customers.create { code = 'C1', name = 'Acme' }")
    #expect(ending.code == 66)
    #expect(ending.errors.contains("patron.db is not a book of Patron's"))
    #expect(try program.text(of: "patron.db") == text)
  }

  @Test func `another program's database is no book and stays as it is`() throws {
    let program = try Program()
    let book = try Program.withBook()
    var bytes = try Data(contentsOf: book.folder.appending(path: "patron.db"))
    // The application id stands at offset 68 of the header, the write and read versions (2 for WAL) at 18 and 19.
    for offset in 68..<72 { bytes[offset] = 0 }
    for offset in 18..<20 { bytes[offset] = 1 }
    let path = program.folder.appending(path: "patron.db")
    try bytes.write(to: path)
    let ending = try program.script("customers.create { code = 'C1', name = 'Acme' }")
    #expect(ending.code == 66)
    #expect(ending.errors.contains("is not a book of Patron's"))
    #expect(try Data(contentsOf: path) == bytes)
  }

  @Test func `a newer book asks for a newer Patron`() throws {
    let program = try Program.withBook()
    let path = program.folder.appending(path: "patron.db")
    var bytes = try Data(contentsOf: path)
    // The user version stands at offset 60 of the header, most significant byte first.
    bytes.replaceSubrange(60..<64, with: [0, 0, 3, 9])
    try bytes.write(to: path)
    for line in ["customers.count{}", "1"] {
      let ending = try program.run("eval", line)
      #expect(ending.code == 66)
      #expect(ending.errors.contains("was written by a newer Patron (format 777, this one knows "))
    }
  }

  @Test func `a folder is no book`() throws {
    let ending = try Program().run("eval", "--book", ".", "1")
    #expect(ending.code == 66)
    #expect(ending.errors.contains(". is a folder, not a book: name the file in it"))
  }

  @Test func `init never overwrites and names a missing folder`() throws {
    let program = try Program.withBook()
    let again = try program.run("init")
    #expect(again.code == 73)
    #expect(again.errors.contains("there is a file at patron.db already"))
    let nowhere = try program.run("init", "--book", "none/patron.db")
    #expect(nowhere.code == 73)
    #expect(nowhere.errors.contains("there is no folder for none/patron.db"))
  }

  @Test(.enabled(if: canMount, "mounting a read-only folder takes root"))
  func `a read-only folder is named and left as it is`() throws {
    let program = try Program.withBook()
    try program.write("customers.create { code = 'C1', name = 'Acme' }", to: "add.lua")
    let ending = try program.shell(
      "mkdir ro && mv patron.db* add.lua ro && unshare -m sh -c 'mount --bind ro ro && mount -o remount,bind,ro ro && cd ro && $PATRON run add.lua'"
    )
    #expect(ending.code == 73, "\(ending.errors)")
    #expect(ending.errors.contains("patron.db cannot be written: look at its permissions and its folder's"))
  }

  @Test(.enabled(if: canMount, "mounting a read-only folder takes root"))
  func `a book in a read-only folder is read, and is refused while its log holds changes`() throws {
    let program = try Program.withBook()
    #expect(try program.script("customers.create { code = 'C1', name = 'Acme' }").code == 0)
    let ending = try program.shell(
      """
      mkdir ro && mv patron.db ro && unshare -m sh -c 'mount --bind ro ro && mount -o remount,bind,ro ro && cd ro &&
      $PATRON eval "customers.get(\\"C1\\").name" && $PATRON sql "SELECT name FROM customer_list" --json &&
      $PATRON runs list --json && $PATRON doctor'
      """)
    #expect(ending.code == 0, "\(ending.errors)")
    #expect(ending.output.hasPrefix("Acme\n{\"name\":\"Acme\"}\n{\"run\":1,"), "\(ending.output)")
    #expect(ending.lastLine == "all is well")
    try program.write("not empty", to: "ro/patron.db-wal")
    let logged = try program.shell(
      """
      unshare -m sh -c 'mount --bind ro ro && mount -o remount,bind,ro ro && cd ro && $PATRON eval "customers.count{}"'
      """)
    #expect(logged.code == 66)
    #expect(logged.errors.contains("copy both into a folder that can be written"), "\(logged.errors)")
  }

  @Test(.enabled(if: canMount, "a small disk to fill takes root to mount"))
  func `a full disk is named and nothing is changed`() throws {
    let program = try Program()
    try program.write(
      "for i = 1, 8000 do customers.create { code = 'C' .. i, name = ('x'):rep(200) } end", to: "fill.lua")
    let ending = try program.shell(
      """
      mkdir disk && unshare -m sh -c 'mount -t tmpfs -o size=1500k tmpfs disk && cd disk && $PATRON init &&
      { $PATRON run ../fill.lua; echo code $?; $PATRON eval "customers.count{}"; $PATRON doctor | grep integrity; }'
      """)
    #expect(ending.errors.contains("is full: the change was taken back"), "\(ending.errors)")
    #expect(ending.output.contains("code 73\n0\nOK "), "\(ending.output)")
  }
}
