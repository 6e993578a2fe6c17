import Domain
import Isolation
import Wording

extension Safeguards {
  /// What confines an isolated run on this machine.
  var findings: [Finding] { [limits, calls, files] }

  private var limits: Finding {
    Finding(
      "isolation-limits", .ok,
      Phrase(
        "an isolated run has limits of address space and processor time, gets no new privileges, leaves no core file, and ends with the process that started it",
        zh: "隔离运行受地址空间与处理器时间限制，不能获取新权限，不产生 core 文件，并随启动它的进程结束"))
  }

  private var calls: Finding {
    guard filtersCalls else {
      return Finding(
        "isolation-calls", .warn,
        Phrase("this system does not filter system calls: --isolated is refused", zh: "本系统不能过滤系统调用：--isolated 会被拒绝"),
        remedy: Phrase(
          "use a kernel with seccomp filters, on x86_64 or aarch64", zh: "请使用支持 seccomp 过滤的内核（x86_64 或 aarch64）"))
    }
    return Finding(
      "isolation-calls", .ok,
      Phrase(
        "seccomp: an isolated run has \(callCount) system calls and no network, no other programs, no new code in memory",
        zh: "seccomp：隔离运行只能使用 \(callCount) 个系统调用，不能联网，不能启动其他程序，不能在内存中执行新代码"))
  }

  private var files: Finding {
    guard landlock > 0 else {
      return Finding(
        "isolation-files", .warn,
        Phrase(
          "no Landlock: an isolated run could open what its operator may open", zh: "没有 Landlock：隔离运行可以打开操作员有权打开的文件"),
        remedy: Phrase("use Linux 5.13 or newer with lsm=landlock", zh: "请使用 Linux 5.13 或更新版本，并启用 lsm=landlock"))
    }
    return Finding(
      "isolation-files", .ok,
      Phrase(
        "Landlock, version \(landlock): an isolated run opens the book and what belongs to it, and reads its script's folder and what the system tells of processes and time zones",
        zh: "Landlock，版本 \(landlock)：隔离运行只能打开账簿及其附属文件，并读取脚本所在文件夹以及系统的进程和时区信息"))
  }
}
