extension DbtProject {
    /// What terms of dbt's node selection name, in the order of the nodes' ids; nil where a term asks for what only a run
    /// knows, such as what has changed.
    ///
    /// Tests of what is selected belong to it, as dbt has it by default.
    /// Source: https://docs.getdbt.com/reference/node-selection/syntax
    package func selected(by select: [String], excluding exclude: [String]) -> [Int]? {
        guard let wanted = union(of: select), let unwanted = union(of: exclude) else { return nil }
        return wanted.subtracting(unwanted).sorted()
    }

    private func union(of terms: [String]) -> Set<Int>? {
        var result: Set<Int> = []
        for term in terms {
            guard let found = intersection(of: term.split(separator: ",").map(String.init)) else { return nil }
            result.formUnion(found)
        }
        return result
    }

    private func intersection(of parts: [String]) -> Set<Int>? {
        var result: Set<Int>?
        for part in parts {
            guard let term = DbtTerm(part), let named = nodes(named: term) else { return nil }
            // dbt takes the tests of each part before it looks for what all parts have.
            let found = withTests(of: named)
            result = result.map { $0.intersection(found) } ?? found
        }
        return result
    }

    private func nodes(named term: DbtTerm) -> Set<Int>? {
        guard let matches = matcher(of: term) else { return nil }
        var found = Set(nodes.indices.filter { nodes[$0].kind != .other && matches(nodes[$0]) })
        if term.takesParentsOfChildren {
            return reach(reach(found, along: children), along: parents)
        }
        let start = found
        if let steps = term.parents { found.formUnion(reach(start, along: parents, steps: steps)) }
        if let steps = term.children { found.formUnion(reach(start, along: children, steps: steps)) }
        return found
    }

    private func withTests(of selected: Set<Int>) -> Set<Int> {
        let tests = nodes.indices.filter { index in
            nodes[index].kind.isTest && parents[index].contains { selected.contains($0) }
        }
        return selected.union(tests)
    }

    private func matcher(of term: DbtTerm) -> ((Node) -> Bool)? {
        let value = term.value
        switch term.method {
        case nil: return { $0.isNamed(value) || $0.lies(in: value) || $0.file.hasSuffix("/\(value)") }
        case "fqn": return { $0.isNamed(value) }
        case "tag": return { node in node.tags.contains { DbtTerm.fits($0, value) } }
        case "path": return { $0.lies(in: value) }
        case "file": return { $0.file == value || $0.file.hasSuffix("/\(value)") }
        case "package": return { DbtTerm.fits($0.package, value) }
        case "resource_type": return { $0.kind.rawValue == value }
        case "config.materialized": return { $0.materialization == value }
        case "source":
            return { node in
                node.kind == .source
                    && (DbtTerm.fits(node.sourceName, value)
                        || DbtTerm.fits("\(node.sourceName).\(node.name)", value)
                        || DbtTerm.fits("\(node.package).\(node.sourceName).\(node.name)", value))
            }
        default: return nil
        }
    }
}

/// A part of a term: a method and its value, and how far from there the selection goes.
private struct DbtTerm {
    var method: String?
    var value: String
    /// How many steps; nil is none.
    var parents: Int?
    var children: Int?
    var takesParentsOfChildren = false

    init?(_ text: String) {
        var rest = text[...]
        if rest.first == "@" {
            takesParentsOfChildren = true
            rest.removeFirst()
        }
        let steps = rest.prefix { $0.isNumber }
        if rest.dropFirst(steps.count).first == "+" {
            parents = Int(steps) ?? .max
            rest = rest.dropFirst(steps.count + 1)
        }
        if let plus = rest.lastIndex(of: "+"), rest[plus...].dropFirst().allSatisfy(\.isNumber) {
            children = Int(rest[plus...].dropFirst()) ?? .max
            rest = rest[..<plus]
        }
        if let colon = rest.firstIndex(of: ":") {
            method = String(rest[..<colon])
            rest = rest[colon...].dropFirst()
        }
        value = String(rest)
        if value.isEmpty { return nil }
    }

    /// As dbt compares names: `*` stands for any characters, `?` for one.
    static func fits(_ name: String, _ pattern: String) -> Bool {
        fits(Array(name.utf8)[...], Array(pattern.utf8)[...])
    }

    /// The usual way without recursion: what came after the last star is tried further on until it fits.
    private static func fits(_ name: ArraySlice<UInt8>, _ pattern: ArraySlice<UInt8>) -> Bool {
        var (at, star, mark) = (name.startIndex, -1, name.startIndex)
        var place = pattern.startIndex
        while at < name.endIndex {
            if place < pattern.endIndex, pattern[place] == UInt8(ascii: "*") {
                (star, mark) = (place, at)
                place += 1
            } else if place < pattern.endIndex, pattern[place] == UInt8(ascii: "?") || pattern[place] == name[at] {
                (at, place) = (at + 1, place + 1)
            } else if star >= 0 {
                mark += 1
                (at, place) = (mark, star + 1)
            } else {
                return false
            }
        }
        return pattern[place...].allSatisfy { $0 == UInt8(ascii: "*") }
    }
}

extension DbtProject.Node {
    /// By its own name, or by the folders around it, with or without the package.
    fileprivate func isNamed(_ value: String) -> Bool {
        // Sources have a method of their own.
        guard kind != .source else { return false }
        if DbtTerm.fits(name, value) || DbtTerm.fits(qualifiedName, value) { return true }
        let parts = value.split(separator: ".")
        let own = qualifiedName.split(separator: ".")
        return own.starts(with: parts) || own.dropFirst().starts(with: parts)
    }

    fileprivate func lies(in folder: String) -> Bool {
        let path = folder.hasSuffix("/") ? String(folder.dropLast()) : folder
        guard path.contains("/") || path == "models" || file.hasPrefix("\(path)/") else { return false }
        return file == path || file.hasPrefix("\(path)/")
    }
}
