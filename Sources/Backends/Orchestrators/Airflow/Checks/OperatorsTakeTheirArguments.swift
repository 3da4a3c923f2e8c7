import Compiler
import Diagnostics
import PipelineModel

/// A class that an author names by its import path is there, and takes what it is given.
///
/// Providers are known as one release has them, which the finding names; files of the package as they are.
enum OperatorsTakeTheirArguments: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        guard case .airflow(let airflow) = project.model.environment.orchestrator else { return }
        let package = project.model.environment.pythonPackage
        let own = OwnClasses(project.model.pythonFiles, package: package)
        let version: AirflowDialect.Version = airflow.version == .v2_11 ? .v2 : .v3
        for pipeline in project.pipelines {
            for task in pipeline.tasks {
                guard let model = task.kind.customOperator, !model.isGroup,
                    MovedPaths.limits(of: model, version).isEmpty
                else { continue }
                for problem in problems(of: model, own, version) {
                    report.add(
                        .unfittingOperator, "task `\(task.path)` \(problem.message)", at: task.location,
                        fix: problem.fix)
                }
            }
        }
    }

    private struct Problem {
        let message: String
        let fix: String
    }

    private static func problems(
        of model: OperatorModel, _ own: OwnClasses, _ version: AirflowDialect.Version
    ) -> [Problem] {
        let path = version == .v2 ? model.earlierPath ?? model.path : model.path
        let index = OperatorIndex.installed
        if let known = index.release(of: path) {
            let source = "as release \(known.release) of provider `\(known.provider)` has it"
            guard let signature = index.classes[path] else { return missing(path, index, source) }
            guard !signature.takesAny else { return [] }
            return unknown(model.arguments, of: path, index.parameters(of: signature, on: version), " (\(source))")
        }
        switch own.find(path) {
        case .elsewhere, .takesAny: return []
        case .missing(let file, let names):
            return [
                Problem(
                    message: "is a `\(path)`, which `\(file)` does not define at its top",
                    fix: suggestion(for: path.lastName, among: names, "classes", of: "`\(file)`"))
            ]
        case .takes(let parameters, let isSensor):
            let all = parameters + index.everyOperator(isSensor: isSensor, on: version)
            return unknown(model.arguments, of: path, all, "")
        }
    }

    /// Only where the module is known: another one may have come with a later release.
    private static func missing(_ path: String, _ index: OperatorIndex, _ source: String) -> [Problem] {
        let module = path.dropLast(path.lastName.count)
        let names = index.classes.keys.filter { $0.hasPrefix(module) }.map(\.lastName).sorted()
        guard !names.isEmpty else { return [] }
        return [
            Problem(
                message: "is a `\(path)`, and its module has no such class (\(source))",
                fix: suggestion(for: path.lastName, among: names, "classes", of: "the module"))
        ]
    }

    private static func unknown(
        _ arguments: [ValueModel.Entry], of path: String, _ parameters: [String], _ source: String
    ) -> [Problem] {
        arguments.map(\.name).filter { !parameters.contains($0) }.map { name in
            Problem(
                message: "gives `\(path.lastName)` an argument `\(name)`, which it does not take\(source)",
                fix: suggestion(for: name, among: parameters)
                    ?? "take it out, or name one of \(parameters.prefix(8).map { "`\($0)`" }.joined(separator: ", ")) …"
            )
        }
    }
}

extension String {
    fileprivate var lastName: String { split(separator: ".").last.map(String.init) ?? self }
}
