extension TextDifference {
    /// The difference in the unified format of `diff -u` and git; empty when the texts are equal.
    ///
    /// - Parameter context: How many kept lines are shown around changes.
    package func unified(from before: String, to after: String, context: Int = 3) -> String {
        let hunks = hunks(context: context)
        guard !hunks.isEmpty else { return "" }
        return "--- \(before)\n+++ \(after)\n" + hunks.map(text).joined()
    }

    /// Ranges of lines around changes that do not touch each other.
    private func hunks(context: Int) -> [Range<Int>] {
        var hunks: [Range<Int>] = []
        for (index, line) in lines.enumerated() {
            if case .kept = line { continue }
            let range = max(0, index - context)..<min(lines.count, index + context + 1)
            if let last = hunks.last, last.upperBound >= range.lowerBound {
                hunks[hunks.count - 1] = last.lowerBound..<range.upperBound
            } else {
                hunks.append(range)
            }
        }
        return hunks
    }

    private func text(_ hunk: Range<Int>) -> String {
        let before = counts(lines[..<hunk.lowerBound])
        let inside = counts(lines[hunk])
        var text = "@@ -\(position(before.old, inside.old)) +\(position(before.new, inside.new)) @@\n"
        for line in lines[hunk] {
            switch line {
            case .kept(let content): text += " " + content
            case .removed(let content): text += "-" + content
            case .added(let content): text += "+" + content
            }
            if text.utf8.last != UInt8(ascii: "\n") { text += "\n\\ No newline at end of file\n" }
        }
        return text
    }

    /// `start,count`; the start of an empty range is the line before it.
    private func position(_ before: Int, _ count: Int) -> String {
        let start = count == 0 ? before : before + 1
        return count == 1 ? "\(start)" : "\(start),\(count)"
    }

    private func counts(_ lines: ArraySlice<Line>) -> (old: Int, new: Int) {
        lines.reduce((0, 0)) { counts, line in
            switch line {
            case .kept: (counts.0 + 1, counts.1 + 1)
            case .removed: (counts.0 + 1, counts.1)
            case .added: (counts.0, counts.1 + 1)
            }
        }
    }
}
