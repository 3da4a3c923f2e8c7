import CommandLine
import Foundation
import LocalPlatform
import Network

/// Starts a platform on this machine, step by step; what was done before is left as it is.
struct LocalStart {
    private let place: LocalPlace
    private let context: CommandContext
    private let publication: LocalPublication
    private let memoryMiB: Int
    private let sidecar: String?

    init(_ place: LocalPlace, _ arguments: ParsedArguments, _ context: CommandContext) throws {
        self.place = place
        self.context = context
        publication = try LocalPublication(place, arguments, context)
        memoryMiB = Int(try arguments.value(LocalCommand.memory).bytes >> 20)
        sidecar = try arguments.value(LocalCommand.sidecar)
    }

    /// - Returns: false when the pipelines have errors, which were reported.
    func run() async throws -> Bool {
        let supervisor = LocalSupervisor(place)
        if try await supervisor.states() != nil, let platform = try place.started() {
            try await begin(platform, supervisor)
            return try await publication.publish()
        }
        let needs = try LocalNeeds.check(
            memoryMiB: memoryMiB, isWatched: publication.isWatched, folder: place.folder, context)
        try await LocalPython(place: place, context: context).prepare()
        let program = try await LocalSidecar(place: place, context: context).program(named: sidecar)
        // What a supervisor that was killed has left behind would hold the ports.
        try await supervisor.stop()

        let platform = LocalPlatform(
            folder: place.folder, ports: try ports(),
            machine: LocalMachine(
                postgres: needs.postgres, dagSync: program, python: place.python, databaseUser: needs.databaseUser,
                memoryMiB: memoryMiB),
            isWatched: publication.isWatched)
        guard let artifacts = try publication.compile(platform.ports) else { return false }
        try await LocalGround(place: place, platform: platform, needs: needs).prepare(artifacts)
        _ = try await publication.commit(artifacts)
        try await supervisor.start()
        try await begin(platform, supervisor)
        return true
    }

    /// The ports that were kept where they are still free, so that bookmarks stay right.
    private func ports() throws -> LocalPorts {
        let kept = try place.started()?.ports
        var taken: Set<UInt16> = []
        return try LocalPorts { purpose in
            let port = try FreePort.find(preferring: kept?[purpose] ?? purpose.usual, besides: taken)
            taken.insert(port)
            return port
        }
    }

    private func begin(_ platform: LocalPlatform, _ supervisor: LocalSupervisor) async throws {
        for stage in LocalPart.Stage.allCases {
            let parts = platform.parts.filter { $0.stage == stage }
            context.console.complain("starting \(parts.map(\.name).joined(separator: ", "))")
            try await supervisor.start(parts.map(\.name))
            try await LocalHealth(place: place, supervisor: supervisor).wait(for: parts)
            if stage == .ground { try await LocalDatabase(place: place).migrate(context) }
        }
    }
}

/// Ports of loopback that nobody listens on.
enum FreePort {
    /// - Throws: `NetworkError` when no port at all can be had.
    static func find(preferring usual: UInt16, besides taken: Set<UInt16>) throws -> UInt16 {
        if !taken.contains(usual) {
            do { return try ListeningSocket("127.0.0.1:\(usual)").port } catch {
                // Somebody has it; any other will do.
            }
        }
        while true {
            let port = try ListeningSocket("127.0.0.1:0").port
            if !taken.contains(port) { return port }
        }
    }
}
