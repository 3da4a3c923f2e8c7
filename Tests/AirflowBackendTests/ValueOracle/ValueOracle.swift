import DagDSL
import DagTesting
import Foundation
import PipelineModel
import TestSupport

/// Random pipelines of which every task tells what it is given, and what that must be; the same for the same seed.
struct ValueOracle {
    /// What the tasks must tell, in the order in which their values were made up.
    private(set) var expected: [(line: String, values: Int)] = []
    /// What they tell by what `DagTesting` says that they are given.
    private(set) var foretold: [String] = []
    /// How many values there are so far.
    private(set) var values = 0
    /// Pipelines that no Airflow would run as they read, with the code that says so and the values before them.
    private(set) var refused: [(pipeline: any Pipeline, code: String, values: Int)] = []
    let version: AirflowVersion
    var generator: SeededGenerator
    var texts: RandomTexts
    /// Those of the pipeline that is being made.
    var params: [(param: Param, value: OracleValue)] = []
    /// What its tasks leave, by their ids.
    private var left: [String: GivenValue] = [:]
    /// Those of its tasks that tell what they are given, and how.
    private var tellers: [(task: String, line: (TaskInstance) -> String)] = []

    init(seed: UInt64, for version: AirflowVersion) {
        self.version = version
        generator = SeededGenerator(seed: seed)
        texts = RandomTexts(seed: seed)
    }

    /// Where a task stands.
    private enum Place: CaseIterable {
        case once
        /// Once for each item of a list.
        case mapped
        /// Once for each row of its arguments.
        case rows
        /// In a group that is there for each item.
        case grouped
        /// Behind a task that runs whatever comes, and reads what is left before that.
        case line
    }

    /// What runs that start by themselves find in the param.
    static let paramText = "it's {{ p }} {% \"q\" %}\\n"

    /// A pipeline of so many tasks beside those that leave what others are given.
    mutating func pipeline(_ number: Int, tasks: Int) throws -> any Pipeline {
        let id: PipelineID = "oracle_\(Self.name(number))"
        (left, tellers) = (ValueSources.left, [("each", Self.told)])
        params = somePipelineParams()
        let sources = ValueSources()
        var flows = [sources.graph] + (0..<tasks).map { task("task_\(Self.name($0))", sources, in: id) }
        if number == 0 { flows.append(certain(sources, in: id)) }
        for (task, value) in sources.told { expect(id, task, value) }
        if number.isMultiple(of: 4) { refuse("refused_\(Self.name(number))") }
        let pipeline = OraclePipeline(id: id, params: params.map(\.param), flow: flows.graph)
        try foretell(pipeline)
        return pipeline
    }

    /// What `DagTesting` says of a run of the pipeline.
    private mutating func foretell(_ pipeline: OraclePipeline) throws {
        let run = RunValues(
            window: "2026-11-18"..<"2026-11-19", variables: ["greeting": "hello", "closing.of-day": "good night"],
            results: left,
            foreign: [
                "[1, 2] | last ~ '}}'": "2}}", "none or 'else'": "else", "'yes' if 1 < 2 else 'no'": "yes",
                "kinds_python.given.Size.LARGE.value": 2,
                "kinds_python.given.LIMIT": 10, "kinds_python.given.Size.SMALL": "<Size>",
            ])
        for teller in tellers {
            for instance in try instances(of: teller.task, in: pipeline, given: run) {
                foretold.append("\(pipeline.id) \(teller.task) \(teller.line(instance))")
            }
        }
    }

    /// The line of a function that tells all its arguments.
    private static func told(_ instance: TaskInstance) -> String {
        "\(instance.index ?? -1) \(OracleValue(argumentsOf: instance).json)"
    }

    private mutating func task(_ id: TaskID, _ sources: ValueSources, in pipeline: PipelineID) -> FlowGraph {
        switch generator.pick(Place.allCases) {
        case .once:
            let work = work(id, ValueChoice(results: sources.all, params: params))
            tellers.append(("\(id)", work.foretold))
            expect(pipeline, "\(id)", work, .none, -1)
            return work.flow(nil)
        case .mapped:
            let mapping = mapping(sources)
            let takesResults = !(mapping.isKnown && version == .v2_11)
            var choice = ValueChoice(items: mapping.forms, results: takesResults ? sources.all : [], params: params)
            choice.mixesItems = false
            let work = work(id, choice)
            tellers.append(("\(id)", work.foretold))
            for (index, item) in mapping.values.enumerated() { expect(pipeline, "\(id)", work, item, index) }
            return work.flow(mapping.items)
        case .rows: return rows(id, sources, in: pipeline)
        case .grouped: return group(id, mapping(sources, inGroup: true), in: pipeline)
        case .line: return line(id, in: pipeline)
        }
    }

    /// What random values seldom come to.
    private mutating func certain(_ sources: ValueSources, in pipeline: PipelineID) -> FlowGraph {
        let document = expressionsInJSON("expressions", sources)
        tellers.append(("expressions", document.foretold))
        expect(pipeline, "expressions", document, .none, -1)
        let mapped = [
            ("pods", text("pods", .containerVariable, .item)), ("pods_by_class", podWithItem("pods_by_class")),
            ("rendering", classWithItems("rendering", "kinds_python.classes.Teller")),
            ("keeping", classWithItems("keeping", "kinds_python.classes.Keeper")),
        ]
        for (id, work) in mapped {
            tellers.append((id, work.foretold))
            for (index, item) in ValueSources.wordValues.enumerated() { expect(pipeline, id, work, item, index) }
        }
        return ([document.flow(nil)] + mapped.map { $1.flow(.result(of: sources.words)) }).graph
    }

    private mutating func group(_ id: TaskID, _ mapping: ValueMapping, in pipeline: PipelineID) -> FlowGraph {
        let own = mapping.forms.randomElement(using: &generator) ?? .item
        let inner = PythonCall("inner", "told", in: "given.py", ["v_a": own.argument], returning: String.self)
        let source = ValueSource(inner) { own.value(for: $0) }
        var choice = ValueChoice(items: mapping.forms, results: [source], params: params)
        choice.isInGroup = true
        let work = work("work", choice)
        tellers += [("\(id).inner", Self.told), ("\(id).work", work.foretold)]
        left["\(id).inner"] = .list(mapping.values.map { own.value(for: $0).given })
        for (index, item) in mapping.values.enumerated() {
            expect(pipeline, "\(id).inner \(index)", .dictionary([("v_a", own.value(for: item))]))
            expect(pipeline, "\(id).work", work, item, index)
        }
        let group = ForEach(id, over: mapping.items) { inner >>> work.flow(nil) }
        return generator.chance(30) ? (group >>> Bash("\(id)_after", "true").always()).graph : group.graph
    }

    /// A function that is called once for each row of arguments.
    private mutating func rows(_ id: TaskID, _ sources: ValueSources, in pipeline: PipelineID) -> FlowGraph {
        let call = PythonCall(id, "told", in: "given.py", returning: String.self)
        tellers.append(("\(id)", Self.told))
        guard generator.chance(70) else {
            for (index, row) in ValueSources.callValues.enumerated() { expect(pipeline, "\(id) \(index)", row) }
            return call.mapped(overArguments: .result(of: sources.argumentRows)).graph
        }
        let choice = ValueChoice(results: version == .v2_11 ? [] : sources.all, params: params)
        let rows = (0..<generator.count(1...3)).map { _ in values(choice) }
        for (index, row) in rows.enumerated() { expect(pipeline, "\(id) \(index)", row.told(.none)) }
        return call.mapped(overArguments: .list(rows.map { .dict($0.arguments) })).graph
    }

    /// What a task has left reaches one further on, and does not when the task has failed.
    private mutating func line(_ id: TaskID, in pipeline: PipelineID) -> FlowGraph {
        let form = form(ValueChoice(params: params), depth: 0)
        let fails = generator.chance(40)
        let first = PythonCall(
            "\(id)_first", fails ? "failing" : "told", in: "given.py", fails ? [:] : ["v_a": form.argument],
            returning: String.self)
        let source = ValueSource(first) { form.value(for: $0) }
        let work = text(id, .shell, .text([.known(.text("read ")), .result(source)]))
        if !fails {
            left["\(id)_first"] = form.value(for: .none).given
            tellers += [("\(id)_first", Self.told), ("\(id)", work.foretold)]
            expect(pipeline, "\(id)_first -1", .dictionary([("v_a", form.value(for: .none))]))
            expect(pipeline, "\(id)", work, .none, -1)
        }
        return (first >>> Bash("\(id)_between", "true").always() >>> work.flow(nil)).graph
    }

    /// A pipeline that would skip what its author wants to run, or run what they want to skip.
    private mutating func refuse(_ id: PipelineID) {
        if generator.chance(50) {
            let task = PythonCall("nothing", "told", in: "given.py", ["v_a": "\(.item)"], returning: String.self)
                .mapped(over: .list([]))
            refused.append((OraclePipeline(id: id, params: [], flow: task.graph), "DAGC206", values))
        } else if version == .v3_3 {
            let group = ForEach("each", over: .list(["yes", "no"])) {
                ContinueIf("go", "\(.item)", is: "yes") >>> Bash("work", "true")
            }
            refused.append((OraclePipeline(id: id, params: [], flow: group.graph), "DAGC110", values))
        }
    }

    private mutating func expect(_ pipeline: PipelineID, _ task: String, _ told: OracleValue) {
        values += told.leaves
        expected.append(("\(pipeline) \(task) \(told.json)", values))
    }

    private mutating func expect(
        _ pipeline: PipelineID, _ task: String, _ work: ValueWork, _ item: OracleValue, _ index: Int
    ) {
        values += work.leaves(item)
        expected.append(("\(pipeline) \(task) \(work.told(item, index))", values))
    }

    private static let digits: [Name] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"]

    private static func name(_ number: Int) -> Name {
        number < 10 ? digits[number] : "\(name(number / 10))\(digits[number % 10])"
    }
}

private struct OraclePipeline: Pipeline {
    let id: PipelineID
    let schedule: Schedule = .daily(at: "00:00", in: .utc)
    let owner: Owner = .team("tests")
    let params: [Param]
    let flow: FlowGraph
}
