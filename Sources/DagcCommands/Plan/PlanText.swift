import Workspace

/// A plan for a terminal.
enum PlanText {
    static func render(_ report: PlanReport) -> String {
        var lines = PlanOutline(report.difference).items.flatMap { self.lines($0, depth: 0) }
        if let remark = report.remark { lines.append("! \(remark)") }
        let files = report.files.filter { report.showsFiles || $0.conflict != nil || report.remark != nil }
        for file in files {
            lines.append("\(file.action.glyph) \(file.path)\(report.warning(file))")
            if report.showsFiles { lines.append(report.difference(of: file)) }
        }
        if !lines.isEmpty { lines.append("") }
        return (lines + [report.headline]).joined(separator: "\n")
    }

    private static func lines(_ item: PlanOutline.Item, depth: Int) -> [String] {
        let indent = String(repeating: "    ", count: depth)
        let first = "\(indent)\(glyph(item.mark)) \(item.text)"
        return [first] + item.lines.map { "\(indent)      \($0)" }
            + item.items.flatMap { lines($0, depth: depth + 1) }
    }

    private static func glyph(_ mark: PlanOutline.Mark) -> String {
        switch mark {
        case .added: "+"
        case .removed: "-"
        case .changed: "~"
        case .renamed: ">"
        case .effect: "!"
        case .detail: " "
        }
    }
}
