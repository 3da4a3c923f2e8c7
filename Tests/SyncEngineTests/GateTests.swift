import Git
import GitServers
import Hashing
import TestSupport
import Testing

@testable import SyncEngine

@Suite("The gate")
struct GateTests {
    /// Syncs a good commit, then `change`, and gives the report on the latter. The good one must stay.
    func report(
        on change: (GitRemote) throws -> String, _ configure: (inout SyncConfiguration) -> Void = { _ in }
    ) async throws -> CycleReport {
        let sync = try Sync()
        let good = try sync.remote.commit(["good.py": "x = 1\n"])
        #expect(await sync.once(configure).error == nil)
        let refused = try change(sync.remote)
        let report = await sync.once(configure)
        if report.error != nil {
            #expect(try sync.visibleCommit() == good)
            #expect(try sync.visibleFiles() == ["good.py": "x = 1\n"])
            #expect(try sync.leftovers() == [])
            #expect(report.wanted?.description == refused)
        }
        return report
    }

    @Test("refuses links out of the tree and names every one")
    func links() async throws {
        let report = try await report {
            try $0.commit(running: "ln -s /etc/passwd a; ln -s ../../x b; ln -s good.py c")
        }
        #expect(report.error?.refusals.map(\.path) == ["a", "b"])
        #expect(report.error?.failure == .refused)
        #expect(report.commit?.author.name == "Ada")
    }

    @Test("refuses what is too large, too much or too many")
    func limits() async throws {
        let large = try await report {
            try $0.commit(["big": String(repeating: "x", count: 1001)])
        } _: {
            $0.limits.fileSize = 1000
        }
        #expect(large.error?.refusals.map(\.description) == ["big: has 1001 bytes; --max-file-size allows 1000"])
        let much = try await report {
            try $0.commit(["a": "12345", "b": "12345"])
        } _: {
            $0.limits.totalSize = 15
        }
        #expect(much.error?.refusals.map(\.rule) == [.size])
        let many = try await report {
            try $0.commit(["a": "", "b": "", "c": ""])
        } _: {
            $0.limits.files = 3
        }
        #expect(many.error?.step == .verify || many.error?.refusals.map(\.rule) == [.count])
        #expect(many.error?.retry == .whenRefMoves)
    }

    static func manifest(_ files: [String: String]) -> String {
        let members = files.sorted { $0.key < $1.key }.map { path, content in
            #""\#(path)":{"sha256":"\#(SHA256.digest(of: content.utf8))","source":"pipelines/x.swift"}"#
        }
        return #"{"version":1,"model":"abc","files":{\#(members.joined(separator: ","))}}"#
    }

    @Test("holds a commit to its manifest")
    func manifest() async throws {
        let good = try await report {
            try $0.commit([
                "manifest.json": Self.manifest(["dags/a.py": "a", "b": ""]), "dags/a.py": "a", "b": "", "extra": "e",
            ])
        }
        #expect(good.error == nil, "\(String(describing: good.error))")
        let edited = try await report {
            try $0.commit(["manifest.json": Self.manifest(["dags/a.py": "a", "gone": "g"]), "dags/a.py": "edited"])
        }
        #expect(edited.error?.refusals.map(\.path) == ["dags/a.py", "gone"])
        #expect(edited.error?.refusals.map(\.rule) == [.manifest, .manifest])
        for broken in [
            "", "[]", #"{"version":1}"#, #"{"version":2,"files":{}}"#, #"{"version":1,"files":{"good.py":{}}}"#,
        ] {
            let report = try await report { try $0.commit(["manifest.json": broken]) }
            #expect(report.error?.refusals.map(\.path) == ["manifest.json"], "\(broken)")
        }
    }

    @Test("refuses changed Python files that do not compile, with their lines, and runs none of them")
    func python() async throws {
        let report = try await report {
            try $0.commit([
                "bad.py": "x = 1\ndef f(:\n    pass\n", "nul.py": "x = 1\0", "fine.py": "raise SystemExit('was run')\n",
                "text.txt": "def f(:",
            ])
        } _: {
            $0.treeGate = TreeGate(files: $0.files, python: "python3")
        }
        #expect(report.error?.refusals.count == 2)
        #expect(report.error?.refusals.first?.path == "bad.py:2")
        #expect(report.error?.refusals.map(\.rule) == [.syntax, .syntax])
    }

    @Test("asks the operator's command, which sees the new tree and the changed paths")
    func command() async throws {
        let folder = try TemporaryFolder()
        let script = try folder.script(
            "gate", "cat >&2; [ -e bad ] && { echo \"bad in $GITSYNC_HASH\"; exit 7; }; exit 0")
        let configure: (inout SyncConfiguration) -> Void = {
            $0.treeGate = TreeGate(
                files: $0.files, python: nil, commands: [GateCommand(path: script, timeLimit: .seconds(600))])
        }
        let refused = try await report(on: { try $0.commit(["bad": "x"]) }, configure)
        #expect(refused.error?.refusals.map(\.rule) == [.command])
        #expect(refused.error?.message.contains("bad in \(refused.wanted?.description ?? "-")") == true)
        #expect(try await report(on: { try $0.commit(["nice": "x"]) }, configure).error == nil)
    }

    @Test("does not take a command that hangs or cannot run for an answer", arguments: ["sleep 600", "missing"])
    func noAnswer(script: String) async throws {
        let folder = try TemporaryFolder()
        let path =
            script == "missing" ? folder.file("gate") : try folder.script("gate", "[ -e bad ] && \(script)\nexit 0")
        let sync = try Sync()
        try sync.remote.commit(["bad": "x"])
        let report = await sync.once {
            $0.treeGate = TreeGate(
                files: $0.files, python: nil, commands: [GateCommand(path: path, timeLimit: .milliseconds(200))])
        }
        #expect(report.error?.failure == .gateUnavailable)
        #expect(report.error?.retry == .backOff(atLeast: nil))
        #expect(try sync.visibleCommit() == nil)
    }

    @Test(
        "notices when a command changes the tree that it was asked about",
        arguments: ["echo x > planted", "chmod u+w a; echo x > a", "mv a b; cp b a; rm b", "rm -f a", "rm -f z"])
    func meddlingCommand(script: String) async throws {
        let folder = try TemporaryFolder()
        let path = try folder.script("gate", script)
        let sync = try Sync()
        try sync.remote.commit(["a": "x", "z": "x"])
        let report = await sync.once {
            $0.treeGate = TreeGate(
                files: $0.files, python: nil, commands: [GateCommand(path: path, timeLimit: .seconds(600))])
        }
        #expect(report.error?.message.contains("is not what was staged") == true, "\(String(describing: report.error))")
        #expect(report.error?.failure == .gateUnavailable)
        #expect(report.error?.failure.advice.contains("only read the tree") == true)
        #expect(try sync.visibleCommit() == nil)
    }

    @Test("lets a command in Python import what it is asked about, which leaves nothing in the tree")
    func importingCommand() async throws {
        let sync = try Sync()
        let script = try sync.directory.script(
            "gate", "exec python3 -c 'import sys; sys.path.insert(0, \"dags\"); import a'")
        let commit = try sync.remote.commit(["dags/a.py": "import b\n", "dags/b.py": "x = 1\n"])
        // A process of its own has none of the variables that a test may be run with.
        let daemon = try Daemon(
            [
                "--repo", sync.remote.path, "--ref", "main", "--root", sync.root.directory, "--link", "current",
                "--one-time", "--gate-command", script,
            ], log: sync.directory.file("log"))
        #expect(await daemon.exitCode() == 0)
        #expect(try !daemon.output().contains("not what was staged"))
        #expect(try sync.visibleCommit() == commit)
        #expect(try sync.visibleFiles().keys.sorted() == ["dags/a.py", "dags/b.py"])
    }

    @Test("looks at a refused commit once, and at the next one again")
    func quarantine() async throws {
        let sync = try Sync()
        let folder = try TemporaryFolder()
        let calls = folder.file("calls")
        let script = try folder.script("gate", "echo call >> \(calls)\n[ ! -e bad ]")
        var configuration = sync.configuration()
        configuration.treeGate = TreeGate(
            files: configuration.files, python: nil, commands: [GateCommand(path: script, timeLimit: .seconds(600))])
        let cycle = SyncCycle(configuration)
        try sync.remote.commit(["bad": "x"])
        for _ in 0..<3 { #expect(await cycle.run(.period).error?.failure == .refused) }
        #expect(try text(calls) == "call\n")
        let fixed = try sync.remote.commit(["bad": nil, "good": "x"])
        #expect(await cycle.run(.period).error == nil)
        #expect(try sync.visibleCommit() == fixed)
    }
}
