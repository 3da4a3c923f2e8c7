import CommandLine
import Compilation
import Compiler
import DagDSL
import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import DagcCommands

@Suite struct InventoryTests {
    /// As far as the environment below goes, nothing is missing.
    private static let whole = """
        {"format": 1, "exported": "2026-03-01T00:00:00Z", "airflow": "3.3.2", "secrets_backend": false,
         "connections": {"api": "http", "mail": "smtp"}, "pools": {"default_pool": 128, "writes": 4},
         "variables": ["bucket"],
         "providers": {"apache-airflow-providers-standard": "1.21.0", "apache-airflow-providers-http": "6.3.0",
                       "apache-airflow-providers-smtp": "3.2.0"}}
        """

    @Test func `an Airflow that has what the environment counts on gives no finding`() throws {
        #expect(try findings(Self.whole) == [])
    }

    @Test(arguments: [
        (#""api": "http", "#, "", "DAGC218 Airflow has no connection `api`"),
        (
            #""api": "http""#, #""api": "postgres""#,
            "DAGC219 connection `api` of environment `live` is declared as `http`"
        ),
        (#", "writes": 4"#, "", "DAGC218 Airflow has no pool `writes`"),
        (#""writes": 4"#, #""writes": 2"#, "DAGC219 pool `writes` of environment `live` is declared with 4 slots"),
        (#""bucket""#, "", "DAGC218 Airflow has no variable `bucket`"),
        (
            #""3.3.2""#, #""3.1.0""#,
            "DAGC219 environment `live` is declared for Airflow 3.3, and what runs there is 3.1.0"
        ),
        (#""apache-airflow-providers-http": "6.3.0","#, "", "DAGC223 `airflow/dags/asks.py` imports from"),
        (
            #""1.21.0""#, #""1.4.1""#,
            "DAGC223 `airflow/dags/asks.py` imports from `apache-airflow-providers-standard` 1.8.0"
        ),
        ("2026-03-01", "2026-01-01", "DAGC224 the inventory of environment `live` was written 60 days ago"),
    ])
    func `what is missing, other or old is told`(present: String, changed: String, told: String) throws {
        #expect(Self.whole.contains(present))
        let found = try findings(Self.whole.replacing(present, with: changed))
        #expect(found.count == 1 && found[0].hasPrefix(told), "\(found)")
    }

    @Test func `where a secrets backend may hold connections and variables, none is missed`() throws {
        let text = Self.whole.replacing(#""secrets_backend": false"#, with: #""secrets_backend": true"#)
            .replacing(#""api": "http", "#, with: "").replacing(#""bucket""#, with: "")
        #expect(try findings(text) == [])
    }

    @Test(arguments: ["", "[]", "{}", #"{"format": 2}"#, #"{"format": 1, "exported": "yesterday"}"#])
    func `a file that is no inventory is refused with the reason`(text: String) throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(text, to: "inventory.json")
        let error = #expect(throws: InventoryError.self) { try Inventory(readingFrom: path) }
        #expect(error?.description.contains(path) == true)
    }

    @Test func `validate holds one environment against an inventory, and not several`() async throws {
        let folder = try TemporaryFolder()
        let context = CommandContext(
            catalog: Catalog(
                project: Two(), pipelines: [CatalogEntry(Asks(), source: "a.swift", path: "a.swift", line: 1)]),
            folder: folder.path, variables: ["DAGC_INVENTORY": try folder.write(Self.whole, to: "inventory.json")])
        #expect(await Dagc.run(["validate"], context) == .usage)
        #expect(await Dagc.run(["validate", "--environment", "live"], context) == .success)
        #expect(await Dagc.run(["validate", "--environment", "other"], context) == .failure)
    }

    private func findings(_ text: String) throws -> [String] {
        let folder = try TemporaryFolder()
        let inventory = try Inventory(readingFrom: folder.write(text, to: "inventory.json"))
        let catalog = Catalog(
            project: Live(), pipelines: [CatalogEntry(Asks(), source: "a.swift", path: "a.swift", line: 1)])
        let environment = Live().environments[0]
        let compilation = Compilation.run(catalog, for: environment.model)
        #expect(compilation.report.diagnostics.isEmpty, "\(compilation.report)")
        let now = try #require(UnixTime(iso8601: "2026-03-02"))
        return InventoryFindings.report(inventory, of: compilation, at: environment.location, now: now).sorted.map {
            "\($0.code.id) \($0.message)"
        }
    }
}

private struct Live: Project {
    let name: Name = "live"
    let start = Day(2026, 1, 1)
    let environments = [
        Environment(
            "live",
            orchestrator: .airflow(.v3_3, tree: "/dags", pools: [PoolSetting(Pool("writes"), slots: 4, for: "writes")]),
            data: DataPlatform(
                connections: [Connection("api", .http), Connection("mail", .smtp)], variables: [Variable("bucket")]))
    ]
}

private struct Two: Project {
    let name: Name = "two"
    let start = Day(2026, 1, 1)
    let environments =
        Live().environments + [
            Environment(
                "other", orchestrator: .airflow(.v3_3, tree: "/dags"),
                data: DataPlatform(
                    connections: [Connection("api", .http), Connection("mail", .smtp), Connection("store", .http)]))
        ]
}

private struct Asks: Pipeline {
    let id: PipelineID = "asks"
    let schedule: Schedule = .daily(at: "04:00", in: .utc)
    let owner: Owner = .team("tests")

    var flow: some Flow {
        Approval("ask", "Go on?").expected(within: .hours(1))
            >>> HTTPRequest("load", .get, Connection("api", .http), path: "/v1")
            >>> EmailMessage(
                "tell", to: ["a@example.com"], subject: "Done", html: "Done", by: Connection("mail", .smtp))
    }
}

/// What real Airflows of both versions are asked, where they are installed.
@Suite struct InventoryExportTests {
    @Test(
        "names what a real Airflow holds and none of its values", .slow,
        arguments: [PythonEnvironment.airflow2, .airflow3])
    func export(environment: PythonEnvironment) async throws {
        let home = try TemporaryFolder()
        var variables = ProcessInfo.processInfo.environment
        variables["AIRFLOW_HOME"] = home.path
        variables["AIRFLOW__CORE__LOAD_EXAMPLES"] = "False"
        variables["AIRFLOW_CONN_BY_VARIABLE"] = "http://user:hunter2@example.com"
        variables["AIRFLOW_VAR_BY_VARIABLE"] = "hunter2"
        let setup = """
            set -e
            airflow db migrate
            airflow connections add warehouse --conn-type http --conn-login etl --conn-password hunter2 --conn-host db
            airflow pools set writes 4 'for writes'
            airflow variables set bucket hunter2
            """
        let folder = environment.folder.appending(path: "bin").path
        variables["PATH"] = "\(folder):\(variables["PATH"] ?? "/usr/bin:/bin")"
        let shell = Command(program: URL(filePath: "/bin/sh"), arguments: ["-c", setup], environment: variables)
        try await shell.succeed()
        let script = try home.write(InventoryCommand.program.text, to: "export.py")
        let export = Command(program: try environment.program("python"), arguments: [script], environment: variables)
        let output = try await export.succeed().output
        #expect(!output.contains("hunter2"))
        let inventory = try Inventory(readingFrom: home.write(output, to: "inventory.json"))
        #expect(inventory.connections["warehouse"] == "http" && inventory.connections["by_variable"] == "http")
        #expect(inventory.pools["writes"] == 4 && inventory.pools["default_pool"] != nil)
        #expect(inventory.variables == ["bucket", "by_variable"])
        #expect(inventory.providers["apache-airflow-providers-http"] != nil && !inventory.hasSecretsBackend)
        #expect(inventory.airflow.hasPrefix(environment == .airflow2 ? "2.11" : "3."))
    }
}
