/// A drawing as a Mermaid flowchart: https://mermaid.js.org/syntax/flowchart.html
enum MermaidRenderer {
    static func render(_ drawing: Drawing) -> String {
        var lines = ["flowchart LR"]
        for box in drawing.boxes { append(box, level: 1, to: &lines) }
        for edge in drawing.edges { lines.append("    " + text(of: edge)) }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func append(_ box: Drawing.Box, level: Int, to lines: inout [String]) {
        let indent = String(repeating: "    ", count: level)
        lines.append("\(indent)subgraph \(box.name)[\(quoted(box.text))]")
        for item in box.items {
            switch item {
            case .node(let node): lines.append("\(indent)    \(node.name)\(shape(of: node))")
            case .box(let inner): append(inner, level: level + 1, to: &lines)
            }
        }
        lines.append("\(indent)end")
    }

    private static func shape(of node: Drawing.Node) -> String {
        let text = quoted(node.text)
        return switch node.shape {
        case .task: "[\(text)]"
        case .branch: "{\(text)}"
        case .gate: "{{\(text)}}"
        case .setup: "[/\(text)\\]"
        case .teardown: "[\\\(text)/]"
        }
    }

    private static func text(of edge: Drawing.Edge) -> String {
        let label = edge.label.map { "|\(quoted($0))|" } ?? ""
        return "\(name(of: edge.from)) \(edge.isData ? "-.->" : "-->")\(label) \(name(of: edge.to))"
    }

    private static func name(of end: Drawing.End) -> String {
        switch end {
        case .node(let name), .box(let name, _): name
        }
    }

    /// Mermaid has no escapes; it takes characters by their numbers.
    private static func quoted(_ text: String) -> String {
        let safe = text.unicodeScalars.map { scalar in
            switch scalar {
            case "\"", "#", "&", "<", ">", "\\", "`": "#\(scalar.value);"
            case "\n", "\r", "\t": " "
            default: String(scalar)
            }
        }
        return "\"\(safe.joined())\""
    }
}
