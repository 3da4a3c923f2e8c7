import Diagnostics
import PipelineModel

/// Paths of operators and names of arguments are names of Python, and values have a form in it.
enum PythonNamesAreReadable: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        for pipeline in project.pipelines {
            for param in pipeline.model.params {
                let values = [param.initial].compactMap(\.self) + param.limits.map(\.value)
                guard let problem = values.lazy.flatMap(paramProblems).first else { continue }
                report.add(problem, of: "param `\(param.name)`", at: pipeline.sources.location(of: "params"))
            }
            for task in pipeline.tasks {
                let own = problems(of: task.kind) + (task.mapping.map { problems(of: $0.items) } ?? [])
                for problem in own { report.add(problem, of: "task `\(task.path)`", at: task.location) }
            }
            for (path, model) in pipeline.model.root.groupClasses {
                for problem in problems(of: .custom(model)) {
                    report.add(
                        problem, of: "group `\(path)`", at: pipeline.sources.location(ofTask: path))
                }
            }
            for group in pipeline.model.root.mappedGroups {
                for problem in group.mapping.map({ problems(of: $0.items) }) ?? [] {
                    report.add(
                        problem, of: "group `\(group.path)`", at: pipeline.sources.location(ofTask: group.path))
                }
            }
        }
    }

    private static func problems(of kind: TaskKind) -> [PythonProblem] {
        var problems: [PythonProblem] = []
        if let model = kind.customOperator {
            let paths = [model.path, model.earlierPath ?? model.path].filter { !PythonName.isPath($0) }
            problems += paths.prefix(1).map { .name("calls `\($0)`, which Python cannot import") }
        }
        for input in kind.facts.inputs {
            switch input.form {
            case .keyword: problems += self.problems(of: [ValueModel.Entry(input.name, input.value)])
            case .value: problems += self.problems(of: input.value)
            case .json: problems += jsonProblems(of: input.value)
            }
        }
        return problems
    }

    /// Items that are known now stand in the file.
    private static func problems(of items: MappedItems) -> [PythonProblem] {
        switch items {
        case .list(let values): values.flatMap { problems(of: $0) }
        case .result: []
        case .product(let lists), .zip(let lists): lists.flatMap { problems(of: $0.items) }
        }
    }

    static func problems(of keywords: [ValueModel.Entry]) -> [PythonProblem] {
        keywords.flatMap { entry in
            (PythonName.isName(entry.name) ? [] : [.name("names an argument `\(entry.name)`")])
                + problems(of: entry.value)
        }
    }

    private static func problems(of value: ValueModel) -> [PythonProblem] {
        switch value {
        case .reference(let path):
            PythonName.isPath(path) ? [] : [.name("refers to `\(path)`, which Python cannot import")]
        case .call(let path, let entries):
            (PythonName.isPath(path) ? [] : [.name("calls `\(path)`, which Python cannot import")])
                + problems(of: entries)
        case .list(let items): items.flatMap { problems(of: $0) }
        case .dictionary(let entries): entries.flatMap { problems(of: $0.value) }
        case .number(let number):
            number.isFinite ? [] : [.infinite]
        case .none, .bool, .int, .text, .template, .seconds, .result: []
        }
    }

    /// A param is kept as JSON, and no template in it is read.
    private static func paramProblems(of value: ValueModel) -> [PythonProblem] {
        switch value {
        case .list(let items): items.flatMap(paramProblems)
        case .dictionary(let entries): entries.flatMap { paramProblems(of: $0.value) }
        case .text(let text): text.known != nil ? [] : [.json("holds text that only a run knows")]
        case .template, .result: [.json("holds a value that only a run knows")]
        case .seconds: [.json("holds a span of time, for which JSON has no value")]
        case .none, .bool, .int, .number, .reference, .call: jsonProblems(of: value)
        }
    }

    private static func jsonProblems(of value: ValueModel) -> [PythonProblem] {
        switch value {
        case .reference(let path), .call(let path, _):
            [.json("puts `\(path)` into JSON, which has no such value")]
        case .list(let items): items.flatMap { jsonProblems(of: $0) }
        case .dictionary(let entries): entries.flatMap { jsonProblems(of: $0.value) }
        case .none, .bool, .int, .number, .text, .template, .seconds, .result: problems(of: value)
        }
    }
}

/// What is wrong with a path, a name or a value, as the end of a sentence that its user begins.
struct PythonProblem {
    let text: String
    let fix: String

    static let infinite = PythonProblem(
        text: "holds a number that is not finite", fix: "write a finite number")

    static func name(_ text: String) -> PythonProblem {
        PythonProblem(text: text, fix: "write letters, digits and `_`, with a `.` between the parts of a path")
    }

    static func json(_ text: String) -> PythonProblem {
        PythonProblem(
            text: text,
            fix: "write texts, numbers and truth values that are known now, or lists and dictionaries of them")
    }
}

extension DiagnosticReport {
    mutating func add(_ problem: PythonProblem, of user: String, at location: SourceLocation) {
        add(.badPythonName, "\(user) \(problem.text)", at: location, fix: problem.fix)
    }
}

extension ScopeModel {
    /// The classes that make groups of all depths, with the paths of those.
    var groupClasses: [(path: String, model: OperatorModel)] {
        nodes.flatMap { node -> [(path: String, model: OperatorModel)] in
            guard case .group(let group) = node else { return [] }
            return (group.groupClass.map { [(group.path, $0)] } ?? []) + group.scope.groupClasses
        }
    }

    /// The groups of all depths that are repeated for items.
    fileprivate var mappedGroups: [GroupModel] {
        nodes.flatMap { node -> [GroupModel] in
            guard case .group(let group) = node else { return [] }
            return (group.mapping == nil ? [] : [group]) + group.scope.mappedGroups
        }
    }
}
