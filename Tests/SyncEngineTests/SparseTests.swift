import GitServers
import TestSupport
import Testing

@testable import SyncEngine

@Suite("A sparse checkout")
struct SparseTests {
    static let paths = [
        "README.md", "dags/a.py", "dags/old/b.py", "dags/old/keep/c.py", "lib/x/y.py", "lib/z.txt", "top.py",
    ]

    static let patterns = [
        "/dags/", "dags/\n!/dags/old/", "*.py", "/*", "/*\n!/*/", "/dags/*\n!dags/old/\n/dags/old/keep/", "**/old/**",
        "lib/**/y.py",
        "# nothing\n\n", "[a-l]*/", "*.py\n!a.py", "/dags/\n/lib/z.txt  ", "dags/a.py\n!dags", "ke?p",
    ]

    @Test("takes what git would take", arguments: patterns)
    func sameAsGit(pattern: String) throws {
        let folder = try TemporaryFolder()
        let repository = try ServedRepository(in: folder)
        try repository.commit(Dictionary(uniqueKeysWithValues: Self.paths.map { ($0, $0) }))
        let patterns = try folder.write(pattern + "\n", to: "patterns")
        try repository.workGit("config", "core.sparseCheckout", "true")
        try repository.workGit("config", "core.sparseCheckoutCone", "false")
        let listed = try run(
            "sh", "-c",
            """
            cd \(folder.file("work-dags.git")) && mkdir -p .git/info && cp \(patterns) .git/info/sparse-checkout && \
            git sparse-checkout reapply 2>/dev/null; git ls-files -t | sed -n 's/^H //p'
            """)
        let taken = listed.split(separator: "\n").map(String.init)
        let sparse = SparsePatterns(pattern)
        #expect(Self.paths.filter(sparse.includes) == taken)
    }

    @Test("publishes what the file asks for, and its manifest counts for that alone")
    func publishes() async throws {
        let sync = try Sync()
        let folder = try TemporaryFolder()
        let file = try folder.write("/dags/\n/manifest.json\n", to: "patterns")
        try sync.remote.commit([
            "dags/a.py": "a", "docs/b": "b", "manifest.json": GateTests.manifest(["dags/a.py": "a", "docs/b": "b"]),
        ])
        #expect(await sync.once { $0.sparseFile = file }.error == nil)
        #expect(try sync.visibleFiles().keys.sorted() == ["dags/a.py", "manifest.json"])
        try sync.remote.commit(["dags/a.py": "c"])
        let missing = await sync.once { $0.sparseFile = folder.file("none") }
        #expect(missing.error?.failure == .configuration)
    }
}
