internal import Git

/// Which paths a published tree may hold: none that leads outside of it, that git itself would trip over, or that
/// the file system cannot hold.
enum PathPolicy {
    /// `NAME_MAX` of Linux.
    static let componentLimit = 255
    /// Leaves room for the root below `PATH_MAX`, which is 4096.
    static let pathLimit = 3072
    static let depthLimit = 200

    /// - Parameter isNew: whether a path was not published before; one that was has been judged already.
    static func refusals(of entries: [TreeEntry], isNew: (Int) -> Bool = { _ in true }) -> [Refusal] {
        var refusals: [Refusal] = []
        var folders: Set<Substring> = []
        var last: TreeEntry?
        var lastFolder: Substring = ""
        for (index, entry) in entries.enumerated() {
            if isNew(index), let reason = problem(with: entry) { refusals.append(Refusal(.path, entry.path, reason)) }
            if entry.path == last?.path { refusals.append(Refusal(.path, entry.path, "is listed twice")) }
            last = entry
            guard let slash = entry.path.lastIndex(of: "/"), entry.path[..<slash] != lastFolder else { continue }
            lastFolder = entry.path[..<slash]
            insert(lastFolder, into: &folders)
        }
        for entry in entries where folders.contains(entry.path[...]) {
            refusals.append(Refusal(.path, entry.path, "is both a folder and something else"))
        }
        return refusals + spellingRefusals(of: entries)
    }

    /// Two paths that differ only in how Unicode spells the same letters. Strings compare as equal here, so a link of
    /// one spelling could hide behind the other, and some file systems hold only one of them.
    private static func spellingRefusals(of entries: [TreeEntry]) -> [Refusal] {
        guard entries.contains(where: { !$0.path.utf8.allSatisfy { $0 < 0x80 } }) else { return [] }
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

    private static func insert(_ folder: Substring, into folders: inout Set<Substring>) {
        var folder = folder
        while folders.insert(folder).inserted, let slash = folder.lastIndex(of: "/") {
            folder = folder[..<slash]
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
        if component.contains("\\") { return "has a backslash in it" }
        if isGitFolder(component) { return "has a name in it that git takes for its own folder" }
        return nil
    }

    /// `.git` as any of the file systems that git guards against would read it: HFS+ ignores some characters, NTFS
    /// ignores case, trailing dots and blanks, names streams after a colon and has a short name.
    private static func isGitFolder(_ component: Substring) -> Bool {
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
