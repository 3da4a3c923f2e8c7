import CodeModels

/// Tells something that has got another name from one thing that went and another that came.
enum RenameMatching {
    /// The pairs of a removed and an added element that are alike enough, the most alike ones first.
    ///
    /// - Parameter likeness: from 0 to 100, or ``declared``.
    /// - Returns: for an added element, the removed one that it was.
    static func pairs<Element>(
        removed: [Element], added: [Element], likeness: (Element, Element) -> Int
    ) -> [Int: Int] {
        var candidates: [(likeness: Int, added: Int, removed: Int)] = []
        for (new, element) in added.enumerated() {
            for (old, other) in removed.enumerated() {
                let likeness = likeness(other, element)
                if likeness >= Self.least { candidates.append((likeness, new, old)) }
            }
        }
        candidates.sort { (-$0.likeness, $0.added, $0.removed) < (-$1.likeness, $1.added, $1.removed) }
        var pairs: [Int: Int] = [:]
        var taken: Set<Int> = []
        for candidate in candidates where pairs[candidate.added] == nil && !taken.contains(candidate.removed) {
            pairs[candidate.added] = candidate.removed
            taken.insert(candidate.removed)
        }
        return pairs
    }

    /// The likeness of two of which one says that it was the other.
    static let declared = 101

    /// Equal work and settings alone make a pair, an equal place alone does not.
    private static let least = 55

    /// Tasks of the same kind, by what they do, between what they stand, and what they are called.
    static func likeness(
        _ old: PipelineSnapshot.Task, in before: Neighbours, _ new: PipelineSnapshot.Task, in after: Neighbours
    ) -> Int {
        if new.renamedFrom == old.id { return declared }
        guard old.kind == new.kind else { return 0 }
        let work = share(of: old.settings["settings"], new.settings["settings"])
        // The rule follows from the place, and the role is the same for nearly all.
        let apart: Set = ["settings", "rule", "role"]
        let rest = share(of: old.settings.without(apart).leaves, new.settings.without(apart).leaves)
        let place = share(of: before.names[old.id, default: []], after.names[new.id, default: []])
        return (50 * work + 10 * rest + 25 * place + 15 * likeness(of: old.name, new.name)) / 100
    }

    /// Pipelines, by the tasks that they have in common, their schedule and what they are called.
    static func likeness(_ old: PipelineSnapshot, _ new: PipelineSnapshot) -> Int {
        if new.renamedFrom == old.id { return declared }
        let tasks = share(of: Set(old.tasks.map(\.id)), Set(new.tasks.map(\.id)))
        let schedule = old.schedule == new.schedule ? 100 : 0
        return (60 * tasks + 20 * schedule + 20 * likeness(of: old.id[...], new.id[...])) / 100
    }

    private static func share(of old: Document?, _ new: Document?) -> Int {
        let (old, new) = (old?.leaves ?? [], new?.leaves ?? [])
        // Two tasks that say nothing of themselves are neither alike nor different.
        return old.isEmpty && new.isEmpty ? 50 : share(of: old, new)
    }

    /// What two sets have in common, in percent of all that they have.
    private static func share<Element>(of old: Set<Element>, _ new: Set<Element>) -> Int {
        let all = old.union(new).count
        return all == 0 ? 100 : 100 * old.intersection(new).count / all
    }

    /// In percent, by the pairs of letters that two names have in common; much when one name is a part of the other.
    private static func likeness(of old: Substring, _ new: Substring) -> Int {
        func pairs(_ name: Substring) -> Set<String> { Set(zip(name, name.dropFirst()).map { "\($0)\($1)" }) }
        if old == new { return 100 }
        return old.contains(new) || new.contains(old) ? 80 : share(of: pairs(old), pairs(new))
    }
}

/// The names of the tasks and groups right before and after each task, without the groups around them, so that a
/// group that has got another name leaves the places inside it alike.
struct Neighbours {
    private(set) var names: [String: Set<String>] = [:]

    init(_ pipeline: PipelineSnapshot) {
        for edge in pipeline.edges {
            names[edge.from, default: []].insert("> \(Self.name(edge.to))")
            names[edge.to, default: []].insert("< \(Self.name(edge.from))")
        }
    }

    private static func name(_ path: String) -> Substring { path.split(separator: ".").last ?? "" }
}
