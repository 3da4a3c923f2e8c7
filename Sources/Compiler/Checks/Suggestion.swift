/// What to write instead of a name that is not known: the nearest known one, or the list.
package func suggestion(for name: String, among known: [String], _ what: String, of owner: String = "the environment")
    -> String
{
    if let near = suggestion(for: name, among: known) { return near }
    if known.isEmpty { return "add it to the \(what) of \(owner)" }
    return
        "add it to the \(what) of \(owner), or name one of \(known.prefix(listed).map { "`\($0)`" }.joined(separator: ", "))"
        + (known.count > listed ? " …" : "")
}

/// Names that a fix lists at most.
private let listed = 8

/// The nearest known name, if one is near.
package func suggestion(for name: String, among known: some Sequence<String>) -> String? {
    known.map { ($0, distance(name.lowercased(), $0.lowercased())) }.filter { $0.1 <= max(1, name.count / 4) }.min {
        ($0.1, $0.0) < ($1.1, $1.0)
    }
    .map { "did you mean `\($0.0)`?" }
}

/// The least number of letters to change, leave out, put in or swap with the next one: optimal string alignment, three
/// rows at a time.
private func distance(_ left: String, _ right: String) -> Int {
    let (source, target) = (Array(left.utf8), Array(right.utf8))
    var before: [Int] = []
    var row = Array(0...target.count)
    for (i, byte) in source.enumerated() {
        var next = [i + 1]
        for (j, other) in target.enumerated() {
            var least = min(row[j] + (byte == other ? 0 : 1), row[j + 1] + 1, next[j] + 1)
            if i > 0, j > 0, byte == target[j - 1], source[i - 1] == other { least = min(least, before[j - 1] + 1) }
            next.append(least)
        }
        (before, row) = (row, next)
    }
    return row[target.count]
}

/// The known name that differs from `name` by a letter or two; nil when none does, so that `name` may be one's own.
package func misspelling(of name: String, among known: some Sequence<String>) -> String? {
    let length = name.utf8.count
    return known.filter { abs($0.utf8.count - length) <= 2 }.map { ($0, distance(name, $0)) }.filter { $0.1 <= 2 }
        .min { ($0.1, $0.0) < ($1.1, $1.0) }?.0
}
