import CodeModels

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
        let timetable = pipeline.schedule["timetable"]?["path"]?.string
        let own = timetable.map { EscapeHatch(kind: "timetable", target: $0, pipeline: pipeline.id, task: nil) }
        return [own].compactMap(\.self) + ofTasks(in: pipeline)
    }

    private static func ofTasks(in pipeline: PipelineSnapshot) -> [EscapeHatch] {
        pipeline.tasks.flatMap { task -> [EscapeHatch] in
            func hatch(_ kind: String, _ target: String?) -> EscapeHatch {
                EscapeHatch(kind: kind, target: target, pipeline: pipeline.id, task: task.id)
            }
            let settings = task.settings["settings"]
            var hatches: [EscapeHatch] = []
            switch task.kind {
            case "custom": hatches.append(hatch("operator", settings?["path"]?.string))
            case "python":
                let function = settings?["function"]?.string ?? ""
                hatches.append(hatch("Python", "\(settings?["file"]?.string ?? "")#\(function)"))
            case "container": hatches.append(hatch("container", settings?["image"]?.string))
            case "sql", "sqlCheck": hatches.append(hatch("SQL", nil))
            default: break
            }
            for found in raw(in: task.settings) where !hatches.contains(hatch(found.kind, found.target)) {
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
