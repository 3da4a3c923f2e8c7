import Diagnostics
import PipelineModel

/// The environment says where every store, Spark and dbt that a task needs is.
enum PlatformIsSet: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        let environment = project.model.environment
        for pipeline in project.pipelines {
            for task in pipeline.tasks {
                for need in task.needs where !environment.meets(need) {
                    report.add(
                        .platformNotSet,
                        "task `\(task.path)` needs \(need), which environment `\(environment.name)` does not set",
                        at: task.location,
                        fix: "name it in the `Environment` of the project")
                }
            }
        }
    }
}

/// Something of the platform that a task cannot do without.
private enum Need: CustomStringConvertible {
    case store(String)
    case files(String)
    case platform(PlatformNeed)

    var description: String {
        switch self {
        case .store(let name): "store `\(name)`"
        case .files(let name): "the root folder of store `\(name)`"
        case .platform(.spark): "a Spark platform"
        case .platform(.dbt): "a dbt project"
        case .platform(.kubernetes): "a place for containers"
        }
    }
}

extension EnvironmentModel {
    fileprivate func meets(_ need: Need) -> Bool {
        switch need {
        case .store(let name): store(named: name) != nil
        case .files(let name): store(named: name)?.root != nil
        case .platform(let need): orchestrator.provides(need) || has(need)
        }
    }
}

extension EnvironmentModel {
    private func has(_ need: PlatformNeed) -> Bool {
        switch need {
        case .spark: data.spark != nil
        case .dbt: data.dbt != nil
        case .kubernetes: cluster != nil
        }
    }
}

extension TaskModel {
    fileprivate var needs: [Need] {
        let facts = kind.facts
        let files = facts.platforms.contains(.spark) ? (reads + writes).map { Need.files($0.store) } : []
        return facts.stores.map { .store($0) } + facts.platforms.map { .platform($0) } + files
    }
}
