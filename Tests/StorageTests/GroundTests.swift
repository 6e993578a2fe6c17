import Testing

@testable import Storage

@Suite struct GroundTests {
  /// Lines of proc(5)'s mountinfo; some have optional fields before the dash, some none.
  static let mounts = """
    22 1 254:1 / / rw,relatime shared:1 - ext4 /dev/vda1 rw
    36 22 0:43 / /mnt/share rw,relatime shared:19 master:2 - nfs4 nas:/export rw,vers=4.2
    41 22 0:51 / /mnt/office rw - cifs //server/office rw
    42 22 0:52 / /home/me/remote rw,nosuid - fuse.sshfs me@host: rw
    43 22 0:53 / /tmp rw shared:4 - tmpfs tmpfs rw
    44 22 0:54 / /mnt/nfs-backup rw - ext4 /dev/nfs rw
    """

  @Test(arguments: [("0:43", "nfs4"), ("0:51", "cifs"), ("0:52", "fuse.sshfs")])
  func `a network folder is recognised by its file system`(device: String, kind: String) {
    #expect(Ground.network(ofDevice: device, mounts: Self.mounts) == kind)
  }

  @Test(arguments: ["254:1", "0:53", "0:54", "9:9"])
  func `a local disk is none, whatever its name`(device: String) {
    #expect(Ground.network(ofDevice: device, mounts: Self.mounts) == nil)
  }

  @Test func `lines that are no mounts are passed over`() {
    for text in ["", "\n\n", "36", "36 22 0:43", "36 22 0:43 / / rw -", "- - 0:43 -"] {
      #expect(Ground.network(ofDevice: "0:43", mounts: text) == nil)
    }
  }
}
