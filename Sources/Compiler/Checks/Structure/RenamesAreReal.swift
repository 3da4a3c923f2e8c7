import Diagnostics
import PipelineModel

/// What says that it had another id is the only one that had it, and nothing has it still.
enum RenamesAreReal: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        let pipelines = project.pipelines.map { pipeline in
            Named(
                id: pipeline.model.id, former: pipeline.model.renamedFrom, title: "pipeline `\(pipeline.model.id)`",
                place: pipeline.sources.pipeline)
        }
        check(pipelines, "pipeline", &report)
        for pipeline in project.pipelines where pipeline.tasks.contains(where: { $0.renamedFrom != nil }) {
            let tasks = pipeline.tasks.map { task in
                Named(id: task.path, former: task.renamedFrom, title: "task `\(task.path)`", place: task.location)
            }
            check(tasks, "task", &report)
        }
        checkForeignNames(in: project, &report)
    }

    private struct Named {
        let id: String
        let former: String?
        let title: String
        let place: SourceLocation
    }

    private static func check(_ all: [Named], _ kind: String, _ report: inout DiagnosticReport) {
        let known = Dictionary(all.map { ($0.id, $0.place) }) { first, _ in first }
        var claims: [String: Named] = [:]
        for item in all {
            guard let former = item.former else { continue }
            if former == item.id {
                report.add(
                    .wrongFormerID, "\(item.title) says that it was called as it is called", at: item.place,
                    fix: "name the id that it had before, or take `renamed` out")
            } else if let place = known[former] {
                report.add(
                    .wrongFormerID,
                    "\(item.title) says that it was `\(former)`, and there still is a \(kind) of that id",
                    at: item.place, notes: [.init("it is declared here", at: place)],
                    fix: "take `renamed` out where both are meant, or the one that is left over")
            } else if let first = claims[former] {
                report.add(
                    .wrongFormerID, "\(item.title) and \(first.title) both say that they were `\(former)`",
                    at: item.place,
                    notes: [.init("the first says it here", at: first.place)],
                    fix: "leave it to the one that goes on with what the other did")
            }
            claims[former] = claims[former] ?? item
        }
    }

    /// A pipeline of the project that is named by its former id, as one that others declare.
    private static func checkForeignNames(in project: CheckContext, _ report: inout DiagnosticReport) {
        let names = project.pipelines.compactMap { item in item.model.renamedFrom.map { ($0, item.model.id) } }
        let renamed = Dictionary(names) { first, _ in first }
        guard !renamed.isEmpty else { return }
        for task in project.pipelines.flatMap(\.tasks) {
            for reference in task.facts.pipelines where reference.foreign != nil {
                guard let id = renamed[reference.pipeline] else { continue }
                report.add(
                    .wrongFormerID, "task `\(task.path)` names `\(reference.pipeline)`, which is called `\(id)` now",
                    at: task.location, fix: "name the pipeline itself, so that its next name is found as well")
            }
        }
    }
}
