import PipelineModel

/// Datasets and the pipelines that write and read them, in Graphviz's language.
enum LineageDrawing {
    static func dot(of project: ProjectModel) -> String {
        let links = Lineage(project)
        var lines = ["digraph lineage {", "    rankdir=LR", "    node [shape=box style=rounded]"]
        let pipelines = project.pipelines.map(\.id).filter { links.written[$0] != nil || links.read[$0] != nil }
        for id in pipelines { lines.append("    \(quoted("p " + id)) [label=\(quoted(id)) class=pipeline]") }
        for dataset in links.datasets {
            lines.append(
                "    \(quoted("d " + dataset.uri)) [label=\(quoted(dataset.name)) shape=cylinder style=solid class=dataset]"
            )
        }
        for id in pipelines {
            for uri in links.written[id] ?? [] { lines.append("    \(quoted("p " + id)) -> \(quoted("d " + uri))") }
            // What it reads of its own is no way of the data over pipelines.
            for uri in links.read[id] ?? [] where !(links.written[id]?.contains(uri) ?? false) {
                let style = links.starts[id]?.contains(uri) ?? false ? "" : " [style=dashed]"
                lines.append("    \(quoted("d " + uri)) -> \(quoted("p " + id))\(style)")
            }
        }
        return lines.joined(separator: "\n") + "\n}\n"
    }

    private static func quoted(_ text: String) -> String {
        "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n") + "\""
    }
}

/// Which pipelines write, read and are started by which datasets.
struct Lineage {
    /// By their URI, each once, in the order of their names.
    let datasets: [DatasetModel]
    /// URIs by the ids of pipelines, in order.
    let written: [String: [String]]
    let read: [String: [String]]
    let starts: [String: Set<String>]

    init(_ project: ProjectModel) {
        var known: [String: DatasetModel] = [:]
        var written: [String: Set<String>] = [:]
        var read: [String: Set<String>] = [:]
        var starts: [String: Set<String>] = [:]
        for pipeline in project.pipelines {
            for dataset in pipeline.schedule.datasets {
                known[dataset.uri] = dataset
                read[pipeline.id, default: []].insert(dataset.uri)
                starts[pipeline.id, default: []].insert(dataset.uri)
            }
            for task in pipeline.root.allTasks {
                for dataset in task.reads {
                    known[dataset.uri] = dataset
                    read[pipeline.id, default: []].insert(dataset.uri)
                }
                for dataset in task.writes {
                    known[dataset.uri] = dataset
                    written[pipeline.id, default: []].insert(dataset.uri)
                }
            }
        }
        datasets = known.values.sorted { ($0.name, $0.uri) < ($1.name, $1.uri) }
        self.written = written.mapValues { $0.sorted() }
        self.read = read.mapValues { $0.sorted() }
        self.starts = starts
    }
}

extension ScopeModel {
    fileprivate var allTasks: [TaskModel] {
        nodes.flatMap { node in
            switch node {
            case .task(let task): [task]
            case .group(let group): group.scope.allTasks
            }
        }
    }
}
