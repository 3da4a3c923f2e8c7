import CommandLine
import Foundation
import LocalPlatform

/// What people are told of a platform on this machine.
enum LocalStatus {
    /// A line for each part. Fails when one does not work.
    static func show(_ place: LocalPlace, _ context: CommandContext) async throws -> ExitCode {
        let supervisor = LocalSupervisor(place)
        guard let platform = try place.started(), let states = try await supervisor.states() else {
            context.console.complain("no platform runs here; start one with `local up`")
            return .failure
        }
        let health = LocalHealth(place: place, supervisor: supervisor)
        var rows: [[String]] = []
        var failing: [String] = []
        for part in platform.parts {
            let state = states.first { $0.name == part.name }
            let works = state?.isRunning == true ? await health.isWorking(part) : false
            if !works { failing.append(part.name) }
            let word =
                works ? "works" : state.map { $0.isRunning ? "does not answer" : $0.word.lowercased() } ?? "unknown"
            rows.append([part.name, word, part.page ?? "", part.purpose])
        }
        context.console.print(TextTable.render(rows))
        context.console.print("Airflow's command line: \(place.folder.airflow)")
        if !platform.isWatched {
            context.console.print("nothing watches: the environment declares no operations with a route")
        }
        for name in failing {
            context.console.complain("\(name), its last lines:")
            for line in lastLines(5, of: place.folder.log(of: name)) { context.console.complain("  \(line)") }
        }
        return failing.isEmpty ? .success : .failure
    }

    /// The end of what a part has written.
    static func showLog(of part: String?, _ place: LocalPlace, _ context: CommandContext) throws -> ExitCode {
        let known = try place.started()?.parts.map(\.name) ?? []
        guard let part, known.contains(part) else {
            let hint = part.flatMap { closest(to: $0, among: known) }.map { "; did you mean \($0)?" } ?? ""
            throw UsageError(
                command: LocalCommand.syntax.name,
                problems: ["no part '\(part ?? "")'\(hint); choose from \(known.joined(separator: ", "))"])
        }
        for line in lastLines(100, of: place.folder.log(of: part)) { context.console.print(line) }
        return .success
    }

    /// Of the last 64 KiB of a file; none of one that is not there.
    static func lastLines(_ count: Int, of path: String) -> [String] {
        guard let file = FileHandle(forReadingAtPath: path) else { return [] }
        do {
            let size = try file.seekToEnd()
            try file.seek(toOffset: size > 65_536 ? size - 65_536 : 0)
            let text = String(decoding: try file.readToEnd() ?? Data(), as: UTF8.self)
            return text.split(separator: "\n").suffix(count).map(String.init)
        } catch {
            return ["\(path) cannot be read: \(error)"]
        }
    }
}
