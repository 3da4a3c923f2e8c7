import CommandLine
import DagDSL
import Foundation
import Testing

@testable import DagcCommands

@Suite(
    "Sealed secrets",
    .enabled(if: SealedFolderUnderTest.hasPython, "no Python of Tests/Environments/kubernetes.txt"))
struct SecretsTests {
    @Test("open with the controller's key under their own name, and hold what was handed over")
    func open() async throws {
        try await SealedFolderUnderTest.use { test in
            try test.write("data/clickhouse-users/password", "canary-7d1e\n")
            #expect(await test.run("seal", "--certificate", "cert.pem", "--values", "values") == .success)
            let opened = try test.open("data/clickhouse-users")
            #expect(opened.status == 0 && opened.output.contains(#""password": "canary-7d1e""#), "\(opened.output)")
            // No byte that was written or printed holds the value.
            #expect(try test.filesHolding("canary-7d1e", besides: "values") == [])
        }
    }

    @Test(
        "do not open under another name or in another namespace",
        arguments: ["data/other", "other/clickhouse-users", ""])
    func doNotOpen(label: String) async throws {
        try await SealedFolderUnderTest.use { test in
            try test.write("data/clickhouse-users/password", "x")
            #expect(await test.run("seal", "--certificate", "cert.pem", "--values", "values") == .success)
            #expect(try test.open("data/clickhouse-users", label: label).status != 0)
        }
    }

    @Test("of a wider scope say so, and open as far as it", arguments: [("namespace", "data"), ("cluster", "")])
    func ofWiderScope(scope: String, label: String) async throws {
        try await SealedFolderUnderTest.use { test in
            try test.write("data/clickhouse-users/password", "x")
            #expect(
                await test.run("seal", "--certificate", "cert.pem", "--values", "values", "--scope", scope) == .success)
            let opened = try test.open("data/clickhouse-users", label: label)
            #expect(opened.status == 0 && opened.output.contains("\(scope)-wide\": \"true"), "\(opened.output)")
        }
    }

    @Test("that did not change are not sealed again, and those that did are")
    func stayAsTheyAre() async throws {
        try await SealedFolderUnderTest.use { test in
            try test.write("data/clickhouse-users/password", "first")
            let seal = ["seal", "--certificate", "cert.pem", "--values", "values"]
            #expect(await test.run(seal) == .success)
            let before = try test.sealed("data/clickhouse-users")
            #expect(await test.run(seal) == .success)
            #expect(try test.sealed("data/clickhouse-users") == before)
            try test.write("data/clickhouse-users/password", "second")
            #expect(await test.run(seal) == .success)
            #expect(try test.sealed("data/clickhouse-users") != before)
        }
    }

    @Test("are missed before they are sealed, fresh for 90 days, and old then")
    func areMissed() async throws {
        try await SealedFolderUnderTest.use { test in
            let at = { (day: String) in ["check", "--at", day] }
            #expect(await test.run(at("2026-01-01")) == .failure)
            try test.write("data/clickhouse-users/password", "x")
            #expect(
                await test.run("seal", "--certificate", "cert.pem", "--values", "values", "--at", "2026-01-01")
                    == .success)
            #expect(await test.run(at("2026-03-31")) == .success)
            #expect(await test.run(at("2026-04-03")) == .failure)
        }
    }

    @Test("that nobody expects, or that are not whole, are refused")
    func areRefused() async throws {
        try await SealedFolderUnderTest.use { test in
            try test.write("data/clickhouse-users/passwrd", "x")
            #expect(await test.run("seal", "--certificate", "cert.pem", "--values", "values") == .failure)
            #expect(!FileManager.default.fileExists(atPath: "\(test.folder)/sealed"))
        }
    }
}

/// A folder with a certificate, and a project that expects one secret.
struct SealedFolderUnderTest {
    let folder: String

    struct Expecting: Project {
        let name: Name = "expecting"
        let start = Day(2026, 1, 1)
        let environments: [DagDSL.Environment] = [
            DagDSL.Environment(
                "test", orchestrator: .airflow(.v3_3, tree: "/dags"),
                cluster: .kubernetes(
                    Connection("kubernetes_default", .kubernetes), namespace: "jobs",
                    installing: Installation(
                        profiles: [Profile("all", memory: .gibibytes(8))],
                        workers: WorkerLimit(1, memory: .mebibytes(256), cpu: .milli(100)),
                        sync: .dagSync("https://git.example.com/dags.git", image: "dag-sync:1"))),
                components: [.clickHouse()],
                operations: Operations(team: .team("tests"), runbooks: "https://example.com/runbooks"))
        ]
    }

    static let package = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    static let python = package.appending(path: ".environments/kubernetes/bin/python").path

    static var hasPython: Bool { FileManager.default.isExecutableFile(atPath: python) }

    static func use(_ body: (SealedFolderUnderTest) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "dagc-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let test = SealedFolderUnderTest(folder: folder)
        defer {
            do { try FileManager.default.removeItem(atPath: folder) } catch { print("left behind: \(folder)") }
        }
        let made = try test.call(
            "/usr/bin/openssl",
            [
                "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=controller", "-keyout",
                "\(folder)/key.pem", "-out", "\(folder)/cert.pem",
            ])
        try #require(made.status == 0, "\(made.output)")
        try await body(test)
    }

    func write(_ path: String, _ value: String) throws {
        let file = "\(folder)/values/\(path)"
        try FileManager.default.createDirectory(
            atPath: (file as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
        try Data(value.utf8).write(to: URL(filePath: file))
    }

    func run(_ words: String...) async -> ExitCode { await run(words) }

    func run(_ words: [String]) async -> ExitCode {
        let catalog = Catalog(project: Expecting(), pipelines: [], pythonFiles: [])
        return await Dagc.run(["secrets"] + words, CommandContext(catalog: catalog, folder: folder, variables: [:]))
    }

    func sealed(_ secret: String) throws -> String {
        try String(contentsOfFile: "\(folder)/sealed/\(secret).yaml", encoding: .utf8)
    }

    func open(_ secret: String, label: String? = nil) throws -> (status: Int32, output: String) {
        let script = Self.package.appending(path: "Tests/DagcCommandsTests/open_sealed.py").path
        return try call(
            Self.python,
            [script, "\(folder)/key.pem", "\(folder)/sealed/\(secret).yaml"] + [label].compactMap(\.self))
    }

    /// Files below the folder, hidden ones too, in which a text stands, also when it is written in base 64.
    func filesHolding(_ text: String, besides: String) throws -> [String] {
        let all = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
        return all.filter { path in
            guard !path.hasPrefix(besides), let data = FileManager.default.contents(atPath: "\(folder)/\(path)") else {
                return false
            }
            let encoded = Data(text.utf8).base64EncodedData()
            return data.range(of: Data(text.utf8)) != nil || data.range(of: encoded) != nil
        }
    }

    private func call(_ program: String, _ arguments: [String]) throws -> (status: Int32, output: String) {
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: output, as: UTF8.self))
    }
}
