import Foundation
import Git
import GitServers
import TestSupport
import Testing

/// Blobs above the size from which they are streamed out of the pack.
@Suite struct PackedBlobTests {
    /// A store that holds 5,000,000 bytes which do not compress, in a pack of its own.
    private func packed() async throws -> (fixture: Fixture, id: ObjectID, content: String) {
        let fixture = try await Fixture()
        var state: UInt64 = 42
        let letters = Array("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ+/".utf8)
        let text = String(
            decoding: (0..<5_000_000).map { _ in
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return letters[Int(state >> 58)]
            }, as: UTF8.self)
        try FileManager.default.createDirectory(
            atPath: fixture.folder.file("work-dags.git"), withIntermediateDirectories: true)
        try fixture.folder.write(text, to: "work-dags.git/large")
        let commit = try fixture.repository.commit(["small": "s"])
        let server = try fixture.serve()
        _ = try await fixture.store.fetch("main", from: RemoteEndpoint(server.url(of: fixture.repository)))
        let entry = try await fixture.store.entry(at: "large", in: try #require(ObjectID(commit)))
        return (fixture, try #require(entry).id, text)
    }

    private func write(_ id: ObjectID, from store: GitStore, to path: String) async throws -> Int {
        _ = FileManager.default.createFile(atPath: path, contents: nil)
        let file = try #require(FileHandle(forWritingAtPath: path))
        defer { try? file.close() }
        return try await store.write(id, to: file.fileDescriptor).size
    }

    @Test func `are written as they are`() async throws {
        let (fixture, id, content) = try await packed()
        let target = fixture.folder.file("out")
        #expect(try await write(id, from: fixture.store, to: target) == 5_000_000)
        #expect(try String(contentsOfFile: target, encoding: .utf8) == content)
    }

    @Test func `are corrupt when the pack was changed or cut`() async throws {
        let (fixture, id, _) = try await packed()
        let pack = try run("sh", "-c", "ls \(fixture.folder.file("store"))/objects/pack/*.pack")
        try run("chmod", "u+w", pack)
        try run("sh", "-c", "printf X | dd of=\(pack) bs=1 seek=1000000 conv=notrunc status=none")
        let changed = try await failure { try await write(id, from: fixture.store, to: fixture.folder.file("out")) }
        #expect(changed.category == .corrupt)
        try run("truncate", "-s", "2000000", pack)
        let cut = try await failure { try await write(id, from: fixture.store, to: fixture.folder.file("out")) }
        #expect(cut.category == .corrupt)
    }

    @Test func `are too large for a limit only as long as the pack is whole`() async throws {
        let (fixture, id, _) = try await packed()
        let honest = try await failure { _ = try await fixture.store.contents(of: id, limit: 1_000_000) }
        #expect(honest.category == .tooLarge)
        let pack = try run("sh", "-c", "ls \(fixture.folder.file("store"))/objects/pack/*.pack")
        try run("chmod", "u+w", pack)
        try run("sh", "-c", "printf X | dd of=\(pack) bs=1 seek=1000000 conv=notrunc status=none")
        let damaged = try await failure { _ = try await fixture.store.contents(of: id, limit: 1_000_000) }
        #expect(damaged.category == .corrupt)
    }

    @Test func `that the store never had are corrupt, for a tree names them`() async throws {
        let fixture = try await Fixture()
        let missing = try #require(ObjectID(String(repeating: "7", count: 40)))
        let error = try await failure {
            try await write(missing, from: fixture.store, to: fixture.folder.file("out"))
        }
        #expect(error.category == .corrupt)
    }
}
