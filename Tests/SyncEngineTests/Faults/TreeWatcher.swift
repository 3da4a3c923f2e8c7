import Foundation
import GitServers
import Synchronization
import System

@testable import SyncEngine

/// Reads the whole published tree through the link again and again, without a pause, and says what it should never
/// have seen: no tree, half of one, files of two commits, or a commit that must not be shown.
///
/// Each tree explains itself: `index` has the round on its first line and then every path, and each file begins with
/// the round and its own path.
final class TreeWatcher: Sendable {
    private struct Findings {
        var rounds = 0
        var commits: [String: String] = [:]
        var forbidden: Set<String> = []
        var problems: [String] = []
        var isOver = false
    }

    private let findings = Mutex(Findings())
    private let link: String

    init(_ link: String) { self.link = link }

    /// The files of a tree for `round`.
    static func tree(_ round: String, paths: [String]) -> [String: String] {
        var files = ["index": ([round] + paths.sorted()).joined(separator: "\n") + "\n"]
        for path in paths { files[path] = "\(round) \(path)\n" }
        return files
    }

    /// Starts to read; the link must be there.
    func start() {
        Thread.detachNewThread { [self] in
            // Room for the processes that are watched, on a machine with few cores: on Linux this is about the calling thread.
            setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, 15)
            while !findings.withLock({ $0.isOver }) {
                let problem = look()
                findings.withLock { findings in
                    findings.rounds += 1
                    if let problem, findings.problems.count < 20 { findings.problems.append(problem) }
                }
            }
        }
    }

    func stop() { findings.withLock { $0.isOver = true } }

    /// From now on a tree of this round is a problem.
    func forbid(_ round: String) { findings.withLock { _ = $0.forbidden.insert(round) } }

    /// What was seen that should not be, since the last call.
    func problems() -> [String] {
        findings.withLock { findings in
            defer { findings.problems = [] }
            return findings.problems
        }
    }

    var rounds: Int { findings.withLock { $0.rounds } }

    private func look() -> String? {
        let files = FileSystem()
        do {
            guard let target = try files.linkTarget(link) else { return "no link" }
            let folder = "\(FileSystem.parent(of: link))/\(target)"
            let lines = try text("\(folder)/index").split(separator: "\n").map(String.init)
            guard let round = lines.first else { return "\(target): the index is empty" }
            if let problem = judge(round, of: TreeRoot.name(of: target)) { return problem }
            for path in lines.dropFirst() {
                let content = try text("\(folder)/\(path)")
                guard content.hasPrefix("\(round) \(path)\n") else {
                    return "\(target): \(path) is not of \(round): \(content.prefix(80))"
                }
            }
            let count = try count(folder)
            guard count == lines.count else { return "\(target): \(count) files instead of \(lines.count)" }
            _ = try text("\(link)/index")
            return nil
        } catch {
            return "\(error)"
        }
    }

    private func judge(_ round: String, of commit: String) -> String? {
        findings.withLock { findings in
            if findings.forbidden.contains(round) { return "\(round) is shown and must not be" }
            let known = findings.commits[commit] ?? round
            findings.commits[commit] = known
            return known == round ? nil : "\(commit) was \(known) and is \(round)"
        }
    }

    private func count(_ folder: String) throws -> Int {
        try FileSystem().entries(folder).reduce(0) { sum, entry in
            sum + (entry.isDirectory ? try count("\(folder)/\(entry.name)") : 1)
        }
    }
}
