import Workspace

/// A plan as a comment of a pull request.
enum PlanMarkdown {
    /// Bytes for the differences of files. GitHub takes 65,536 characters for a comment.
    private static let room = 50_000

    static func render(_ report: PlanReport) -> String {
        var parts = ["**\(report.headline)**"]
        for item in PlanOutline(report.difference).items {
            let heading =
                item.mark == .detail || item.mark == .effect ? sentence(item.text) : "\(word(item.mark))\(item.text)"
            let bullets = item.items.flatMap { lines($0, depth: 0) }
            parts.append((["#### \(heading)", ""] + bullets).joined(separator: "\n"))
        }
        if let remark = report.remark { parts.append("> \(remark)") }
        parts += files(report)
        return parts.joined(separator: "\n\n")
    }

    private static func lines(_ item: PlanOutline.Item, depth: Int) -> [String] {
        let indent = String(repeating: "  ", count: depth)
        let text = item.mark == .effect ? "**\(sentence(item.text))**" : "\(word(item.mark))\(item.text)"
        var lines = ["\(indent)- \(text)"]
        if !item.lines.isEmpty {
            lines += ["\(indent)  ```diff"] + item.lines.map { "\(indent)  \($0)" } + ["\(indent)  ```"]
        }
        return lines + item.items.flatMap { self.lines($0, depth: depth + 1) }
    }

    private static func word(_ mark: PlanOutline.Mark) -> String {
        switch mark {
        case .added: "new "
        case .removed: "deleted "
        case .changed: "changed "
        case .renamed: "renamed "
        case .effect, .detail: ""
        }
    }

    private static func sentence(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }

    private static func files(_ report: PlanReport) -> [String] {
        var room = Self.room
        var parts: [String] = []
        var left = 0
        for change in report.files {
            let difference = report.difference(of: change)
            guard difference.utf8.count <= room else {
                left += 1
                continue
            }
            room -= difference.utf8.count
            // A fence of its own length, since texts of pipelines may hold fences.
            let fence = String(repeating: "`", count: max(3, longestRun(of: "`", in: difference) + 1))
            parts.append(
                """
                <details><summary>\(change.action.rawValue) <code>\(change.path)</code>\(report.warning(change))</summary>

                \(fence)diff
                \(difference)\(fence)

                </details>
                """)
        }
        if left > 0 { parts.append("\(left) more file\(left == 1 ? "" : "s") with differences too long for a comment") }
        return parts
    }

    private static func longestRun(of character: Character, in text: String) -> Int {
        var (longest, current) = (0, 0)
        for each in text {
            current = each == character ? current + 1 : 0
            longest = max(longest, current)
        }
        return longest
    }
}
