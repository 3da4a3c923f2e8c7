internal import Git

/// Which paths a published tree may hold: none that leads outside of it, that git itself would trip over, or that
/// the file system cannot hold.
enum PathPolicy {
    /// `NAME_MAX` of Linux.
    static let componentLimit = 255
    /// Leaves room for the root below `PATH_MAX`, which is 4096.
    static let pathLimit = 3072
    static let depthLimit = 200

    /// What new paths are refused for, alone or beside the others.
    ///
    /// - Parameters:
    ///   - entries: sorted by the bytes of the path.
    ///   - isNew: whether a path was not published before; those that were have been judged, also beside each other.
    static func refusals(
        of entries: some RandomAccessCollection<TreeEntry>, isNew: (Int) -> Bool = { _ in true }
    ) -> [Refusal] {
        let paths = entries.lazy.map { $0.path }
        var refusals: [Refusal] = []
        var places = FolderPlaces(paths)
        var needsSpelling = false
        for (place, index) in entries.indices.enumerated() where isNew(place) {
            let entry = entries[index]
            if let reason = problem(with: entry) { refusals.append(Refusal(.path, entry.path, reason)) }
            // Of two that are equal at least one is new; the second of two new ones is named.
            let before = place > 0 && PathOrder.isSame(paths[paths.index(before: index)], entry.path)
            let next = paths.index(after: index)
            let after = next < paths.endIndex && !isNew(place + 1) && PathOrder.isSame(paths[next], entry.path)
            if before || after { refusals.append(Refusal(.path, entry.path, "is listed twice")) }
            places.judge(entry.path, before: next < paths.endIndex ? paths[next] : nil)
            needsSpelling = needsSpelling || !entry.path.utf8.allSatisfy { $0 < 0x80 }
        }
        refusals += places.refusals
        return needsSpelling ? refusals + spellingRefusals(of: entries) : refusals
    }

    /// Two paths that differ only in how Unicode spells the same letters. Strings compare as equal here, so a link of
    /// one spelling could hide behind the other, and some file systems hold only one of them.
    private static func spellingRefusals(of entries: some Collection<TreeEntry>) -> [Refusal] {
        var spellings: [Substring: Substring] = [:]
        return entries.compactMap { entry in
            let ends = entry.path.indices.filter { entry.path[$0] == "/" } + [entry.path.endIndex]
            for end in ends {
                let path = entry.path[..<end]
                let first = spellings[path] ?? path
                spellings[path] = first
                if !first.utf8.elementsEqual(path.utf8) {
                    return Refusal(.path, entry.path, "differs from another path only in how its letters are encoded")
                }
            }
            return nil
        }
    }

    private static func problem(with entry: TreeEntry) -> String? {
        if entry.rawPath != nil { return "is not UTF-8" }
        if entry.path.utf8.count > pathLimit { return "is longer than \(pathLimit) bytes" }
        let components = entry.path.split(separator: "/", omittingEmptySubsequences: false)
        if components.count > depthLimit { return "is nested deeper than \(depthLimit) folders" }
        for component in components {
            if let problem = problem(with: component) { return problem }
        }
        return nil
    }

    private static func problem(with component: Substring) -> String? {
        if component.isEmpty { return "has an empty name in it" }
        if component == "." || component == ".." { return "has '\(component)' in it" }
        if component.utf8.count > componentLimit { return "has a name longer than \(componentLimit) bytes" }
        if component.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) { return "has a control character in it" }
        if component.utf8.contains(UInt8(ascii: "\\")) { return "has a backslash in it" }
        if isGitFolder(component) { return "has a name in it that git takes for its own folder" }
        return nil
    }

    /// `.git` as any of the file systems that git guards against would read it: HFS+ ignores some characters, NTFS
    /// ignores case, trailing dots and blanks, names streams after a colon and has a short name.
    private static func isGitFolder(_ component: Substring) -> Bool {
        // Nothing that is not ignored may come first; most names are done with this look.
        guard let first = component.utf8.first, first >= 0x80 || ".gG".utf8.contains(first) else { return false }
        let visible = component.unicodeScalars.filter { !ignorable.contains($0.value) }
        var name = String(String.UnicodeScalarView(visible)).lowercased()
        if let colon = name.firstIndex(of: ":") { name = String(name[..<colon]) }
        while let end = name.last, end == "." || end == " " { name.removeLast() }
        return name == ".git" || name == "git~1"
    }

    /// The code points that git's `utf8.c` names as ignored by HFS+.
    private static let ignorable: Set<UInt32> = Set(
        [0xFEFF] + Array(0x200C...0x200F) + Array(0x202A...0x202E) + Array(0x206A...0x206F))
}

/// Finds paths that would have to be a folder and something else at once.
private struct FolderPlaces<Paths: RandomAccessCollection<String>> {
    private(set) var refusals: [Refusal] = []
    private let paths: Paths
    private var judged: Set<String> = []

    /// - Parameter paths: all of the tree, sorted by their bytes.
    init(_ paths: Paths) { self.paths = paths }

    /// Looks for what stands where `path` needs a folder, and for what needs a folder where `path` stands.
    ///
    /// - Parameter next: the path that follows it.
    mutating func judge(_ path: String, before next: String?) {
        // Between it and what lies below it come only paths that begin with it too.
        let mayBeFolder = next?.utf8.starts(with: path.utf8) == true
        if mayBeFolder, first(from: "\(path)/")?.utf8.starts(with: "\(path)/".utf8) == true { refuse(path) }
        var rest = path[...]
        while let slash = rest.utf8.lastIndex(of: UInt8(ascii: "/")) {
            rest = rest[..<slash]
            let folder = String(rest)
            // The folders above one that was judged are judged too.
            guard judged.insert(folder).inserted else { return }
            if first(from: folder).map({ PathOrder.isSame($0, folder) }) == true { refuse(folder) }
        }
    }

    private func first(from path: String) -> String? {
        let place = PathOrder.position(of: path, in: paths)
        return place < paths.count ? paths[paths.index(paths.startIndex, offsetBy: place)] : nil
    }

    private mutating func refuse(_ path: String) {
        let refusal = Refusal(.path, path, "is both a folder and something else")
        if !refusals.contains(refusal) { refusals.append(refusal) }
    }
}
