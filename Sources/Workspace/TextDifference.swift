/// The difference between two texts, line by line.
package struct TextDifference: Equatable, Sendable {
    /// One line of either text.
    package enum Line: Equatable, Sendable {
        case kept(String)
        case removed(String)
        case added(String)
    }

    /// All lines of both texts in order. The last line has no newline where the text has none.
    package let lines: [Line]

    /// The fewest removed and added lines that lead from one text to the other, as long as there are not too many.
    package init(from before: String, to after: String) {
        let old = TextDifference.split(before)
        let new = TextDifference.split(after)
        let prefix = zip(old, new).prefix { $0 == $1 }.count
        let suffix = zip(old[prefix...].reversed(), new[prefix...].reversed()).prefix { $0 == $1 }.count
        let middle = TextDifference.difference(
            Array(old[prefix..<old.count - suffix]), Array(new[prefix..<new.count - suffix]))
        lines = old[..<prefix].map(Line.kept) + middle + old[(old.count - suffix)...].map(Line.kept)
    }

    /// Lines with their newlines.
    private static func split(_ text: String) -> [String] {
        var lines: [String] = []
        var start = text.utf8.startIndex
        while start < text.utf8.endIndex {
            let newline = text.utf8[start...].firstIndex(of: UInt8(ascii: "\n"))
            let end = newline.map { text.utf8.index(after: $0) } ?? text.utf8.endIndex
            lines.append(String(text[start..<end]))
            start = end
        }
        return lines
    }

    /// Beyond so many changed lines a minimal difference costs much and tells nobody anything.
    private static let maximumEdits = 1000

    /// Myers' greedy algorithm: for each number of edits, how far each diagonal gets.
    private static func difference(_ old: [String], _ new: [String]) -> [Line] {
        var reach = [1: 0]
        var history: [[Int: Int]] = []
        for edits in 0...min(old.count + new.count, maximumEdits) {
            history.append(reach)
            for diagonal in stride(from: -edits, through: edits, by: 2) {
                let goesDown =
                    diagonal == -edits
                    || diagonal != edits && reach[diagonal - 1, default: -1] < reach[diagonal + 1, default: -1]
                var x = goesDown ? reach[diagonal + 1, default: 0] : reach[diagonal - 1, default: 0] + 1
                while x < old.count, x - diagonal < new.count, x - diagonal >= 0, old[x] == new[x - diagonal] { x += 1 }
                reach[diagonal] = x
                if x >= old.count && x - diagonal >= new.count { return trace(history, old, new) }
            }
        }
        return old.map(Line.removed) + new.map(Line.added)
    }

    private static func trace(_ history: [[Int: Int]], _ old: [String], _ new: [String]) -> [Line] {
        var lines: [Line] = []
        var (x, y) = (old.count, new.count)
        for (edits, reach) in history.enumerated().reversed() {
            let diagonal = x - y
            let goesDown =
                diagonal == -edits
                || diagonal != edits && reach[diagonal - 1, default: -1] < reach[diagonal + 1, default: -1]
            let previous = goesDown ? diagonal + 1 : diagonal - 1
            let previousX = edits == 0 ? 0 : reach[previous, default: 0]
            let previousY = edits == 0 ? 0 : previousX - previous
            while x > previousX && y > previousY {
                (x, y) = (x - 1, y - 1)
                lines.append(.kept(old[x]))
            }
            guard edits > 0 else { break }
            if goesDown {
                y -= 1
                lines.append(.added(new[y]))
            } else {
                x -= 1
                lines.append(.removed(old[x]))
            }
        }
        return lines.reversed()
    }
}
