import Glibc
import System
import Testing

@testable import SyncEngine

@Suite("A volume")
struct VolumeTests {
    static let states: [(VolumeState, FailureClass)] = [
        (VolumeState(available: 0), .disk), (VolumeState(available: 1 << 30), .disk),
        (VolumeState(available: 8 << 20), .reserve), (VolumeState(available: 1 << 30, hasInodes: false), .inodes),
        (VolumeState(available: 1 << 30, isReadOnly: true), .readOnly),
    ]

    @Test("is told of by what is wrong with it: no room, no inodes, the reserve or its mount", arguments: states)
    func classes(state: VolumeState, failure: FailureClass) {
        let error = SyncError(.disk, during: .stage, "write /x: No space left on device")
        let seen = error.seen(on: state, reserve: 16 << 20)
        #expect(seen.failure == failure)
        #expect(seen.message.hasPrefix(error.message))
        #expect(failure.advice != FailureClass.network.advice)
    }

    @Test(
        "is not blamed for what is the matter with something else, and its own lacks are told in words",
        arguments: [
            (FileSystemError("open", "/x", code: EMFILE), "no file descriptors left"),
            (FileSystemError("symlink", "/x", code: EPERM), "has no symbolic links"),
            (FileSystemError("symlink", "/x", code: ENOSYS), "has no symbolic links"),
            (FileSystemError("open", "/x", code: ESTALE), "mount it anew"),
        ])
    func otherCodes(error: FileSystemError, words: String) {
        let told = SyncError(error, during: .stage)
        #expect(told.failure == .fileSystem && told.message.contains(words), "\(told)")
        #expect(told.seen(on: VolumeState(available: 1 << 30), reserve: 0) == told)
        #expect(SyncError(FileSystemError("open", "/x", code: EPERM), during: .stage).failure == .permission)
        #expect(SyncError(FileSystemError("open", "/x", code: EDQUOT), during: .stage).failure == .disk)
    }

    @Test("that is mounted read-only is no matter of rights, and no other failure is one of the volume")
    func others() {
        let readOnly = VolumeState(available: 0, hasInodes: false, isReadOnly: true)
        let denied = SyncError(.permission, during: .prepare, "mkdir /x: Permission denied")
        #expect(denied.seen(on: readOnly, reserve: 0).failure == .readOnly)
        #expect(denied.seen(on: VolumeState(available: 0), reserve: 0).failure == .permission)
        let away = SyncError(.network, during: .fetch, "away")
        #expect(away.seen(on: readOnly, reserve: 0) == away)
    }
}
