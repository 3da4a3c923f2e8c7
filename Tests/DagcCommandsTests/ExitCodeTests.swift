import Foundation
import TestSupport
import Testing

/// The built program, called as scripts call it. Codes and streams are a contract.
@Suite struct ExitCodeTests {
    @Test(arguments: [
        ["--help"], ["list"], ["list", "--json"], ["graph"], ["graph", "--format", "dot", "realtime_monitoring"],
        ["model"], ["explain", "DAGC001"], ["validate"],
        ["simulate", "realtime_monitoring", "--failing", "health_check"],
    ])
    func `what is done ends with 0, the result on standard output`(words: [String]) async throws {
        let result = try await DagcProgram.run(words)
        #expect(result.status == 0, "\(result.errors)")
        #expect(result.output.isEmpty == (words == ["validate"]))
    }

    @Test(arguments: [
        ["explain", "DAGC999"], ["list", "--environment", "moon"], ["graph", "no_such_pipeline"],
        ["simulate", "realtime_monitoring", "--failing", "no_such_task"],
        ["compile", "--check", "--out", "no-such-folder"], ["plan", "--against", "no-such-folder"],
        ["init", "x", "--dagc", "no-such-folder"],
    ])
    func `what cannot be done ends with 1, the reason on standard error`(words: [String]) async throws {
        let result = try await DagcProgram.run(words)
        #expect(result.status == 1)
        #expect(result.output.isEmpty && result.errors.hasPrefix("error: ") || words[0] == "compile")
        #expect(!result.errors.isEmpty)
    }

    @Test(arguments: [[], ["--verify"]])
    func `a folder that is not there is said to be missing, whatever Python there is`(options: [String]) async throws {
        let result = try await DagcProgram.run(["import", "no-such-folder"] + options)
        #expect(result.status == 1)
        #expect(result.errors.contains("there is no folder") && result.errors.contains("no-such-folder"))
    }

    @Test func `a plan with changes ends with 2, one without with 0`() async throws {
        let folder = try TemporaryFolder()
        #expect(try await DagcProgram.run(["plan", "--against", folder.path]).status == 2)
        #expect(try await DagcProgram.run(["compile", "--out", folder.path]).status == 0)
        #expect(try await DagcProgram.run(["plan", "--against", folder.path]).status == 0)
    }

    @Test(arguments: [
        [], ["complie"], ["compile", "--ouput", "x"], ["compile", "--airflow", "three"],
        ["simulate", "realtime_monitoring", "--branch", "route"],
        ["simulate", "realtime_monitoring", "--from", "soon"], ["graph", "--format", "png"], ["list", "surplus"],
    ])
    func `a command line that is not understood ends with 64`(words: [String]) async throws {
        let result = try await DagcProgram.run(words)
        #expect(result.status == 64)
        #expect(result.output.isEmpty)
        #expect(!result.errors.isEmpty)
    }

    @Test func `a misspelt command and option are answered with the nearest one`() async throws {
        #expect(try await DagcProgram.run(["complie"]).errors.contains("did you mean compile?"))
        #expect(try await DagcProgram.run(["compile", "--airflw", "3"]).errors.contains("did you mean --airflow?"))
    }

    @Test(arguments: [
        (["compile", "--check", "--airflow", "2.11"], "environment `production` has Airflow 3.3"),
        (["plan", "--environment", "airflow2", "--airflow", "3"], "environment `airflow2` has Airflow 2.11"),
        (["push", "--repo", "/none.git", "--airflow", "3.2"], "environment `production` has Airflow 3.3"),
        (["validate", "--airflow", "3"], "environment `airflow2` has Airflow 2.11"),
    ])
    func `another version than the environment has ends with 64, and the answer names that`(
        words: [String], answer: String
    ) async throws {
        let result = try await DagcProgram.run(words)
        #expect(result.status == 64)
        #expect(result.errors.contains(answer), "\(result.errors)")
    }

    @Test(arguments: ["3", "3.3"])
    func `the version that the environment has may be said`(version: String) async throws {
        let result = try await DagcProgram.run(["validate", "--environment", "production", "--airflow", version])
        #expect(result.status == 0, "\(result.errors)")
    }

    @Test func `a run that comes to a branch asks for the way in words of the command line`() async throws {
        let result = try await DagcProgram.run(["simulate", "customer_features"])
        #expect(result.status == 1)
        #expect(result.errors.contains("--branch react_to_drift=retrain or --branch"), "\(result.errors)")
    }

    @Test func `a misspelt name is answered with the nearest one`() async throws {
        for (words, meant) in [
            (["graph", "realtime_monitorng"], "realtime_monitoring"),
            (["list", "--environment", "prodution"], "production"),
            (["simulate", "realtime_monitoring", "--failing", "health_chek"], "health_check"),
        ] {
            let result = try await DagcProgram.run(words)
            #expect(result.status == 1 && result.errors.contains("did you mean `\(meant)`?"), "\(result.errors)")
        }
    }
}

/// `dagc` as the test build has made it, beside the test bundle.
enum DagcProgram {
    static func run(_ words: [String]) async throws -> Command.Result {
        try await Command(program: BuiltProgram.dagc.url).run(words)
    }
}
