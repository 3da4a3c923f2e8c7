import Git
import GitServers
import Glibc
import TestSupport
import Testing

@Suite struct CompactTests {
    /// Text of `length` letters that hardly gets smaller.
    private func noise(_ length: Int, _ seed: Int) -> String {
        var state = UInt64(truncatingIfNeeded: seed) &* 6_364_136_223_846_793_005 &+ 1
        let letters = Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_".utf8)
        let bytes = (0..<length).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return letters[Int(state >> 58)]
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private func size(_ fixture: Fixture) throws -> Int {
        try Int(run("sh", "-c", "cat '\(fixture.folder.file("store"))'/objects/pack/* | wc -c")) ?? 0
    }

    private func write(_ text: String, _ fixture: Fixture) throws -> ObjectID {
        try fixture.folder.write(text, to: "work-dags.git/large")
        return try #require(ObjectID(try fixture.repository.commit(["small": String(text.prefix(9))])))
    }

    private func isWhole(_ commit: ObjectID, _ fixture: Fixture, large: String) async throws -> Bool {
        let path = fixture.folder.file("store")
        try run("git", "-C", path, "fsck", "--full", "--strict", "--no-dangling")
        let entry = try #require(try await fixture.store.entry(at: "large", in: commit))
        return try await fixture.store.contents(of: entry.id, limit: 10 << 20) == bytes(large)
    }

    @Test(arguments: [Transport.http, .httpVersion0, .local])
    func `a file that is replaced again and again takes the space of one`(transport: Transport) async throws {
        let fixture = try await Fixture()
        let remote = try Remote(transport, fixture)
        var commit: ObjectID?
        for round in 0..<12 {
            commit = try write(noise(2_000_000, round), fixture)
            let fetched = try await fixture.store.fetch("main", from: remote.endpoint, depth: 1).commit
            #expect(fetched == commit)
            try await fixture.store.compact(keeping: [fetched], depth: 1)
            #expect(try size(fixture) < 3_500_000, "round \(round)")
        }
        #expect(try await isWhole(#require(commit), fixture, large: noise(2_000_000, 11)))
    }

    @Test func `a large pack leaves no timer that interrupts its thread`() async throws {
        let fixture = try await Fixture()
        let remote = try Remote(.http, fixture)
        _ = try write(noise(8_000_000, 1), fixture)
        #expect(try await fixture.store.fetch("main", from: remote.endpoint, depth: 1).receivedBytes > 5_000_000)
        #expect(try run("cat", "/proc/\(getpid())/timers") == "")
    }

    @Test func `what remains of a large pack is brought into a small one`() async throws {
        let fixture = try await Fixture()
        let remote = try Remote(.http, fixture)
        try fixture.folder.write(noise(4_000_000, 1), to: "work-dags.git/gone")
        let first = try write(noise(200_000, 2), fixture)
        _ = try await fixture.store.fetch("main", from: remote.endpoint, depth: 1)
        try await fixture.store.compact(keeping: [first], depth: 1)
        let large = noise(200_000, 2) + "and a little more"
        try run("rm", fixture.folder.file("work-dags.git/gone"))
        let second = try write(large, fixture)
        _ = try await fixture.store.fetch("main", from: remote.endpoint, depth: 1)
        // Both are published for a moment, and then one.
        try await fixture.store.compact(keeping: [first, second], depth: 1)
        #expect(try size(fixture) > 3_000_000)
        #expect(await fixture.store.contains(first))
        try await fixture.store.compact(keeping: [second], depth: 1)
        #expect(try size(fixture) < 500_000)
        #expect(await !fixture.store.contains(first))
        #expect(try await isWhole(second, fixture, large: large))
        // The store goes on with what it has.
        let third = try write(large + "!", fixture)
        let fetched = try await fixture.store.fetch("main", from: remote.endpoint, depth: 1)
        #expect(fetched.commit == third && fetched.receivedBytes < 2000)
        #expect(try await isWhole(third, fixture, large: large + "!"))
    }

    @Test func `with all of history asked for, small packs become one and nothing is lost`() async throws {
        let fixture = try await Fixture()
        let remote = try RemoteEndpoint(fixture.repository.path)
        var commits: [ObjectID] = []
        for round in 0..<55 {
            try fixture.repository.commit(["a": "round \(round)"])
            commits.append(try await fixture.store.fetch("main", from: remote).commit)
            if round == 40 { #expect(try await fixture.store.compact(keeping: [commits[40]]) == 0) }
        }
        #expect(try await fixture.store.compact(keeping: [commits[54]]) > 50)
        let path = fixture.folder.file("store")
        #expect(try run("sh", "-c", "ls \(path)/objects/pack/*.pack | wc -l") == "1")
        for (round, commit) in commits.enumerated() {
            let entry = try #require(try await fixture.store.entry(at: "a", in: commit))
            #expect(try await fixture.store.contents(of: entry.id, limit: 100) == bytes("round \(round)"))
        }
        try fixture.repository.commit(["a": "next"])
        #expect(try await fixture.store.fetch("main", from: remote).receivedObjects <= 3)
    }

    @Test func `a pack whose index is damaged is found to be so, and ends nothing`() async throws {
        let fixture = try await Fixture()
        let remote = try RemoteEndpoint(fixture.repository.path)
        try fixture.folder.write(noise(2_000_000, 1), to: "work-dags.git/gone")
        let first = try write(noise(20_000, 2), fixture)
        _ = try await fixture.store.fetch("main", from: remote, depth: 1)
        try run("rm", fixture.folder.file("work-dags.git/gone"))
        let second = try write(noise(20_000, 3), fixture)
        _ = try await fixture.store.fetch("main", from: remote, depth: 1)
        // All offsets of the first pack are those of its first object.
        let packs = "\(fixture.folder.file("store"))/objects/pack"
        let script = """
            import glob, os, struct
            name = max(glob.glob("\(packs)/*.idx"), key=lambda n: os.path.getsize(n[:-3] + "pack"))
            os.chmod(name, 0o644)
            with open(name, "r+b") as file:
                file.seek(8 + 255 * 4)
                count = struct.unpack(">I", file.read(4))[0]
                file.seek(8 + 256 * 4 + count * 24)
                file.write(struct.pack(">I", 12) * count)
            """
        try run("python3", "-c", script)
        // What the index is asked for depends on the ids, which are other ones each time.
        do {
            try await fixture.store.compact(keeping: [second], depth: 1)
        } catch {
            #expect(error.category == .corrupt, "\(error)")
        }
        #expect(try await fixture.store.damage() != nil && first != second)
    }

    @Test func `a file that is named for itself stays, and references to what goes do not`() async throws {
        let fixture = try await Fixture()
        let remote = try RemoteEndpoint(fixture.repository.path)
        let first = try write("the first of them", fixture)
        _ = try await fixture.store.fetch("main", from: remote, depth: 1)
        let good = try #require(try await fixture.store.entry(at: "large", in: first)).id
        let second = try write("the second of them", fixture)
        _ = try await fixture.store.fetch("main", from: remote, depth: 1)
        try await fixture.store.compact(keeping: [second], and: [good], depth: 1, isThorough: true)
        #expect(await fixture.store.contains(good))
        #expect(await !fixture.store.contains(first))
        #expect(try await fixture.store.damage() == nil)
        try await fixture.store.compact(keeping: [], depth: 1, isThorough: true)
        #expect(await !fixture.store.contains(second))
        #expect(try await fixture.store.damage() == nil)
    }
}
