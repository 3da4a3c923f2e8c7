import Diagnostics
import PipelineModel

/// A cluster can run each component as it is described, and its objects are what they say.
enum ComponentsAreInstallable: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        guard let operations = project.model.environment.operations,
            case .kubernetes(let platform)? = project.model.environment.cluster, platform.installation != nil
        else { return }
        for component in operations.components where component.runsAs != .external {
            for (code, problem, fix) in budget(of: component) + names(of: component) + ports(of: component)
                + storage(of: component)
            {
                report.add(code, "component `\(component.name)` \(problem)", at: project.operations, fix: fix)
            }
        }
    }

    private typealias Problem = (code: DiagnosticCode, words: String, fix: String)

    private static func budget(of component: ComponentModel) -> [Problem] {
        guard let resources = component.resources else {
            return [
                (
                    .componentWithoutBudget, "says not what it asks of a machine",
                    "add `.resources(memory: …, limit: …, cpu: …)`"
                )
            ]
        }
        let all = [resources] + (component.workload?.companions.map(\.resources) ?? [])
        let problem: String? =
            if all.contains(where: { $0.requestMiB <= 0 || $0.requestMilliCPU <= 0 }) {
                "asks for no memory or no processor"
            } else if all.contains(where: { $0.limitMiB < $0.requestMiB }) {
                "asks for more memory than it may take at most"
            } else if all.contains(where: { limit in limit.limitMilliCPU.map { $0 < limit.requestMilliCPU } ?? false })
            {
                "asks for more of the processor than it may take at most"
            } else if component.instances < 1 {
                "is to have \(component.instances) instances"
            } else {
                nil
            }
        return problem.map { [(.componentWithoutBudget, $0, "let the limit be at least what it asks for")] } ?? []
    }

    /// Source: https://kubernetes.io/docs/concepts/overview/working-with-objects/names/
    private static func names(of component: ComponentModel) -> [Problem] {
        guard let workload = component.workload else {
            return [
                (
                    .componentWithoutBudget, "says not in which namespace it runs", "add `.inNamespace(\"…\")`"
                )
            ]
        }
        let labels = [component.name, workload.namespace] + workload.companions.map(\.name)
        let wrong =
            labels.filter { !$0.isObjectLabel } + workload.secrets.map(\.name).filter { !$0.isObjectName }
            + workload.secrets.flatMap(\.keys).filter { !$0.isSecretKey }
            + component.ports.map(\.name).filter { !$0.isPortName }
        var problems: [Problem] = wrong.map {
            (
                .badObjectName, "has a name that Kubernetes does not take: `\($0)`",
                "use lower case letters, digits and dashes: at most 63, of a port at most 15"
            )
        }
        var seen: Set<String> = []
        for name in workload.variables.map(\.name) where !seen.insert(name).inserted {
            problems.append((.badObjectName, "sets the variable `\(name)` twice", "keep one of the values"))
        }
        return problems
    }

    private static func ports(of component: ComponentModel) -> [Problem] {
        var seen: Set<Int> = []
        var problems: [Problem] = []
        for port in component.ports {
            if !(1...65_535).contains(port.number) {
                problems.append((.badPort, "has the port \(port.number)", "use a port from 1 to 65535"))
            }
            if !seen.insert(port.number).inserted {
                problems.append(
                    (.badPort, "has the port \(port.number) twice", "give each purpose a port of its own"))
            }
        }
        let asked: Int? =
            switch component.workload?.probe {
            case .http(_, let port)?, .tcp(let port)?: port
            case .command?, nil: nil
            }
        if let asked, !seen.contains(asked) {
            problems.append(
                (
                    .badPort, "is asked at the port \(asked) whether it works, and does not listen there",
                    "add `.port(\"http\", \(asked))`"
                ))
        }
        return problems
    }

    private static func storage(of component: ComponentModel) -> [Problem] {
        guard case .manifest = component.runsAs, let storage = component.storage else { return [] }
        if component.workload?.dataFolder == nil {
            return [
                (
                    .storageNowhere, "has a disk that is mounted nowhere: what it stores ends with its pod",
                    "say where: `.stores(at: \"/data\")`"
                )
            ]
        }
        return storage.sizeMiB > 0 ? [] : [(.storageNowhere, "has a disk of no size", "give it a size")]
    }
}

extension String {
    /// RFC 1123: at most 63 lower case letters, digits and dashes, of which dashes are at neither end.
    fileprivate var isObjectLabel: Bool { utf8.count <= 63 && isLowercaseName(with: "-") }

    /// The same with dots, at most 253.
    fileprivate var isObjectName: Bool {
        utf8.count <= 253
            && split(separator: ".", omittingEmptySubsequences: false).allSatisfy { String($0).isObjectLabel }
    }

    fileprivate var isSecretKey: Bool {
        !isEmpty && utf8.count <= 253 && utf8.allSatisfy { $0.isWordByte || "-_.".utf8.contains($0) }
    }

    fileprivate var isPortName: Bool {
        utf8.count <= 15 && isLowercaseName(with: "-") && utf8.contains { (97...122).contains($0) }
    }

    private func isLowercaseName(with others: String) -> Bool {
        let isAlphanumeric = { (byte: UInt8) in (97...122).contains(byte) || (48...57).contains(byte) }
        guard let first = utf8.first, let last = utf8.last, isAlphanumeric(first), isAlphanumeric(last) else {
            return false
        }
        return utf8.allSatisfy { isAlphanumeric($0) || others.utf8.contains($0) }
    }
}

extension UInt8 {
    fileprivate var isWordByte: Bool {
        (97...122).contains(self) || (65...90).contains(self) || (48...57).contains(self)
    }
}
