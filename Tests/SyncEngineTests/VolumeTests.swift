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
