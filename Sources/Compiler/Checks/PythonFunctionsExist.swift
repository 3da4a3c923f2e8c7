import Diagnostics
import PipelineModel

/// Every Python function that is called stands in a file of the package, with parameters that fit.
enum PythonFunctionsExist: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        let files = Dictionary(project.model.pythonFiles.map { ($0.path, PythonFunctions.read($0.text)) }) { first, _ in
            first
        }
        for pipeline in project.pipelines {
            for task in pipeline.graph.tasks {
                guard case .python(let call) = task.kind, let problem = problem(of: call, files) else { continue }
                report.add(
                    .unknownPythonFunction, "task `\(task.path)` \(problem.message)",
                    at: pipeline.sources.location(ofTask: task.path), fix: problem.fix)
            }
        }
    }

    private static func problem(
        of call: PythonCallModel, _ files: [String: [PythonFunctions.Function]]
    ) -> (message: String, fix: String)? {
        guard call.file.hasSuffix(".py"), call.file.dropLast(3).split(separator: "/").allSatisfy(PythonName.isName)
        else {
            return ("calls into `\(call.file)`, which Python cannot import", "name a `.py` file in words of Python")
        }
        guard let functions = files[call.file] else {
            return (
                "calls into `\(call.file)`, which the folder `python` does not have",
                suggestion(for: call.file, among: files.keys.sorted(), "files in the folder `python`")
            )
        }
        guard let function = functions.first(where: { $0.name == call.function }) else {
            return (
                "calls `\(call.function)`, which `\(call.file)` does not define at its top",
                suggestion(for: call.function, among: functions.map(\.name), "functions of the file")
            )
        }
        return problem(of: call, function)
    }

    private static func problem(
        of call: PythonCallModel, _ function: PythonFunctions.Function
    ) -> (message: String, fix: String)? {
        let given = call.arguments.map(\.name)
        let names = function.parameters.map(\.name)
        if !function.takesAny, let unknown = given.first(where: { !names.contains($0) }) {
            return (
                "gives `\(call.function)` an argument `\(unknown)`, which it does not take",
                suggestion(for: unknown, among: names, "parameters of the function")
            )
        }
        guard let missing = function.parameters.first(where: { $0.isRequired && !given.contains($0.name) }) else {
            return nil
        }
        return ("calls `\(call.function)` without its argument `\(missing.name)`", "give it, or give it a default")
    }
}
