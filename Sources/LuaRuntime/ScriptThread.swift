import CLuaHost
import Glibc
public import Wording

/// A thread for a run: with a stack deep enough for Lua calling Swift calling Lua, and the timer's signal let through,
/// which the threads of Dispatch and of Swift concurrency block.
public enum ScriptThread {
  /// Bytes of stack: 200 nested calls in C are Lua's limit.
  static let stackSize = 16 << 20

  /// No thread could be made.
  public struct Unavailable: Refusal {
    /// The system's error number.
    public let errorNumber: Int32
    /// `no-thread`.
    public var code: String { "no-thread" }
    /// What happened and the way out.
    public var message: Phrase {
      Phrase(
        "cannot start a thread for the script (system error \(errorNumber)); close other programs and try again",
        zh: "无法为脚本启动线程（系统错误 \(errorNumber)），请关闭其他程序后重试")
    }
  }

  /// Runs the body on a thread of its own and waits for it.
  public static func run<Result>(_ body: () throws -> Result) throws -> Result {
    try withoutActuallyEscaping(body) { body in
      let task = Task(body)
      var attributes = pthread_attr_t()
      unsafe pthread_attr_init(&attributes)
      defer { unsafe pthread_attr_destroy(&attributes) }
      unsafe pthread_attr_setstacksize(&attributes, stackSize)
      var thread = pthread_t()
      // The task is kept by this frame, which waits for the thread.
      let context = unsafe Unmanaged.passUnretained(task as Work).toOpaque()
      let status = unsafe pthread_create(&thread, &attributes, { unsafe ScriptThread.start($0) }, context)
      guard status == 0 else { throw Unavailable(errorNumber: status) }
      pthread_join(thread, nil)
      guard let result = task.result else { throw Unavailable(errorNumber: 0) }
      return try result.get()
    }
  }

  private static func start(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let context = unsafe context else { return nil }
    lh_unblock_timer()
    unsafe Unmanaged<Work>.fromOpaque(context).takeUnretainedValue().run()
    return nil
  }

  private class Work {
    func run() {}
  }

  private final class Task<Result>: Work {
    private let body: () throws -> Result
    private(set) var result: Swift.Result<Result, any Error>?

    init(_ body: @escaping () throws -> Result) { self.body = body }

    override func run() { result = .init(catching: body) }
  }
}
