import Diagnostics
import PipelineModel

/// Turns what failures mean into tasks that every target has.
///
/// Behind a task that may fail stands one that ends as the run should take it; all that came after the first comes
/// after the second. Nothing else has to know about criticality: the order, the rules and the state of the run follow.
struct CriticalityLowering {
    private let fallback: CriticalityModel?
    /// The last of the new tasks, by the path of the one that they stand for.
    private var stands: [String: String] = [:]
    private var added: [String: [TaskModel]] = [:]
    /// The tasks that run because of a failure.
    private var handlers: Set<String> = []

    static func lower(
        _ root: inout ScopeModel, of pipeline: PipelineModel, _ sources: inout SourceMap,
        _ report: inout DiagnosticReport
    ) {
        var lowering = CriticalityLowering(fallback: pipeline.criticality)
        lowering.collect(from: root, &sources, &report)
        root = lowering.lowered(root, pipeline, &sources)
    }

    private init(fallback: CriticalityModel?) {
        self.fallback = fallback
    }

    private mutating func collect(
        from scope: ScopeModel, _ sources: inout SourceMap, _ report: inout DiagnosticReport
    ) {
        for node in scope.nodes {
            switch node {
            case .group(let group): collect(from: group.scope, &sources, &report)
            case .task(let task):
                if task.rule == .oneFailed || task.rule == .allFailed { handlers.insert(task.path) }
                let own = task.policies.criticality
                if let own, own != .critical, let reason = task.hasNoSay {
                    report.add(
                        .meaninglessCriticality, "task `\(task.path)` \(reason)",
                        at: sources.location(ofTask: task.path),
                        fix: "give the criticality to a task of its own before or after it")
                } else if task.hasNoSay == nil, let followers = followers(of: task, own) {
                    add(followers, behind: task, &sources, &report)
                }
            }
        }
    }

    private func followers(of task: TaskModel, _ own: CriticalityModel?) -> [TaskModel]? {
        switch own ?? fallback {
        case .nonCritical: [.outcome(of: task, .isSettled(review: nil), named: "settled")]
        case .dataQuality(let review) where own != nil || task.kind.facts.checksData:
            [
                .outcome(of: task, .hasFailed, named: "quarantine"), .review(review, of: task),
                .outcome(of: task, .isSettled(review: task.path + "_review"), named: "settled"),
            ]
        case .critical, .dataQuality, nil: nil
        }
    }

    private mutating func add(
        _ followers: [TaskModel], behind task: TaskModel, _ sources: inout SourceMap, _ report: inout DiagnosticReport
    ) {
        let location = sources.location(ofTask: task.path)
        for follower in followers {
            if let first = sources.tasks[follower.path] ?? sources.groups[follower.path] {
                return report.add(
                    .duplicateTaskID,
                    "the criticality of task `\(task.path)` needs a task `\(follower.path)`, and there is one already",
                    at: location, notes: [.init("it is declared here", at: first)],
                    fix: "give that one another id")
            }
        }
        for follower in followers { sources.tasks[follower.path] = location }
        added[task.path] = followers
        stands[task.path] = followers.last?.path
    }

    private func lowered(
        _ scope: ScopeModel, _ pipeline: PipelineModel, _ sources: inout SourceMap
    ) -> ScopeModel {
        var nodes: [NodeModel] = []
        var edges: [EdgeModel] = []
        for node in scope.nodes {
            switch node {
            case .group(var group):
                group.scope = lowered(group.scope, pipeline, &sources)
                nodes.append(.group(group))
            case .task(var task):
                task.tellAtOnce(in: pipeline)
                if case .branch(let branch) = task.kind { task.kind = .branch(withFollowers(branch)) }
                nodes.append(.task(task))
                var last = task.path
                for var follower in added[task.path] ?? [] {
                    follower.policies.forgoDefaults(of: pipeline)
                    nodes.append(.task(follower))
                    edges.append(EdgeModel(from: last, to: follower.path, origin: .order))
                    last = follower.path
                }
            }
        }
        for edge in scope.edges { edges.append(moved(edge, &sources)) }
        return ScopeModel(nodes: nodes, edges: edges)
    }

    /// A task that is there for the failure itself still comes right after it.
    private func moved(_ edge: EdgeModel, _ sources: inout SourceMap) -> EdgeModel {
        guard let stand = stands[edge.from], !handlers.contains(edge.to) else { return edge }
        var moved = edge
        moved.from = stand
        sources.edges[.init(from: stand, to: edge.to)] = sources.edges[.init(from: edge.from, to: edge.to)]
        return moved
    }

    private func withFollowers(_ branch: BranchModel) -> BranchModel {
        var whole = branch
        for index in whole.arms.indices {
            whole.arms[index].members += whole.arms[index].members.flatMap { added[$0]?.map(\.path) ?? [] }
        }
        return whole
    }
}
