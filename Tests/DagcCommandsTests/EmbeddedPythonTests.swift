import CodeModels
import Foundation
import System
import TestSupport
import Testing

@testable import DagcCommands

/// Programs in Python that come with the commands, run by the Python of this machine.
@Suite struct EmbeddedPythonTests {
    private static let told = EmbeddedPythonProgram(
        "start.py",
        Array(
            """
            import json, os, sys
            from beside import said

            print("a library says something")
            names = ("AIRFLOW_HOME", "AIRFLOW__CORE__LOAD_EXAMPLES", "TOKEN", "PYTHONDONTWRITEBYTECODE")
            print(json.dumps({
                "said": said, "words": sys.argv[1:], "input": sys.stdin.read(), "place": sys.path[0],
                **{name: os.environ.get(name, "none") for name in names},
            }))
            """.utf8), importing: [("beside.py", Array("said = 'by a module'".utf8))])

    @Test func `a program has its modules, arguments, variables and input, and leaves nothing behind`() async throws {
        let output = try await Self.told.run(
            by: "python3", ["one", "two words"], variables: ["TOKEN": "hidden"], input: Array("fed".utf8))
        let answer = try output.lastDocument()
        #expect(output.text.hasPrefix("a library says something\n"))
        #expect(answer["said"]?.string == "by a module")
        #expect(answer["words"] == ["one", "two words"])
        #expect(answer["input"]?.string == "fed")
        #expect(answer["TOKEN"]?.string == "hidden")
        #expect(answer["PYTHONDONTWRITEBYTECODE"]?.string == "1")
        let place = try #require(answer["place"]?.string)
        #expect(place.contains("/dagc-") && !FileManager.default.fileExists(atPath: place))
    }

    @Test func `an Airflow that is kept apart has a home in the folder of the program`() async throws {
        let apart = try await Self.told.run(by: "python3", keepingAirflowApart: true).lastDocument()
        let place = try #require(apart["place"]?.string)
        #expect(apart["AIRFLOW_HOME"]?.string == "\(place)/home")
        #expect(apart["AIRFLOW__CORE__LOAD_EXAMPLES"]?.string == "False")
    }

    @Test func `a program that is piped runs where it is told to, and is no file`() async throws {
        let folder = try TemporaryFolder()
        let program = EmbeddedPythonProgram(
            "piped.py", Array("import os, sys; print(os.getcwd(), sys.argv, repr(sys.path[0]))".utf8))
        let output = try await program.runPiped(by: "python3", ["--url"], in: folder.path)
        #expect(output.text == "\(folder.path) ['-', '--url'] ''\n")
    }

    @Test func `what goes wrong is told apart: no Python, a program that fails, one that says nothing`() async {
        let failing = EmbeddedPythonProgram(
            "failing.py", Array("import sys; print('why', file=sys.stderr); exit(3)".utf8))
        let silent = EmbeddedPythonProgram("silent.py", Array("import sys; print('hm', file=sys.stderr)".utf8))
        let absent = await #expect(throws: EmbeddedPythonError.self) {
            _ = try await failing.run(by: "/no/such/python")
        }
        guard case .notStarted(let reason)? = absent else {
            Issue.record("\(String(describing: absent))")
            return
        }
        #expect(reason.program == "/no/such/python")
        let failure = await #expect(throws: EmbeddedPythonError.self) { _ = try await failing.run(by: "python3") }
        guard case .failed(.exit(3), "why\n")? = failure else {
            Issue.record("\(String(describing: failure))")
            return
        }
        let silence = await #expect(throws: EmbeddedPythonError.self) {
            _ = try await silent.run(by: "python3").lastDocument()
        }
        guard case .silent("hm\n")? = silence else {
            Issue.record("\(String(describing: silence))")
            return
        }
    }
}
