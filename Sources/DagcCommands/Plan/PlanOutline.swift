import PipelineModel
import Planning

/// A plan as indented lines, before anything is known of how they are drawn.
struct PlanOutline {
    enum Mark {
        case added
        case removed
        case changed
        case renamed
        /// What the change means, in a sentence.
        case effect
        case detail

        init(_ action: ChangeAction) {
            self =
                switch action {
                case .added: .added
                case .removed: .removed
                case .changed: .changed
                case .renamed: .renamed
                }
        }
    }

    struct Item {
        let mark: Mark
        /// Names and values stand in backticks.
        let text: String
        var items: [Item] = []
        /// Lines of a text that is too long to stand beside its later form, with `+` or `-` before each.
        var lines: [String] = []
    }

    let items: [Item]

    init(_ difference: ProjectDifference) {
        var items = difference.pipelines.map(Self.pipeline) + difference.streams.map(Self.stream)
        if !difference.environment.isEmpty {
            items.append(
                Item(mark: .changed, text: "environment", items: difference.environment.map(ValueText.change)))
        }
        if !difference.alerts.isEmpty {
            items.append(Item(mark: .changed, text: "alerts", items: difference.alerts.map(Self.alert)))
        }
        if let costs = difference.costs { items.append(Self.costs(costs)) }
        if !difference.needs.isEmpty {
            let needs = difference.needs.map { Item(mark: .added, text: "\($0.kind) `\($0.name)`") }
            items.append(Item(mark: .effect, text: "Airflow needs, before this arrives:", items: needs))
        }
        if !difference.hatches.isEmpty { items.append(Self.hatches(difference)) }
        self.items = items
    }

    private static func stream(_ stream: StreamDifference) -> Item {
        Item(
            mark: Mark(stream.action), text: "stream `\(stream.id)`",
            items: stream.tables.map(table) + stream.breaks.map { Item(mark: .effect, text: $0) })
    }

    private static func table(_ table: StreamDifference.Table) -> Item {
        var items = table.changes.map { change in
            Item(
                mark: .changed, text: "`\(change.column)`: \(change.what) (\(change.verdict.rawValue))",
                items: [Item(mark: .effect, text: change.meaning)])
        }
        if !table.consumers.isEmpty {
            items.append(
                Item(mark: .detail, text: "reaches " + table.consumers.map { "`\($0)`" }.joined(separator: ", ")))
        }
        return Item(mark: Mark(table.action), text: "table `\(table.name)`", items: items)
    }

    private static func costs(_ costs: CostDifference) -> Item {
        func words(_ before: MoneyModel?, _ after: MoneyModel?) -> String {
            switch (before, after) {
            case (let before?, let after?):
                let change = after.subtracting(before)
                return "\(before.text) → \(after.text) \(costs.currency) (\(change < .zero ? "" : "+")\(change.text))"
            case (nil, let after?): return "\(after.text) \(costs.currency)"
            case (let before?, nil): return "no more \(before.text) \(costs.currency)"
            case (nil, nil): return "nothing"
            }
        }
        let lines = costs.lines.map { line in
            let mark: Mark = line.before == nil ? .added : line.after == nil ? .removed : .changed
            return Item(mark: mark, text: "\(line.kind) `\(line.name)`: \(words(line.before, line.after))")
        }
        return Item(
            mark: .effect, text: "a month costs, at the project's prices: \(words(costs.before, costs.after))",
            items: lines)
    }

    private static func alert(_ alert: AlertDifference) -> Item {
        func words(_ side: AlertDifference.Side) -> String {
            let people = side.receivers.isEmpty ? "nobody" : side.receivers.joined(separator: ", ")
            return "\(side.severity) for \(people): \(side.summary)"
        }
        let sides = [alert.before, alert.after].compactMap { $0.map(words) }
        let text =
            sides.count == 2 && sides[0] == sides[1]
            ? "\(sides[0]), after another time" : sides.joined(separator: " → ")
        return Item(mark: Mark(alert.action), text: "`\(alert.id)`: \(text)")
    }

    private static func pipeline(_ pipeline: PipelineDifference) -> Item {
        var text = "`\(pipeline.id)`"
        switch pipeline.action {
        case .added: text += ": \(pipeline.taskCount) task\(pipeline.taskCount == 1 ? "" : "s")"
        case .renamed(let from): text = "`\(from)` → \(text)"
        case .removed, .changed: break
        }
        let items =
            (pipeline.schedule.map(schedule) ?? [])
            + pipeline.settings.map(ValueText.change) + pipeline.tasks.map(task) + pipeline.edges.map(edge)
            + pipeline.effects.map { Item(mark: .effect, text: $0.text) }
        return Item(mark: Mark(pipeline.action), text: "\(text) (\(pipeline.source))", items: items)
    }

    private static func schedule(_ schedule: ScheduleDifference) -> [Item] {
        let after = ScheduleText.words(schedule.after.schedule)
        guard let before = schedule.before else {
            return [Item(mark: .added, text: "schedule: \(after)", items: [runs("next runs", schedule.after)])]
        }
        let old = ScheduleText.words(before.schedule)
        let change = old == after ? "schedule: \(after), with other dates" : "schedule: \(old) → \(after)"
        return [
            Item(
                mark: .changed, text: change,
                items: [runs("next runs before", before), runs("next runs after", schedule.after)])
        ]
    }

    private static func runs(_ title: String, _ side: ScheduleDifference.Side) -> Item {
        Item(mark: .detail, text: "\(title): \(ScheduleText.times(side))")
    }

    private static func task(_ task: TaskDifference) -> Item {
        let name =
            if case .renamed(let from) = task.action { "task `\(from)` → `\(task.id)`" } else { "task `\(task.id)`" }
        let kind = task.kind == "custom" ? "operator" : task.kind
        return Item(
            mark: Mark(task.action), text: "\(name) (\(kind))", items: task.settings.map(ValueText.change))
    }

    private static func edge(_ edge: EdgeDifference) -> Item {
        let label = edge.label.map { ", labelled \"\($0)\"" } ?? ""
        return Item(mark: Mark(edge.action), text: "`\(edge.from) >>> \(edge.to)`\(label)")
    }

    /// All of the project by what stands behind them, the new ones task by task.
    private static func hatches(_ difference: ProjectDifference) -> Item {
        var items: [Item] = []
        var (kinds, counts) = ([String](), [String: Int]())
        for hatch in difference.hatches {
            if difference.newHatches.contains(hatch) {
                let target = hatch.target.map { " `\($0)`" } ?? ""
                let place = [hatch.pipeline, hatch.task].compactMap(\.self).map { "`\($0)`" }.joined(separator: ", ")
                items.append(Item(mark: .added, text: "\(hatch.kind)\(target) in \(place)"))
            } else {
                if counts[hatch.kind] == nil { kinds.append(hatch.kind) }
                counts[hatch.kind, default: 0] += 1
            }
        }
        let known = kinds.map { "\(counts[$0, default: 0]) \($0)" }.joined(separator: ", ")
        if !known.isEmpty { items.append(Item(mark: .detail, text: "as before: \(known)")) }
        return Item(mark: .detail, text: "escape hatches, which dagc cannot look into:", items: items)
    }
}
