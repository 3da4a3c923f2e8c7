package import DagDSL
import TestSupport

package enum Way: String, Outcome {
    case left
    case middle
    case right
}

/// A small pipeline made of everything that decides whether tasks run: rules, branches, gates, set-up scopes,
/// groups, and what failures mean.
package struct RandomPipeline: Pipeline {
    package let id: PipelineID
    package let schedule: Schedule = .manual()
    package let owner: Owner = .team("tests")
    private let body: FlowGraph
    /// Ids of the tasks that were made, by what they are.
    package let branches: [String]
    package let gates: [String]

    package var flow: some Flow { body }

    package init(_ id: PipelineID, seed: UInt64) {
        self.id = id
        var maker = Maker(random: SeededGenerator(seed: seed))
        body = maker.make()
        branches = maker.branches
        gates = maker.gates
    }

    private struct Maker {
        var random: SeededGenerator
        var branches: [String] = []
        var gates: [String] = []
        private var made = 0
        private static let digits: [Name] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"]
        private static let rules: [StartRule] = [
            .allSucceeded, .allEnded, .allFailed, .oneSucceeded, .oneFailed, .oneEnded, .noneFailed, .noneSkipped,
            .noneFailedOneSucceeded,
        ]

        init(random: SeededGenerator) {
            self.random = random
        }

        mutating func make() -> FlowGraph {
            let parts = (0..<Int.random(in: 2...6, using: &random)).map { _ in part() }
            var whole: [FlowGraph] = parts
            for later in parts.indices {
                for earlier in 0..<later where random.chance(45) {
                    whole.append(parts[earlier] >>> parts[later])
                }
            }
            return whole.graph
        }

        private mutating func part() -> FlowGraph {
            switch Int.random(in: 0..<10, using: &random) {
            case 0, 1: branch()
            case 2: gate()
            case 3: scope()
            case 4: group()
            default: task().graph
            }
        }

        private mutating func name() -> Name {
            made += 1
            return "t\(Self.digits[made / 10])\(Self.digits[made % 10])"
        }

        private mutating func task() -> Bash {
            let task = criticality().map(Bash(name(), "true").criticality) ?? Bash(name(), "true")
            guard random.chance(50), let rule = Self.rules.randomElement(using: &random) else { return task }
            return task.runs(when: rule)
        }

        private mutating func criticality() -> Criticality? {
            if random.chance(15) { return .nonCritical }
            return random.chance(10) ? .dataQuality : nil
        }

        private mutating func gate() -> FlowGraph {
            let id = name()
            gates.append(id.description)
            return ContinueIf(id, "yes", is: "yes", skippingAll: random.chance(50)).graph
        }

        private mutating func branch() -> FlowGraph {
            let id = name()
            branches.append(id.description)
            let flows = Way.allCases.map { _ in random.chance(25) ? FlowGraph() : chain(upTo: 2) }
            return Branch(id, on: "left", among: Way.self) { way in
                switch way {
                case .left: flows[0]
                case .middle: flows[1]
                case .right: flows[2]
                }
            }.graph
        }

        private mutating func chain(upTo length: Int) -> FlowGraph {
            var flow = task().graph
            for _ in 0..<Int.random(in: 0..<length, using: &random) { flow = flow >>> task() }
            return flow
        }

        private mutating func scope() -> FlowGraph {
            let (setup, teardown) = (Bash(name(), "true"), Bash(name(), "true"))
            // Airflow wants no rule of its own for what comes right after a setup.
            let work = Bash(name(), "true") >>> chain(upTo: 2)
            return Using(setup, teardown: teardown, failingRun: random.chance(50)) { work }.graph
        }

        private mutating func group() -> FlowGraph {
            let work = [chain(upTo: 2), chain(upTo: 2)]
            return Group(name()) { work }.graph
        }
    }
}
