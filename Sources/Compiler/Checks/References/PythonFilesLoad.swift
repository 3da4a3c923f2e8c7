import Diagnostics
import PipelineModel

/// The Python files that pipelines call can be read, and do no work when they are imported.
///
/// A scheduler that imports them runs what stands at their top whenever it reads the pipelines, every half a minute or so.
enum PythonFilesLoad: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        let files = Dictionary(project.model.pythonFiles.map { ($0.path, PythonOutline($0.text)) }) { first, _ in first
        }
        var seen: Set<String> = []
        for pipeline in project.pipelines {
            for function in pipeline.model.macros + pipeline.model.filters where seen.insert(function.file).inserted {
                check(function.file, files, at: pipeline.sources.location(of: "macros"), &report)
            }
            for task in pipeline.tasks {
                guard case .python(let call) = task.kind, seen.insert(call.file).inserted else { continue }
                check(call.file, files, at: task.location, &report)
            }
        }
    }

    private static func check(
        _ path: String, _ files: [String: PythonOutline], at location: SourceLocation, _ report: inout DiagnosticReport
    ) {
        guard let outline = files[path] else { return }
        if let problem = outline.problem {
            report.add(
                .unreadablePython, "Python cannot read `\(path)`: line \(problem.line) \(problem.words)", at: location,
                fix: "mend the file")
        }
        for work in outline.workOnImport {
            report.add(
                .workOnImport, "line \(work.line) of `\(path)` calls `\(work.call)` whenever the file is imported",
                at: location, fix: "call it within the function that needs it")
        }
    }
}
