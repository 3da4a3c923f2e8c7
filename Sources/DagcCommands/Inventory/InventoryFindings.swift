import Compilation
import Compiler
import Diagnostics
import PipelineModel
import Workspace

/// What an environment counts on and the Airflow that stands behind it does not have.
struct InventoryFindings {
    private let inventory: Inventory
    private let compilation: Compilation
    private let place: SourceLocation?

    /// Days after which much may have changed.
    private static let freshDays = 30

    /// - Parameter place: where the environment is declared.
    static func report(
        _ inventory: Inventory, of compilation: Compilation, at place: SourceLocation?, now: UnixTime
    ) -> DiagnosticReport {
        guard case .airflow(let setting) = compilation.environment.orchestrator else { return DiagnosticReport() }
        let findings = InventoryFindings(inventory: inventory, compilation: compilation, place: place)
        var report = DiagnosticReport()
        findings.checkAge(now, &report)
        findings.checkVersion(setting.version.rawValue, &report)
        findings.checkConnections(&report)
        findings.checkPools(&report)
        findings.checkVariables(&report)
        findings.checkProviders(&report)
        return report
    }

    private var name: String { compilation.environment.name }

    private func checkAge(_ now: UnixTime, _ report: inout DiagnosticReport) {
        let days = (now.seconds - inventory.exported.seconds) / 86_400
        guard days > Self.freshDays else { return }
        report.add(
            .oldInventory, "the inventory of environment `\(name)` was written \(days) days ago", at: place,
            fix: "write it anew with `dagc inventory`")
    }

    private func checkVersion(_ version: String, _ report: inout DiagnosticReport) {
        guard inventory.airflow != version, !inventory.airflow.hasPrefix("\(version).") else { return }
        report.add(
            .otherInInventory,
            "environment `\(name)` is declared for Airflow \(version), and what runs there is \(inventory.airflow)",
            at: place, fix: "declare the version that runs there, or hand over the inventory of this environment")
    }

    private func checkConnections(_ report: inout DiagnosticReport) {
        for connection in compilation.environment.data.connections {
            guard let type = inventory.connections[connection.id] else {
                guard !inventory.hasSecretsBackend else { continue }
                missing("connection `\(connection.id)`", "connections.json", &report)
                continue
            }
            guard type != connection.type, !type.isEmpty else { continue }
            report.add(
                .otherInInventory,
                "connection `\(connection.id)` of environment `\(name)` is declared as `\(connection.type)`, and Airflow "
                    + "has it as `\(type)`",
                at: place, fix: "declare it as what it is, or change its type in Airflow")
        }
    }

    private func checkPools(_ report: inout DiagnosticReport) {
        for pool in compilation.environment.orchestrator.pools {
            guard let slots = inventory.pools[pool.name] else {
                missing("pool `\(pool.name)`", "pools.json", &report)
                continue
            }
            guard slots != pool.slots, slots >= 0 else { continue }
            report.add(
                .otherInInventory,
                "pool `\(pool.name)` of environment `\(name)` is declared with \(pool.slots) slots, and Airflow has it with "
                    + "\(slots)",
                at: place, fix: "declare as many as it has, or import `airflow/pools.json`")
        }
    }

    private func checkVariables(_ report: inout DiagnosticReport) {
        guard !inventory.hasSecretsBackend else { return }
        for variable in compilation.environment.data.variables where !inventory.variables.contains(variable) {
            missing("variable `\(variable)`", "variables.json", &report)
        }
    }

    private func missing(_ what: String, _ file: String, _ report: inout DiagnosticReport) {
        report.add(
            .missingInInventory, "Airflow has no \(what), which environment `\(name)` counts on", at: place,
            fix: "add it there, for which `airflow/\(file)` is a beginning, or take it out of the environment")
    }

    private func checkProviders(_ report: inout DiagnosticReport) {
        guard let artifacts = compilation.artifacts else { return }
        var asked: [ProviderNeed: String] = [:]
        for artifact in artifacts.artifacts where artifact.path.text.hasSuffix(".py") {
            for need in ProviderNeed.needs(of: artifact) where asked[need] == nil { asked[need] = artifact.path.text }
        }
        for (need, path) in asked.sorted(by: { $0.key < $1.key }) {
            let version = inventory.providers[need.package]
            if let version, need.isMet(by: version) { continue }
            let present = version.map { "Airflow has version \($0) of it" } ?? "Airflow does not have it"
            let wanted = need.version.map { " \($0) or later" } ?? ""
            report.add(
                .missingProvider,
                "`\(path)` imports from `\(need.package)`\(wanted), and \(present)", at: place,
                fix: "install it where Airflow runs, as the requirements of its image say")
        }
    }
}
