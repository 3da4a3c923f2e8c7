import CommandLine
import Foundation

/// `dagc inventory`: what a live Airflow holds, by name, for checks that do not reach it.
struct InventoryCommand: Command {
    static let url = Option<String?>.optional(
        "url", as: "URL", environment: ["DAGC_AIRFLOW_URL"],
        "ask the REST API of the Airflow there, with DAGC_AIRFLOW_USER and DAGC_AIRFLOW_PASSWORD, or "
            + "DAGC_AIRFLOW_TOKEN")
    static let out = Option<String?>.optional("out", as: "FILE", "write it to a file; by default it is printed")
    static let script = Option.flag(
        "script", "print the Python program that makes it, to run it where Airflow is, such as in its pod")

    static let syntax = CommandSyntax(
        "dagc inventory", "Write down what a live Airflow holds, by name",
        options: [url, ValidateCommand.python, out, script],
        footer: """
            Connections with their types, pools with their slots, names of variables, and versions of Airflow and its \
            providers; no address, no secret, no value. Without --url, the Airflow of --airflow-python is read, with its \
            own settings and database. An API does not list connections and variables of a secrets backend or of \
            Airflow's own environment, so that they will be missed. `--inventory FILE` of compile, validate and plan holds environments against it.
            In a cluster: `dagc inventory --script | kubectl exec -i deploy/scheduler -- python - > inventory.json`.
            Exit codes: 0 done, 1 there is no Airflow to ask, 64 usage.
            """)

    /// What Airflow's Python runs.
    static let program = EmbeddedPythonProgram("export_inventory.py", PackageResources.export_inventory_py)

    static func run(_ arguments: ParsedArguments, _ context: CommandContext) async throws -> ExitCode {
        if try arguments.value(script) {
            context.console.print(program.text)
            return .success
        }
        let python = try arguments.value(ValidateCommand.python)
        let address = try arguments.value(url).map { ["--url", $0] } ?? []
        let written: String
        do { written = try await program.runPiped(by: python, address, in: context.folder).text } catch {
            throw InventoryUnavailable(python: python, errors: "\(error)")
        }
        guard let file = try arguments.value(out).map(context.path) else {
            context.console.print(written)
            return .success
        }
        try Data(written.utf8).write(to: URL(filePath: file), options: .atomic)
        let inventory = try Inventory(readingFrom: file)
        context.console.print(
            "\(inventory.connections.count) connections, \(inventory.pools.count) pools, \(inventory.variables.count) "
                + "variables and \(inventory.providers.count) providers of Airflow \(inventory.airflow) in \(file)")
        return .success
    }
}

/// No Airflow could be asked.
struct InventoryUnavailable: Error, CustomStringConvertible {
    let python: String
    let errors: String

    var description: String {
        "`\(python)` could not read an Airflow; name its Python with --airflow-python, or its address with --url\n"
            + String(errors.suffix(2000))
    }
}
