import PipelineModel

/// How far the windows of two pipelines are apart, where their schedules tell it.
enum ExternalRunOffsets {
    /// Fills in the offsets that authors have left out, as far as they are known.
    static func derive(in project: inout ProjectModel) {
        let schedules = Dictionary(project.pipelines.map { ($0.id, $0.schedule) }) { first, _ in first }
        for index in project.pipelines.indices {
            let own = project.pipelines[index].schedule
            derive(in: &project.pipelines[index].root) { other in
                schedules[other].flatMap { seconds(from: $0, to: own) }
            }
        }
    }

    private static func derive(in scope: inout ScopeModel, _ offset: (String) -> Int?) {
        for index in scope.nodes.indices {
            switch scope.nodes[index] {
            case .task(var task):
                guard case .sensor(var sensor) = task.kind, case .pipeline(var run) = sensor.condition,
                    run.offset == nil
                else { continue }
                run.offset = offset(run.reference.pipeline)
                sensor.condition = .pipeline(run)
                task.kind = .sensor(sensor)
                scope.nodes[index] = .task(task)
            case .group(var group):
                derive(in: &group.scope, offset)
                scope.nodes[index] = .group(group)
            }
        }
    }

    /// Equal schedules have equal windows; of two daily ones in UTC the latest run before this one is meant. In other
    /// zones the distance changes with the clocks.
    private static func seconds(from other: ScheduleModel, to own: ScheduleModel) -> Int? {
        switch (other, own) {
        case (.cron(let other), .cron(let own)) where other == own: return 0
        case (.every(let other, _), .every(let own, _)) where other == own: return 0
        case (.cron(let other), .cron(let own))
        where other.timeZone == "UTC" && own.timeZone == "UTC" && other.window == own.window:
            guard let early = secondOfDay(other.expression), let late = secondOfDay(own.expression) else { return nil }
            return (late - early + 86_400) % 86_400
        default: return nil
        }
    }

    private static func secondOfDay(_ expression: String) -> Int? {
        let fields = expression.split(separator: " ")
        guard fields.count == 5, fields[2...].allSatisfy({ $0 == "*" }), let minute = Int(fields[0]),
            let hour = Int(fields[1])
        else { return nil }
        return hour * 3600 + minute * 60
    }
}
