import Foundation
import Git
import GitServers
import TestSupport
import Testing

/// Servers that can less than git's own, or other than it.
@Suite struct ServerTests {
    @Test func `a poll asks for one reference, and after the first one only for that`() async throws {
        let fixture = try await Fixture()
        let head = try fixture.repository.commit(["a": "1"])
        for number in 0..<50 { try fixture.repository.git("tag", "other-\(number)", head) }
        let changed = try ChangedServer(fixture)
        let listed = try await fixture.store.references(of: changed.endpoint, named: "main")
        #expect(listed.references.map(\.name) == ["refs/heads/main"])
        #expect(changed.requests.take().count == 2)
        #expect(try await fixture.store.references(of: changed.endpoint, named: "main") == listed)
        let asked = changed.requests.take()
        #expect(asked.count == 1 && asked[0].contains("command=ls-refs"))
        #expect(try await fixture.store.references(of: changed.endpoint).references.count == 52)
    }

    @Test func `a server that no longer speaks as it did is asked anew`() async throws {
        let fixture = try await Fixture()
        try fixture.repository.commit(["a": "1"])
        let old = Requests()
        let changed = try ChangedServer(fixture) { request, answer in
            old.add("")
            // From the third request on, what is new to it is an error.
            guard old.count > 2, request.contains("command=") else { return answer }
            return bytes("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")
        }
        _ = try await fixture.store.references(of: changed.endpoint, named: "main")
        _ = changed.requests.take()
        let error = try await failure { try await fixture.store.references(of: changed.endpoint, named: "main") }
        #expect(error.message.contains("400"))
        #expect(changed.requests.take().contains("GET"))
    }

    @Test(arguments: [nil, "version=0"]) func `depth is that of history`(version: String?) async throws {
        let fixture = try await Fixture()
        for round in 0..<10 { try fixture.repository.commit(["a": "\(round)", "b\(round)": "x"]) }
        let server = try GitHTTPServer(
            root: fixture.folder, environment: version.map { ["GIT_PROTOCOL": $0] } ?? [:])
        let remote = try RemoteEndpoint(server.url(of: fixture.repository))
        let path = fixture.folder.file("store")
        func commits() throws -> String { try run("git", "-C", path, "rev-list", "--count", "--all") }

        let fetched = try await fixture.store.fetch("main", from: remote, depth: 1)
        // A commit, its tree, and files of two contents.
        #expect(fetched.receivedObjects == 4)
        #expect(try commits() == "1")
        _ = try await fixture.store.fetch("main", from: remote, depth: 3)
        #expect(try commits() == "3")
        try fixture.repository.commit(["a": "next"])
        _ = try await fixture.store.fetch("main", from: remote, depth: 3)
        try await fixture.store.compact(
            keeping: [try #require(ObjectID(fixture.repository.git("rev-parse", "main")))], depth: 3, isThorough: true)
        #expect(try commits() == "3")
        _ = try await fixture.store.fetch("main", from: remote)
        #expect(try commits() == "11")
        #expect(!FileManager.default.fileExists(atPath: "\(path)/shallow"))
        try run("git", "-C", path, "fsck", "--full")
    }

    @Test func `a server without depth sends all of history`() async throws {
        let fixture = try await Fixture()
        for round in 0..<4 { try fixture.repository.commit(["a": "\(round)"]) }
        let changed = try ChangedServer(fixture) { _, answer in
            replacing("fetch=shallow ", with: "fetch=xhallow ", in: answer)
        }
        _ = try await fixture.store.fetch("main", from: changed.endpoint, depth: 1)
        #expect(changed.requests.take().allSatisfy { !$0.contains("deepen") })
        let path = fixture.folder.file("store")
        #expect(try run("git", "-C", path, "rev-list", "--count", "--all") == "4")
    }

    @Test func `files that nobody wants are left out, and come when they are wanted`() async throws {
        let fixture = try await Fixture()
        try fixture.folder.write(largeText(1), to: "work-dags.git/other/large")
        try fixture.repository.commit(["dags/a": "1"])
        try fixture.repository.git("config", "uploadpack.allowFilter", "true")
        let changed = try ChangedServer(fixture)
        let first = try await fixture.store.fetch("main", from: changed.endpoint, depth: 1) { $0.hasPrefix("dags/") }
        #expect(first.receivedBytes < 1000)
        #expect(changed.requests.take().count { $0.contains("command=fetch") } == 2)
        let unwanted = try #require(try await fixture.store.entry(at: "other/large", in: first.commit))
        #expect(await !fixture.store.contains(unwanted.id))
        let second = try await fixture.store.fetch("main", from: changed.endpoint, depth: 1)
        #expect(second.receivedObjects == 1)
        #expect(try await fixture.store.contents(of: unwanted.id, limit: 1 << 20) == bytes(largeText(1)))
    }

    @Test func `answers that are compressed are read`() async throws {
        let fixture = try await Fixture()
        let head = try fixture.repository.commit(["a": "1"])
        let folder = fixture.folder
        let changed = try ChangedServer(fixture) { _, answer in
            guard let split = answer.firstRange(of: bytes("\r\n\r\n")) else { return answer }
            let plain = folder.file("plain-\(UUID().uuidString)")
            try? Data(answer[split.upperBound...]).write(to: URL(fileURLWithPath: plain))
            _ = try? run("gzip", plain)
            let body = (try? Data(contentsOf: URL(fileURLWithPath: plain + ".gz"))) ?? Data()
            let head = String(decoding: answer[..<split.lowerBound], as: UTF8.self)
                .components(separatedBy: "\r\n").filter { !$0.lowercased().hasPrefix("content-length") }
            return bytes(
                (head + ["Content-Encoding: gzip", "Content-Length: \(body.count)"]).joined(separator: "\r\n")
                    + "\r\n\r\n") + body
        }
        #expect(try await fixture.store.fetch("main", from: changed.endpoint, depth: 1).commit.description == head)
    }

    @Test func `a pack without bands is read over http`() async throws {
        let fixture = try await Fixture()
        try fixture.folder.write(largeText(1), to: "work-dags.git/large")
        let head = try fixture.repository.commit(["a": "1"])
        let changed = try ChangedServer(fixture, environment: ["GIT_PROTOCOL": "version=0"]) { _, answer in
            replacing(" side-band", with: " xide-band", in: answer)
        }
        #expect(try await fixture.store.fetch("main", from: changed.endpoint, depth: 1).commit.description == head)
        #expect(changed.requests.take().allSatisfy { !$0.contains("side-band") })
    }

    @Test(arguments: [nil, 20_000]) func `a pack without bands is read over ssh to its end`(limit: Int?) async throws {
        let fixture = try await Fixture()
        try fixture.folder.write(largeText(1), to: "work-dags.git/large")
        let head = try fixture.repository.commit(["a": "1"])
        let filter = try fixture.folder.write(
            """
            import os, signal, sys
            left = int(sys.argv[1])
            while left > 0 and (data := os.read(0, 65536)):
                os.write(1, data.replace(b" side-band", b" xide-band")[:left])
                left -= len(data)
            if left <= 0:
                os.kill(os.getppid(), signal.SIGKILL)
            """, to: "filter.py")
        let client = try fixture.folder.script(
            "ssh", "git-upload-pack '\(fixture.repository.path)' | python3 '\(filter)' \(limit ?? 1 << 30)")
        let remote = try RemoteEndpoint("ssh://host/r", ssh: SSHOptions(client: client))
        guard limit == nil else {
            let error = try await failure { try await fixture.store.fetch("main", from: remote, depth: 1) }
            #expect([.network, .corrupt].contains(error.category), "\(error)")
            #expect(await !fixture.store.contains(try #require(ObjectID(head))))
            return
        }
        #expect(try await fixture.store.fetch("main", from: remote, depth: 1).commit.description == head)
    }

    @Test(arguments: Transport.allCases)
    func `a repository that names its objects by SHA-256 is refused by that`(transport: Transport) async throws {
        let fixture = try await Fixture()
        let path = fixture.repository.path
        try run("rm", "-rf", path)
        try run("git", "init", "-q", "--bare", "--object-format=sha256", "--initial-branch=main", path)
        try run(
            "sh", "-c", "cd \"$0\" && git update-ref refs/heads/main $(git commit-tree -m x $(git mktree < /dev/null))",
            path)
        let remote = try Remote(transport, fixture)
        let error = try await failure { try await fixture.store.references(of: remote.endpoint) }
        #expect(error.category == .invalid, "\(error)")
        #expect(error.message.contains("sha256"), "\(error)")
    }
}
