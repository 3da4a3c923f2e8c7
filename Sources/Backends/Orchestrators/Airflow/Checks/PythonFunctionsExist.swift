import Compiler
import Diagnostics
import PipelineModel

/// Every Python function that is called stands in a file of the package, with parameters that fit.
enum PythonFunctionsExist: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        let files = Dictionary(project.model.pythonFiles.map { ($0.path, PythonFunctions.read($0.text)) }) { first, _ in
            first
        }
        for pipeline in project.pipelines {
            for (property, functions) in pipeline.functions {
                for function in functions {
                    guard let problem = problem(of: function, files) else { continue }
                    report.add(
                        .unknownPythonFunction, "pipeline `\(pipeline.model.id)` \(problem.message)",
                        at: pipeline.sources.location(of: property), fix: problem.fix)
                }
            }
            if case .function(let function) = pipeline.model.deadline?.channel,
                let problem = deadlineProblem(of: function, files)
            {
                report.add(
                    .unknownPythonFunction, "the deadline of pipeline `\(pipeline.model.id)` \(problem.message)",
                    at: pipeline.sources.location(of: "deadline"), fix: problem.fix)
            }
            for task in pipeline.tasks {
                guard let call = task.kind.pythonCall,
                    let problem = problem(of: call, files, givesAll: task.mapping?.givesArguments != true)
                else { continue }
                report.add(
                    .unknownPythonFunction, "task `\(task.path)` \(problem.message)",
                    at: task.location, fix: problem.fix)
            }
        }
    }

    private typealias Files = [String: [PythonFunctions.Function]]

    private struct Problem: Error {
        let message: String
        let fix: String
    }

    /// - Parameter givesAll: whether no argument comes from elsewhere.
    private static func problem(of call: PythonCallModel, _ files: Files, givesAll: Bool) -> Problem? {
        switch find(call.function, in: call.file, files) {
        case .success(let function): problem(of: call, function, givesAll: givesAll)
        case .failure(let problem): problem
        }
    }

    private static func problem(of function: TemplateFunctionModel, _ files: Files) -> Problem? {
        if case .failure(let problem) = find(function.name, in: function.file, files) { problem } else { nil }
    }

    /// Airflow looks for the name of the parameter, and notes only in a log that a call has failed.
    private static func deadlineProblem(of function: TemplateFunctionModel, _ files: Files) -> Problem? {
        switch find(function.name, in: function.file, files) {
        case .failure(let problem): return problem
        case .success(let found):
            let takesContext = found.takesAny || found.parameters.contains { $0.name == "context" }
            let isReady = found.parameters.allSatisfy { $0.name == "context" || !$0.isRequired }
            guard !takesContext || !isReady || found.isAsynchronous else { return nil }
            return Problem(
                message: "calls `\(function.name)`, which is not called with `context` alone",
                fix: "write `def \(function.name)(context):`, which is called and not awaited")
        }
    }

    private static func find(
        _ name: String, in file: String, _ files: Files
    ) -> Result<PythonFunctions.Function, Problem> {
        guard file.hasSuffix(".py"), file.dropLast(3).split(separator: "/").allSatisfy(PythonName.isName) else {
            return .failure(
                Problem(
                    message: "calls into `\(file)`, which Python cannot import",
                    fix: "name a `.py` file in words of Python"))
        }
        guard let functions = files[file] else {
            return .failure(
                Problem(
                    message: "calls into `\(file)`, which the folder `python` does not have",
                    fix: suggestion(for: file, among: files.keys.sorted(), "Python files", of: "the package")))
        }
        guard let function = functions.first(where: { $0.name == name }) else {
            return .failure(
                Problem(
                    message: "calls `\(name)`, which `\(file)` does not define at its top",
                    fix: suggestion(for: name, among: functions.map(\.name), "functions", of: "`\(file)`")))
        }
        return .success(function)
    }

    private static func problem(
        of call: PythonCallModel, _ function: PythonFunctions.Function, givesAll: Bool
    ) -> Problem? {
        let given = call.arguments.map(\.name)
        let names = function.parameters.map(\.name)
        if !function.takesAny, let unknown = given.first(where: { !names.contains($0) }) {
            return Problem(
                message: "gives `\(call.function)` an argument `\(unknown)`, which it does not take",
                fix: suggestion(for: unknown, among: names, "parameters", of: "`\(call.function)`"))
        }
        guard givesAll, let missing = function.parameters.first(where: { $0.isRequired && !given.contains($0.name) })
        else {
            return nil
        }
        return Problem(
            message: "calls `\(call.function)` without its argument `\(missing.name)`",
            fix: "give it, or give it a default")
    }
}

extension CheckContext.Pipeline {
    /// By the properties that name them.
    fileprivate var functions: [(property: String, functions: [TemplateFunctionModel])] {
        [("macros", model.macros), ("filters", model.filters), ("notifications", callbacks)]
    }

    /// The functions that notifications call.
    private var callbacks: [TemplateFunctionModel] {
        allNotifications.compactMap { notification in
            if case .function(let function) = notification.channel { function } else { nil }
        }
    }
}
