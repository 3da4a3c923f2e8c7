import Glibc
import Synchronization
import System
import TestSupport
import Testing

@testable import SyncEngine

@Suite("Files that are written on two threads")
struct FileWriterTests {
    /// More than one thread writes, in several folders, with a link and a program among them.
    private static let files = Dictionary(
        uniqueKeysWithValues: (0..<560).map { ("dags/\($0 % 7)/file\($0).py", "file \($0)") })

    private func committed() throws -> (sync: Sync, files: [String: String]) {
        let sync = try Sync()
        try sync.remote.commit(Self.files)
        try sync.remote.commit(running: "chmod +x dags/1/file1.py; ln -s file6.py dags/6/link; : > dags/5/empty")
        return (sync, Self.files.merging(["dags/6/link": "-> file6.py", "dags/5/empty": ""]) { $1 })
    }

    @Test("are those of the commit, and known one by one afterwards")
    func areWhole() async throws {
        let (sync, files) = try committed()
        let threads = Mutex<Set<pthread_t>>([])
        let watched = FileSystem { operation, _ throws(FileSystemError) in
            if operation == "create" { threads.withLock { _ = $0.insert(pthread_self()) } }
        }
        #expect(await sync.once(sync.configuration(files: watched)).error == nil)
        #expect(try sync.visibleFiles() == files)
        #expect(try status("\(sync.link)/dags/1/file1.py").mode & 0o111 == 0o111)
        #expect(threads.withLock { $0.count } == 2)
        // What was noted of each is what is there: all are linked to, and none is written again.
        try sync.remote.commit(["dags/3/file3.py": "changed"])
        guard case .published(let published) = await sync.once().outcome else {
            throw NeverHappened(description: "not published")
        }
        #expect(published.written == 1 && published.linked == files.count - 1)
        #expect(published.tampered.isEmpty)
    }

    @Test("leave nothing when one of them fails on either thread", arguments: [40, 500])
    func failure(place: Int) async throws {
        let (sync, files) = try committed()
        let made = Mutex(0)
        let failing = FileSystem { operation, path throws(FileSystemError) in
            guard operation == "create", path.contains("/file") else { return }
            let count = made.withLock { made in
                made += 1
                return made
            }
            if count == place { throw FileSystemError(operation, path, code: ENOSPC) }
        }
        let report = await sync.once(sync.configuration(files: failing))
        #expect(report.error?.failure == .disk, "\(report.outcome)")
        #expect(try sync.visibleCommit() == nil)
        #expect(try sync.leftovers() == [])
        #expect(await sync.once().error == nil)
        #expect(try sync.visibleFiles() == files)
    }
}
