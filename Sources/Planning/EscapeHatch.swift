import CodeModels
import Compiler
import PipelineModel

/// A place at which a pipeline leaves what dagc can look into. They are allowed, typed, and listed.
package struct EscapeHatch: Hashable, Sendable {
    /// Such as `operator` or `SQL`.
    package let kind: String
    /// What stands behind it, such as the path of a class; nil for a text.
    package let target: String?
    package let pipeline: String
    /// The path of the task; nil for one of the pipeline itself.
    package let task: String?

    static func all(in pipeline: PipelineSnapshot) -> [EscapeHatch] {
        ofPipeline(pipeline) + ofTasks(in: pipeline)
    }

    private static func ofPipeline(_ pipeline: PipelineSnapshot) -> [EscapeHatch] {
        var found: [(kind: String, target: String?)] = []
        if let path = pipeline.schedule["timetable"]?["path"]?.string { found.append(("timetable", path)) }
        for dataset in pipeline.settings["datasets"]?.elements ?? [] {
            let paths = (dataset["watchers"]?.elements ?? []).compactMap { $0["path"]?.string }
            found += paths.filter(WatcherModel.isOfAuthor).map { ("trigger", $0) }
        }
        for key in ["macros", "filters"] {
            found += (pipeline.settings[key]?.elements ?? []).map { ("Python", function($0)) }
        }
        found += callbacks(in: pipeline.settings)
        return distinct(found.map { EscapeHatch(kind: $0.kind, target: $0.target, pipeline: pipeline.id, task: nil) })
    }

    /// Whom notifications and deadlines tell by a class, or a function, that dagc does not know.
    private static func callbacks(in document: Document) -> [(kind: String, target: String?)] {
        switch document {
        case .array(let elements): return elements.flatMap(callbacks)
        case .object(let object):
            return object.entries.flatMap { entry -> [(kind: String, target: String?)] in
                guard entry.key == "channel" else { return callbacks(in: entry.value) }
                if let path = entry.value["notifier"]?["path"]?.string { return [("notifier", path)] }
                return entry.value["function"].map { [("callback", function($0))] } ?? []
            }
        default: return []
        }
    }

    private static func function(_ document: Document) -> String {
        "\(document["file"]?.string ?? "")#\(document["name"]?.string ?? "")"
    }

    /// A task's call of a function of the author's.
    private static func call(_ document: Document?) -> String {
        "\(document?["file"]?.string ?? "")#\(document?["function"]?.string ?? "")"
    }

    private static func distinct(_ hatches: [EscapeHatch]) -> [EscapeHatch] {
        var known: Set<EscapeHatch> = []
        return hatches.filter { known.insert($0).inserted }
    }

    private static func ofTasks(in pipeline: PipelineSnapshot) -> [EscapeHatch] {
        pipeline.tasks.flatMap { task -> [EscapeHatch] in
            func hatch(_ kind: String, _ target: String?) -> EscapeHatch {
                EscapeHatch(kind: kind, target: target, pipeline: pipeline.id, task: task.id)
            }
            let settings = task.settings["settings"]
            var hatches: [EscapeHatch] = []
            switch TaskKind.Name(rawValue: task.kind) {
            case .custom: hatches.append(hatch("operator", settings?["path"]?.string))
            case .python: hatches.append(hatch("Python", call(settings)))
            case .branch, .gate: if let decider = settings?["call"] { hatches.append(hatch("Python", call(decider))) }
            case .sensor:
                let condition = settings?["condition"]
                if let function = condition?["python"] { hatches.append(hatch("Python", call(function))) }
                if let path = condition?["custom"]?["path"]?.string { hatches.append(hatch("sensor", path)) }
                if condition?["sql"] != nil { hatches.append(hatch("SQL", nil)) }
            case .container: hatches.append(hatch("container", settings?["image"]?.string))
            case .sql, .sqlCheck: hatches.append(hatch("SQL", nil))
            // A tree of another version may have a kind that this one does not know.
            case .quality, .spark, .dbt, .reconciliation, .report, .http, .watch, .bash, .empty, .httpRequest,
                .glue, .glueCrawler, .lambda, .emrStep, .emrServerless, .stateMachine, .trigger, .message, .human,
                .outcome, .review, .marker, nil:
                break
            }
            let others = callbacks(in: task.settings) + raw(in: task.settings)
            for found in others where !hatches.contains(hatch(found.kind, found.target)) {
                hatches.append(hatch(found.kind, found.target))
            }
            return hatches
        }
    }

    /// Templates in the target's own notation, and objects of Python by their path.
    private static func raw(in document: Document) -> [(kind: String, target: String?)] {
        switch document {
        case .array(let elements): return elements.flatMap(raw)
        case .object(let object):
            if object.entries.count == 1, let (key, value) = object.entries.first {
                switch key {
                case "template": return [("template", value.string)]
                case "reference": return [("Python object", value.string)]
                case "call": return [("Python object", value["_0"]?.string)] + raw(in: value)
                default: break
                }
            }
            return object.entries.flatMap { raw(in: $0.value) }
        default: return []
        }
    }
}
