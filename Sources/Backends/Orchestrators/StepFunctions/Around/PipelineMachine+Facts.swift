import CodeModels
import Compiler
import PipelineModel
import SQLJobsBackend

/// What stands around a machine has to know of it.
extension PipelineMachine {
    var callsPython: Bool { !pythonTasks.isEmpty }

    /// What the project's function of Lambda does.
    var pythonTasks: [TaskModel] {
        graph.tasks.filter { if case .python = $0.kind { true } else { false } }
    }

    var runsContainers: Bool { graph.tasks.contains(where: \.runsInContainer) }

    /// Whether a task is no container of its own.
    var runsCommands: Bool {
        graph.tasks.contains { task in
            if case .container = task.kind { false } else { task.runsInContainer }
        }
    }

    var containers: [(path: String, model: ContainerModel)] {
        graph.tasks.compactMap { task in
            if case .container(let model) = task.kind { (task.path, model) } else { nil }
        }
    }

    /// Whether it uses the table of runs.
    var keepsRuns: Bool {
        lock.isNeeded || RunGuard(pipeline, context.names).isNeeded || isAwaited
            || graph.tasks.contains { $0.awaitedRun != nil }
    }

    /// The topics to which it, or a rule about it, sends something.
    var topics: [String] {
        let told = pipeline.notifications.filter(\.isSaidByRules).compactMap(\.channel.connections.first)
        return told.map(context.names.topic(ofConnection:))
            + graph.tasks.compactMap { task in
                switch task.kind {
                case .message(let message): message.connections.first.map(context.names.topic(ofConnection:))
                case .human, .review: context.names.questions
                case .quality, .spark, .dbt, .reconciliation, .report, .http, .watch, .sqlCheck, .bash, .empty, .branch,
                    .gate, .sql, .httpRequest, .python, .container, .glue, .glueCrawler, .lambda, .emrStep,
                    .emrServerless, .stateMachine, .trigger, .sensor, .outcome, .marker, .custom:
                    nil
                }
            }
    }

    /// The variables of jobs that hold connections.
    var connectionVariables: [(variable: String, connection: String)] {
        let environment = context.environment
        return graph.tasks.filter(\.runsInContainer).flatMap { $0.kind.facts.stores }
            .compactMap { environment.store(named: $0)?.engine.connection }
            .map { (SQLJob.variable(ofConnection: $0), $0) }
    }

    /// What its role must be allowed: what the calls of its states need.
    var permissions: [Permission] { machine.flow.permissions }

    // MARK: When it is started

    var startTimes: [SchedulerExpression] { SchedulerExpression.of(pipeline.schedule) ?? [] }

    var startsByDatasets: Bool { pipeline.schedule.startsByAnyDataset }
}

extension MachineFlow {
    fileprivate var permissions: [Permission] {
        states.flatMap { state -> [Permission] in
            switch state.action {
            case .task(let task, _): task.call.permissions
            case .parallel(let branches, _, _, _): branches.flatMap(\.permissions)
            case .map(let map, _): map.flow.permissions
            case .pass, .choice, .waitUntil, .waitFor, .succeed, .fail: []
            }
        }
    }
}
