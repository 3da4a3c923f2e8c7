/// Whether symbolic links of a tree stay inside it when the kernel follows them, links through links included.
struct LinkPolicy {
    /// How many links the kernel follows before it gives up (`ELOOP`).
    static let followLimit = 40

    /// Target by path, for every link of the tree.
    let targets: [String: String]

    func refusals() -> [Refusal] {
        targets.keys.sorted().compactMap { path in
            problem(at: path).map { Refusal(.link, path, $0) }
        }
    }

    private func problem(at path: String) -> String? {
        var reached: [Substring] = []
        var pending = Array(path.split(separator: "/").reversed())
        var followed = 0
        while let component = pending.popLast() {
            if component == "." { continue }
            if component == ".." {
                guard reached.popLast() != nil else { return "leads out of the tree: \(targets[path] ?? "")" }
                continue
            }
            reached.append(component)
            guard let target = targets[reached.joined(separator: "/")] else { continue }
            followed += 1
            if target.isEmpty { return "has no target" }
            if target.hasPrefix("/") { return "is absolute: \(target); make it relative" }
            if followed > Self.followLimit { return "leads back to itself" }
            reached.removeLast()
            pending += target.split(separator: "/").reversed()
        }
        return nil
    }
}
