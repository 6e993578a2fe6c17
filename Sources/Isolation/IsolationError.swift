public import Wording

/// Why a process of its own was not to be had, or how it ended before its time.
public enum IsolationError: Refusal {
  /// The system does not confine the process in some way.
  case unavailable(Safeguard, errorNumber: Int32)
  /// No process could be started.
  case notStarted(errorNumber: Int32)
  /// It used more processor time than it was given.
  case processorTime
  /// Somebody killed it: a person, or the system for want of memory.
  case killed
  /// A signal ended it that a broken program gets, or one that gets no more address space.
  case broken(signal: Int32)

  public var code: String {
    switch self {
    case .unavailable: "no-isolation"
    case .notStarted: "no-process"
    case .processorTime: "cpu-limit"
    case .killed: "killed"
    case .broken: "broken"
    }
  }

  public var message: Phrase {
    switch self {
    case .unavailable(let safeguard, let error):
      return safeguard.phrase
        + Phrase(
          " (system error \(error)), so the run is not isolated and nothing was done; `patron doctor` tells what this machine has; without --isolated it runs in this process",
          zh: "（系统错误 \(error)），无法隔离运行，未执行任何操作；`patron doctor` 显示本机支持的隔离手段；去掉 --isolated 则在当前进程中运行")
    case .notStarted(let error):
      return Phrase(
        "cannot start a process for the run (system error \(error)); close other programs and try again",
        zh: "无法为运行启动进程（系统错误 \(error)），请关闭其他程序后重试")
    case .processorTime:
      return Self.kept(
        Phrase(
          "stopped by the system: the isolated process used up its processor time",
          zh: "已被系统停止：隔离进程用完了处理器时间"), "--cpu")
    case .killed:
      return Self.kept(
        Phrase(
          "the isolated process was killed (SIGKILL): the machine ran out of memory, or somebody ended it",
          zh: "隔离进程被终止（SIGKILL）：本机内存耗尽，或被他人结束"), "--memory")
    case .broken(let signal):
      return Self.kept(
        Phrase(
          "the isolated process broke down (signal \(signal)): it got no more address space, or this is a defect in Patron",
          zh: "隔离进程异常结束（信号 \(signal)）：地址空间不足，或是 Patron 自身的缺陷"), "--memory")
    }
  }

  private static func kept(_ fact: Phrase, _ option: String) -> Phrase {
    fact
      + Phrase(
        "; nothing was changed but what parts of a batch had kept; the limit is raised with \(option)",
        zh: "；除 batch 已保留的部分外，未做任何改动；可用 \(option) 提高限额")
  }
}

extension Safeguard {
  /// That it is missing.
  fileprivate var phrase: Phrase {
    switch self {
    case .parent: Phrase("the process is not tied to the one that started it", zh: "进程未与启动它的进程绑定")
    case .privileges: Phrase("the system does not bar new privileges", zh: "系统无法禁止获取新权限")
    case .limits: Phrase("the system sets no limits to the process", zh: "系统无法为进程设置限额")
    case .files: Phrase("the system does not confine the process to its files", zh: "系统无法限制进程可访问的文件")
    case .calls: Phrase("the system does not filter system calls", zh: "系统无法过滤系统调用")
    }
  }
}
