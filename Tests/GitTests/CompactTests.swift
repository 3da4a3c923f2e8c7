import Git
import GitServers
import Testing

@Suite struct CompactTests {
    @Test func `many small packs become one, and nothing is lost`() async throws {
        let fixture = try await Fixture()
        let remote = try RemoteEndpoint(fixture.repository.path)
        var commits: [ObjectID] = []
        for round in 0..<60 {
            try fixture.repository.commit(["a": "round \(round)"])
            commits.append(try await fixture.store.fetch("main", from: remote).commit)
            if round == 40 { #expect(try await fixture.store.compact() == 0) }
        }
        #expect(try await fixture.store.compact() > 50)
        let path = fixture.folder.file("store")
        #expect(try run("sh", "-c", "ls \(path)/objects/pack/*.pack | wc -l") == "1")
        #expect(try run("git", "-C", path, "fsck", "--full", "--connectivity-only").contains("missing") == false)
        for (round, commit) in commits.enumerated() {
            let entry = try #require(try await fixture.store.entry(at: "a", in: commit))
            #expect(try await fixture.store.contents(of: entry.id, limit: 100) == bytes("round \(round)"))
        }
        // The store goes on with what it has.
        try fixture.repository.commit(["a": "next"])
        #expect(try await fixture.store.fetch("main", from: remote).receivedObjects <= 3)
    }
}
