import Foundation
import TestSupport
import Testing

@Suite("What people run on a cluster")
struct ScriptTests {
    @Test("is written so that shellcheck finds nothing in it")
    func isSound() async throws {
        let folders = ["alertmanager", "backup", "kubernetes"]
        let files = try folders.flatMap { try GeneratedFiles.files(below: $0, ".sh").map(\.path) }
        let result = try await GeneratedFiles.run("shellcheck", ["--external-sources"] + files)
        #expect(result.status == 0, "\(result.account.suffix(4000))")
    }

    @Test("makes a cluster of as many nodes as are meant, whose ports lead to the services that people open")
    func makesCluster() async throws {
        let result = try await GeneratedFiles.runScript("local_cluster.py", [GeneratedFiles.folder.path])
        #expect(result.status == 0, "\(result.account)")
    }

    @Test("is found out when a port of the machine leads elsewhere")
    func isFoundOut() async throws {
        try await GeneratedFiles.withCopy { copy in
            let file = copy.appending(path: "kubernetes/local/cluster.yaml")
            let text = try String(contentsOf: file, encoding: .utf8)
            let changed = text.replacingOccurrences(of: "containerPort: 30082", with: "containerPort: 30083")
            try #require(changed != text)
            try Data(changed.utf8).write(to: file)
            let result = try await GeneratedFiles.runScript("local_cluster.py", [copy.path])
            #expect(result.status == 1, "\(result.account)")
        }
    }

    @Test("has the exporters of Java programs make every metric that is asked for")
    func makesMetrics() async throws {
        let result = try await GeneratedFiles.runScript("jmx_rules.py", [GeneratedFiles.folder.path])
        #expect(result.status == 0, "\(result.account)")
    }

    @Test("deletes backups that are too old in both places, but never the last few, and nothing else")
    func deletesOld() async throws {
        let scripts = GeneratedFiles.folder.appending(path: "backup").path
        let result = try await GeneratedFiles.runScript("backup_retention.py", [scripts])
        #expect(result.status == 0, "\(result.account)")
    }

    @Test("keeps the keys of sealed secrets encrypted, brings them back, and says when there are none")
    func keepsKeys() async throws {
        let scripts = GeneratedFiles.folder.appending(path: "backup").path
        let result = try await GeneratedFiles.runScript("sealing_keys.py", [scripts])
        #expect(result.status == 0, "\(result.account)")
    }
}
