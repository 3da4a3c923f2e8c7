import Foundation
import TestSupport
import Testing

/// What a newcomer does first, with the package that `dagc init` makes.
@Suite struct NewPackageTests {
    @Test func `a new package compiles, is tested, changed and corrected`() async throws {
        let package = try await NewPackage()
        let first = try await package.swift("run", "--quiet", "new-package", "compile")
        #expect(first.status == 0, "\(first.errors)")
        #expect(try package.text("generated/airflow/dags/daily_orders.py").contains("task_id=\"choose_load\""))
        let tested = try await package.swift("test")
        #expect(tested.status == 0, "\(tested.output.suffix(4000))\(tested.errors.suffix(4000))")

        try package.replace("loading what is new", with: "loading the news")
        try package.add("Weekly.swift", Self.secondPipeline)
        let second = try await package.swift("run", "--quiet", "new-package", "compile")
        #expect(second.output.contains("~ airflow/dags/daily_orders.py"))
        #expect(second.output.contains("+ airflow/dags/weekly.py"), "\(second.errors)")

        try package.add("dbt/orders/target/manifest.json", #"{"metadata": {}, "nodes": {}, "sources": {}}"#)
        try package.add("dbt/orders/models/orders.sql", "select 1\n")
        try package.add("python/report.py", "def summarise(day: str) -> None: ...\n")
        let beside = try await package.swift("build")
        // Of files that belong to no target, and of folders that are excluded and not there.
        #expect(beside.status == 0 && !(beside.output + beside.errors).contains("warning: 'new-package'"), "\(beside)")

        try package.replace("fetch >>> load >>> report", with: "fetch >>> load >>> report >>> fetch")
        let third = try await package.swift("run", "--quiet", "new-package", "compile")
        #expect(third.status == 1)
        #expect(third.errors.contains("pipelines/DailyOrders.swift:22:"), "\(third.errors)")
        #expect(third.errors.contains("[DAGC001]"))
        #expect(try !package.text("generated/airflow/dags/daily_orders.py").contains("report >> fetch"))
    }

    @Test func `files that are there are left as they are`() async throws {
        try await withTemporaryFolder { folder in
            try Data("mine\n".utf8).write(to: folder.appending(path: "README.md"))
            let call = BuiltProgram.dagc.call("init", folder.path, "--name", "orders")
            let result = try await call.succeed()
            #expect(result.output.contains("= README.md exists and is left as it is"))
            #expect(result.output.contains("+ Package.swift"))
            #expect(try String(contentsOf: folder.appending(path: "README.md"), encoding: .utf8) == "mine\n")
        }
    }

    @Test func `a URL is a dependency by its branch and a name that no command can have is refused`() async throws {
        try await withTemporaryFolder { folder in
            let url = "https://example.com/data/dagc-fork.git"
            let call = BuiltProgram.dagc.call("init", folder.appending(path: "orders").path, "--dagc", url)
            try await call.succeed()
            let manifest = try String(contentsOf: folder.appending(path: "orders/Package.swift"), encoding: .utf8)
            #expect(manifest.contains(".package(url: \"\(url)\", branch: \"main\")"))
            #expect(manifest.contains("package: \"dagc-fork\""))

            for name in ["dagc", "2024", "my orders"] {
                let refused = try await BuiltProgram.dagc.call("init", folder.path, "--name", name).run()
                #expect(refused.status == 1 && refused.errors.contains("--name"))
            }
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["orders"])
        }
    }

    private static let secondPipeline = """
        import DagDSL

        struct Weekly: Pipeline {
            let id: PipelineID = "weekly"
            let schedule: Schedule = .weekly(on: .monday, at: "06:00", in: .utc)
            let owner: Owner = .team("data")

            var flow: some Flow {
                Bash("sum_up", "echo the week of \\(.windowStart)")
            }
        }

        """
}

/// A package made anew for each run; what was built of it is kept, so that it builds quickly.
private struct NewPackage {
    private let folder = TestEnvironment.package.appending(path: ".build/new-package")

    init() async throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) where name != ".build" {
            try FileManager.default.removeItem(at: folder.appending(path: name))
        }
        try await BuiltProgram.dagc.call("init", folder.path).succeed()
    }

    func text(_ path: String) throws -> String {
        try String(contentsOf: folder.appending(path: path), encoding: .utf8)
    }

    func replace(_ text: String, with other: String) throws {
        let file = folder.appending(path: "pipelines/DailyOrders.swift")
        let before = try String(contentsOf: file, encoding: .utf8)
        precondition(before.contains(text), "`\(text)` stands in the template")
        try before.replacing(text, with: other).write(to: file, atomically: true, encoding: .utf8)
    }

    func add(_ name: String, _ text: String) throws {
        let file = folder.appending(path: "pipelines/\(name)")
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try text.write(to: file, atomically: true, encoding: .utf8)
    }

    /// A command of SwiftPM in the package, with this machine's programs and libraries.
    func swift(_ arguments: String...) async throws -> Command.Result {
        let environment = ProcessInfo.processInfo.environment
        return try await Command(
            program: URL(filePath: "/bin/sh"),
            arguments: ["-c", "cd \"$0\" && exec swift \"$@\"", folder.path] + arguments,
            environment: [
                "PATH": environment["PATH"] ?? "/usr/bin:/bin", "HOME": environment["HOME"] ?? "/",
            ]
        ).run()
    }
}
