import Foundation
import LocalPlatform

/// The supervisord that keeps the parts running.
struct LocalSupervisor {
    private let place: LocalPlace

    /// What the supervisor says of a part.
    struct State: Equatable {
        let name: String
        /// supervisord's word: RUNNING, STARTING, BACKOFF, STOPPED, EXITED, FATAL.
        let word: String

        var isRunning: Bool { word == "RUNNING" }
    }

    init(_ place: LocalPlace) { self.place = place }

    private static let mark = "DAGC_LOCAL"

    /// Starts the daemon, and waits until it answers: whatever is in the command's group when that ends is killed, and only
    /// then has the daemon left it for sure.
    private static let starting = """
        "$0/supervisord" -c supervisord.conf || exit 1
        for try in $(seq 300); do
            "$0/supervisorctl" -c supervisord.conf pid >supervisorctl.pid 2>&1 && exit 0
            sleep 0.2
        done
        cat supervisorctl.pid; exit 1
        """

    func start() async throws {
        let ended = try await run(["sh", "-c", Self.starting, "\(place.python)/bin"])
        guard ended.status == 0 else {
            throw LocalStepFailed(
                step: "start the supervisor", detail: ended.lastWords,
                advice: "see \(place.folder.log(of: "supervisord"))")
        }
    }

    /// The state of each part; nil when no supervisor runs.
    func states() async throws -> [State]? {
        guard FileManager.default.fileExists(atPath: place.folder.supervisorConfiguration) else { return nil }
        let ended = try await control(["status"])
        // Its status is 3 when a part does not run, and 4 when nobody answers.
        guard ended.status == 0 || ended.status == 3 else { return nil }
        return ended.output.split(separator: "\n").compactMap { line in
            let words = line.split(separator: " ")
            return words.count < 2 ? nil : State(name: String(words[0]), word: String(words[1]))
        }
    }

    func start(_ names: [String]) async throws { _ = try await control(["start"] + names) }

    /// Stops all parts, and whatever of them has lost its supervisor.
    func stop() async throws {
        if try await states() != nil { _ = try await control(["shutdown"]) }
        for signal in [SIGINT, SIGTERM, SIGKILL] {
            for _ in 0..<60 {
                let left = try processes()
                if left.isEmpty { return }
                if try await states() == nil { for id in left { kill(id, signal) } }
                try await Task.sleep(for: .milliseconds(500))
            }
        }
    }

    private func control(_ words: [String]) async throws -> LocalProgram.Ended {
        try await run(["\(place.python)/bin/supervisorctl", "-c", place.folder.supervisorConfiguration] + words)
    }

    private func run(_ words: [String]) async throws -> LocalProgram.Ended {
        // By the mark the parts are found again, whoever their parent is by then.
        try await LocalProgram(words, in: place.folder.state, adding: [Self.mark: place.folder.state]).run()
    }

    /// The processes that were started for this platform.
    private func processes() throws -> [pid_t] {
        let mark = Data("\(Self.mark)=\(place.folder.state)".utf8)
        return try FileManager.default.contentsOfDirectory(atPath: "/proc").compactMap(pid_t.init).filter { id in
            // A process that ended meanwhile, or is somebody else's, is none of ours.
            guard id != getpid(), let text = try? Data(contentsOf: URL(filePath: "/proc/\(id)/environ")) else {
                return false
            }
            return text.split(separator: 0).contains { $0 == mark }
        }
    }
}
