import CodeModels
import PipelineModel

/// The page of a component or a pipeline, in Markdown.
struct RunbookPage {
    let group: RuleGroups.Group
    let model: ProjectModel
    let operations: OperationsModel
    let neighbours: PipelineNeighbours
    let dependencies: DependencyGraph

    var text: String {
        (head + group.alerts.flatMap(part)).joined(separator: "\n") + "\n"
    }

    private var head: [String] {
        switch group.alerts.first?.subject {
        case .component(let name): component(name)
        case .pipeline(let id): pipeline(id)
        case .monitoring, nil: ["# Monitoring", ""]
        }
    }

    private func component(_ name: String) -> [String] {
        guard let component = operations.component(named: name) else { return ["# \(name)", ""] }
        var lines = ["# \(name)", "", "\(name) \(component.purpose).", ""]
        lines.append("- Answers for it: \(component.team ?? operations.team)")
        lines.append("- Dashboard: `/d/\(DashboardUID.component(name))`")
        lines += list("Needs", component.dependencies, "../components/")
        lines += list("Does not work without it", dependencies.components(needing: name), "../components/")
        let pipelines = dependencies.pipelines(using: name)
        if pipelines == ["*"] {
            lines.append("- Uses it: every pipeline")
        } else {
            lines += list("Use it", pipelines, "../pipelines/")
        }
        return lines + [""]
    }

    private func pipeline(_ id: String) -> [String] {
        guard let pipeline = neighbours.pipeline(id) else { return ["# \(id)", ""] }
        var lines = ["# \(pipeline.title ?? id)", ""]
        if !pipeline.summary.isEmpty { lines += [pipeline.summary, ""] }
        lines.append("- Pipeline: `\(id)`, declared in `\(pipeline.source)`")
        lines.append("- Answers for it: \(pipeline.owner)")
        if let address = operations.orchestratorURL { lines.append("- Its runs: \(address)/dags/\(id.inURL)") }
        lines.append("- Dashboard: `/d/dagc-pipelines?var-pipeline=\(id.inURL)`")
        lines += list("Waits for data of", neighbours.before(id), "")
        lines += list("Wait for its data", neighbours.after(id), "")
        return lines + [""]
    }

    private func list(_ title: String, _ names: [String], _ folder: String) -> [String] {
        names.isEmpty ? [] : ["- \(title): " + names.map { "[\($0)](\(folder)\($0).md)" }.joined(separator: ", ")]
    }

    private func part(_ alert: AlertModel) -> [String] {
        let runbook = alert.runbook
        var lines = ["## \(alert.name)", "", "\(alert.severity.rawValue): \(alert.summary.plain).", ""]
        lines += [runbook.meaning, "", "**If it waits:** \(runbook.waiting)", "", "**Do:**", ""]
        for (index, step) in runbook.steps.enumerated() {
            lines.append("\(index + 1). \(step.text)")
            if let command = step.command { lines += ["", "   ```sh", "   \(command)", "   ```", ""] }
        }
        if lines.last != "" { lines.append("") }
        lines += ["**Who hears:** \(receivers(alert))", "", "**What is asked:**", "", "```promql"]
        lines += [AlertExpression.of(alert).rendered(), "```"]
        if alert.holds > 0 { lines += ["", "It must hold for \(PromQLDuration(seconds: alert.holds))."] }
        return lines + [""]
    }

    private func receivers(_ alert: AlertModel) -> String {
        if alert.condition == .always { return operations.heartbeat?.name ?? "nobody" }
        let routes = operations.routes.filter { $0.takes(alert) }
        guard !routes.isEmpty else { return "nobody" }
        return routes.map { route in
            var text = route.receiver.name
            if let hours = route.hours { text += " in \(hours)" }
            if let after = route.after { text += " after \(PromQLDuration(seconds: after))" }
            return text
        }.joined(separator: ", ")
    }
}

extension String {
    /// Without what Prometheus fills in.
    fileprivate var plain: String {
        guard utf8.contains(UInt8(ascii: "{")) else { return self }
        var text = self
        while let start = text.firstRange(of: "{{ $labels."), let end = text[start.upperBound...].firstRange(of: " }}")
        {
            text.replaceSubrange(start.lowerBound..<end.upperBound, with: text[start.upperBound..<end.lowerBound])
        }
        return text
    }
}
