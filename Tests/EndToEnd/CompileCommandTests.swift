import Foundation
import TestSupport
import Testing

@Suite struct CompileCommandTests {
    @Test func `the committed files are what the pipelines compile to`() async throws {
        let out = TestEnvironment.package.appending(path: "generated").path
        let result = try await BuiltProgram.dagc.call("compile", "--check", "--out", out).run()
        #expect(result.status == 0, "\(result.errors)")
    }

    @Test func `the committed machines are what the pipelines compile to for AWS`() async throws {
        let out = TestEnvironment.package.appending(path: "generated/aws").path
        let result = try await BuiltProgram.dagc.call("compile", "--check", "--environment", "aws", "--out", out).run()
        #expect(result.status == 0, "\(result.errors)")
    }

    @Test func `compiling twice writes the same bytes and changes nothing the second time`() async throws {
        try await withTemporaryFolder { folder in
            let (first, second) = (folder.appending(path: "a"), folder.appending(path: "b"))
            for out in [first, second, second] {
                try await BuiltProgram.dagc.call("compile", "--out", out.path).succeed()
            }
            let again = try await BuiltProgram.dagc.call("compile", "--out", second.path).succeed()
            #expect(again.output.hasSuffix("is up to date\n") && !again.output.contains("+ "))
            #expect(try contents(of: first) == contents(of: second))
        }
    }

    @Test func `a file that was changed by hand is not overwritten unless asked for`() async throws {
        try await withTemporaryFolder { folder in
            let compile = { (flags: [String]) in
                let call = BuiltProgram.dagc.call("compile", "--out", folder.path)
                return try await Command(
                    program: call.program, arguments: call.arguments + flags, environment: call.environment
                ).run()
            }
            #expect(try await compile([]).status == 0)
            let dag = folder.appending(path: "airflow/dags/realtime_monitoring.py")
            let generated = try String(contentsOf: dag, encoding: .utf8)
            try (generated + "# mine\n").write(to: dag, atomically: true, encoding: .utf8)

            let refused = try await compile([])
            #expect(refused.status == 1 && refused.errors.contains("airflow/dags/realtime_monitoring.py"))
            #expect(refused.errors.contains("[DAGC150]"))
            #expect(try String(contentsOf: dag, encoding: .utf8).hasSuffix("# mine\n"))
            #expect(try await compile(["--check"]).status == 1)
            #expect(try await compile(["--overwrite"]).status == 0)
            #expect(try String(contentsOf: dag, encoding: .utf8) == generated)
        }
    }

    @Test func `generated DAGs import on Airflow 2 and 3 without a warning`() async throws {
        for (environment, installation, count) in [
            ("airflow2", PythonEnvironment.airflow2, 30), ("production", .airflow3, 36), ("local", .airflow3, 36),
        ] {
            let python = try installation.program("python").path
            let result = try await BuiltProgram.dagc.call(
                "validate", "--with-airflow", "--environment", environment, "--airflow-python", python
            ).run()
            #expect(result.status == 0 && result.errors.contains("\(count) DAGs imported"), "\(result.errors)")
        }
    }

    private func contents(of folder: URL) throws -> [String: Data] {
        let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
        var contents: [String: Data] = [:]
        for name in names { contents[name] = FileManager.default.contents(atPath: folder.appending(path: name).path) }
        return contents
    }
}
