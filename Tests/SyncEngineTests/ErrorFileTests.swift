import Glibc
import System
import TestSupport
import Testing

@testable import SyncEngine

@Suite("The error file")
struct ErrorFileTests {
    let error = SyncError(.network, during: .fetch, String(repeating: "away ", count: 2000))

    @Test("that cannot be written leaves nothing beside it, however often that is tried", .asSuperuser)
    func fullVolume() throws {
        let folder = try TemporaryFolder()
        try GitRemote.run("/", "mount", "-t", "tmpfs", "-o", "size=16k", "none", folder.path)
        defer { _ = try? GitRemote.run("/", "umount", "-l", folder.path) }
        _ = try? GitRemote.run(folder.path, "sh", "-c", "dd if=/dev/zero of=full bs=4k")
        for _ in 0..<3 {
            #expect(throws: FileSystemError.self) { try ErrorFile(path: folder.file("error.json")).show(error) }
            #expect(try FileSystem().children(folder.path) == ["full"])
        }
        try FileSystem().remove(folder.file("full"))
        try ErrorFile(path: folder.file("error.json")).show(error)
        #expect(try FileSystem().children(folder.path) == ["error.json"])
    }

    @Test(
        "takes the place of nothing that is no file, and is not removed with it",
        arguments: ["mkdir error.json", "mkdir tree; ln -s tree error.json"])
    func takenPlace(script: String) throws {
        let folder = try TemporaryFolder()
        try GitRemote.run(folder.path, "sh", "-c", script)
        let before = try FileSystem().children(folder.path)
        let file = ErrorFile(path: folder.file("error.json"))
        #expect(throws: FileSystemError.self) { try file.show(error) }
        try file.show(nil)
        #expect(try FileSystem().children(folder.path) == before)
        #expect(FileSystem().isDirectory(folder.file("error.json")))
    }
}
