import Diagnostics
import PipelineModel

/// What operations name is there, once, and has a name that monitoring takes.
enum OperationsNamesExist: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        guard let operations = project.model.environment.operations else { return }
        let names = Set(operations.components.map(\.name))
        checkComponents(project, operations, names, &report)
        checkUses(project, operations, names, &report)
        checkNames(project, operations, &report)
    }

    private static func checkComponents(
        _ project: CheckContext, _ operations: OperationsModel, _ names: Set<String>, _ report: inout DiagnosticReport
    ) {
        var seen: Set<String> = []
        var behind: [String: String] = [:]
        for component in operations.components {
            if !seen.insert(component.name).inserted {
                unknown(
                    project, "two components are called `\(component.name)`", "give one of them another name", &report)
            }
            for other in component.dependencies + [component.measuredBy].compactMap(\.self) where !names.contains(other)
            {
                unknown(
                    project, "component `\(component.name)` needs `\(other)`, which is not there",
                    suggestion(for: other, among: names) ?? "add the component, or name another", &report)
            }
            for connection in component.connections {
                if !project.model.environment.hasConnection(connection) {
                    unknown(
                        project, "component `\(component.name)` serves connection `\(connection)`, which is not there",
                        "add the connection to the environment", &report)
                }
                if let other = behind[connection] {
                    unknown(
                        project, "`\(other)` and `\(component.name)` both serve connection `\(connection)`",
                        "leave it to the one that the connection leads to", &report)
                }
                behind[connection] = component.name
            }
        }
    }

    private static func checkUses(
        _ project: CheckContext, _ operations: OperationsModel, _ names: Set<String>, _ report: inout DiagnosticReport
    ) {
        let used = operations.thresholds.throughput.map(\.component) + operations.maintenance.flatMap(\.components)
        for name in Set(used).sorted() where !names.contains(name) {
            unknown(
                project, "there is no component `\(name)`",
                suggestion(for: name, among: names) ?? "add the component, or name another", &report)
        }
        let ids = Set(project.model.pipelines.map(\.id))
        for id in Set(operations.maintenance.flatMap(\.pipelines)).sorted() where !ids.contains(id) {
            unknown(
                project, "there is no pipeline `\(id)`",
                suggestion(for: id, among: ids) ?? "name one of the environment's", &report)
        }
        for hours in operations.hours + operations.maintenance.map(\.hours) {
            if ZoneRules(hours.zone) == nil {
                unknown(project, "`\(hours.zone)` is no time zone", "name one of the IANA database", &report)
            }
            if hours.from >= hours.to || hours.weekdays.isEmpty {
                unknown(
                    project, "the hours `\(hours.name)` have no time in them",
                    "let them end after they start, on one day at least", &report)
            }
        }
    }

    private static func checkNames(
        _ project: CheckContext, _ operations: OperationsModel, _ report: inout DiagnosticReport
    ) {
        for component in operations.components {
            if !component.name.isHostName {
                bad(
                    project, "`\(component.name)` is no name for a component", "use letters, digits and dashes", &report
                )
            }
            for metric in component.metrics {
                for name in [metric.name] + metric.labels where !name.isMetricName {
                    bad(
                        project, "`\(name)` of component `\(component.name)` is no name of a metric or label",
                        "use letters, digits and underscores", &report)
                }
            }
            for alert in component.alerts where !alert.name.isMetricName {
                bad(
                    project, "`\(alert.name)` of component `\(component.name)` is no name of an alert",
                    "use letters, digits and underscores", &report)
            }
        }
    }

    private static func unknown(
        _ project: CheckContext, _ message: String, _ fix: String, _ report: inout DiagnosticReport
    ) {
        report.add(.unknownInOperations, message, at: project.operations, fix: fix)
    }

    private static func bad(
        _ project: CheckContext, _ message: String, _ fix: String, _ report: inout DiagnosticReport
    ) {
        report.add(.badOperationsName, message, at: project.operations, fix: fix)
    }
}

extension String {
    fileprivate var isMetricName: Bool {
        guard let first = utf8.first, !(48...57).contains(first) else { return false }
        return utf8.allSatisfy {
            (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) || $0 == UInt8(ascii: "_")
        }
    }

    /// Source: https://www.rfc-editor.org/rfc/rfc1123#section-2
    fileprivate var isHostName: Bool {
        guard let first = utf8.first, let last = utf8.last, utf8.count <= 63 else { return false }
        let dash = UInt8(ascii: "-")
        return first != dash && last != dash
            && utf8.allSatisfy { (48...57).contains($0) || (97...122).contains($0) || $0 == dash }
    }
}
