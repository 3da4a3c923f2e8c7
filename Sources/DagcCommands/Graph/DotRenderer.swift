/// A drawing in Graphviz's language: https://graphviz.org/doc/info/lang.html
enum DotRenderer {
    static func render(_ drawing: Drawing) -> String {
        var lines = [
            "digraph pipelines {", "    rankdir=LR", "    compound=true", "    node [shape=box style=rounded]",
        ]
        for box in drawing.boxes { append(box, level: 1, to: &lines) }
        for edge in drawing.edges { lines.append("    " + text(of: edge)) }
        return lines.joined(separator: "\n") + "\n}\n"
    }

    /// Only subgraphs whose names start with `cluster` are drawn as boxes.
    private static func append(_ box: Drawing.Box, level: Int, to lines: inout [String]) {
        let indent = String(repeating: "    ", count: level)
        lines.append("\(indent)subgraph cluster_\(box.name) {")
        lines.append("\(indent)    label=\(quoted(box.text))")
        for item in box.items {
            switch item {
            case .node(let node):
                lines.append("\(indent)    \(node.name) [label=\(quoted(node.text))\(shape(of: node))]")
            case .box(let inner): append(inner, level: level + 1, to: &lines)
            }
        }
        lines.append("\(indent)}")
    }

    private static func shape(of node: Drawing.Node) -> String {
        switch node.shape {
        case .task: ""
        case .branch: " shape=diamond style=solid"
        case .gate: " shape=hexagon style=solid"
        case .setup: " shape=trapezium style=solid"
        case .teardown: " shape=invtrapezium style=solid"
        }
    }

    private static func text(of edge: Drawing.Edge) -> String {
        var attributes: [String] = []
        if let label = edge.label { attributes.append("label=\(quoted(label))") }
        if edge.isData { attributes.append("style=dashed") }
        if case .box(let name, _) = edge.from { attributes.append("ltail=cluster_\(name)") }
        if case .box(let name, _) = edge.to { attributes.append("lhead=cluster_\(name)") }
        let list = attributes.isEmpty ? "" : " [\(attributes.joined(separator: " "))]"
        return "\(node(of: edge.from)) -> \(node(of: edge.to))\(list)"
    }

    private static func node(of end: Drawing.End) -> String {
        switch end {
        case .node(let name), .box(_, let name): name
        }
    }

    private static func quoted(_ text: String) -> String {
        let escaped = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
        return "\"\(escaped)\""
    }
}
