import CLuaHost
import Glibc
import Synchronization

/// A thread of a script that works beside the one that started it: with a stack as deep as that of ``ScriptThread``, and
/// the timer's signal let through.
@safe public final class SideThread: Sendable {
  /// The thread's handle, good until it is waited for.
  private let thread: Mutex<pthread_t?>
  private let task: Task

  /// Starts a thread that runs the body.
  public init(_ body: @escaping @Sendable () -> Void) throws(ScriptThread.Unavailable) {
    let task = Task(body)
    self.task = task
    var attributes = pthread_attr_t()
    unsafe pthread_attr_init(&attributes)
    defer { unsafe pthread_attr_destroy(&attributes) }
    unsafe pthread_attr_setstacksize(&attributes, ScriptThread.stackSize)
    var handle = pthread_t()
    // The thread releases what it is given here.
    let context = unsafe Unmanaged.passRetained(task)
    let address = unsafe context.toOpaque()
    let status = unsafe pthread_create(&handle, &attributes, { unsafe SideThread.start($0) }, address)
    guard status == 0 else {
      unsafe context.release()
      throw ScriptThread.Unavailable(errorNumber: status)
    }
    thread = Mutex(handle)
  }

  deinit { wait() }

  /// Waits until the body has returned.
  public func wait() {
    let handle = thread.withLock { thread in
      defer { thread = nil }
      return thread
    }
    if let handle { pthread_join(handle, nil) }
  }

  /// The processor time that the thread has used so far, or used in all.
  public var processorTime: Duration {
    if let used = task.used.withLock({ $0 }) { return used }
    return thread.withLock { thread in
      var clock = clockid_t()
      // A thread that has ended, and that nobody waited for yet, has no clock: it has noted its time by then.
      guard let thread, unsafe pthread_getcpuclockid(thread, &clock) == 0, let time = Self.time(clock) else {
        return task.used.withLock { $0 } ?? .zero
      }
      return time
    }
  }

  private static func time(_ clock: clockid_t) -> Duration? {
    var time = timespec()
    guard unsafe clock_gettime(clock, &time) == 0 else { return nil }
    return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
  }

  private static func start(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let context = unsafe context else { return nil }
    lh_unblock_timer()
    let task = unsafe Unmanaged<Task>.fromOpaque(context).takeRetainedValue()
    task.body()
    task.used.withLock { $0 = time(CLOCK_THREAD_CPUTIME_ID) }
    return nil
  }

  private final class Task: Sendable {
    let body: @Sendable () -> Void
    let used = Mutex<Duration?>(nil)

    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }
}
