import CRecorder
import Glibc
public import Wording

/// Changes could not be recorded, so the run fails and nothing of it is kept.
public struct RecorderError: Refusal {
  let status: recorder_status
  let systemError: Int32

  public var code: String { "not-recorded" }

  public var message: Phrase {
    let reason = unsafe systemError == 0 ? "code \(status.rawValue)" : String(cString: strerror(systemError))
    return Phrase(
      "the changes could not be recorded (\(reason)), so nothing was changed: look at the free space of the temporary folder",
      zh: "无法记录改动（\(reason)），因此未做任何改动：请检查临时文件夹的剩余空间")
  }
}
