import Foundation
import LocalPlatform

/// What the machine must have before anything is started.
struct LocalNeeds {
    /// The folder of PostgreSQL's programs.
    let postgres: String
    let databaseUser: String?

    /// - Throws: `LocalNeedsMissing` with all that is missing at once.
    static func check(memoryMiB: Int, isWatched: Bool, folder: LocalFolder, _ context: CommandContext) throws
        -> LocalNeeds
    {
        var missing: [LocalNeedsMissing.Need] = []
        let search = (context.variables["PATH"] ?? "/usr/bin:/bin").split(separator: ":").map(String.init)
        let programs = ["git", "setpriv"] + (isWatched ? monitoring : [])
        for program in programs where !search.contains(where: { isProgram("\($0)/\(program)") }) {
            missing.append(.package(packages[program] ?? program))
        }
        let postgres = postgresFolder()
        if postgres == nil { missing.append(.package("postgresql")) }
        if let available = availableMemoryMiB(), available < memoryMiB {
            missing.append(.memory(wanted: memoryMiB, available: available))
        }
        if let free = try freeDiskMiB(at: context.folder), free < leastDiskMiB {
            missing.append(.disk(wanted: leastDiskMiB, free: free))
        }
        guard let postgres, missing.isEmpty else { throw LocalNeedsMissing(needs: missing) }
        return LocalNeeds(postgres: postgres, databaseUser: geteuid() == 0 ? "postgres" : nil)
    }

    private static let monitoring = ["prometheus", "prometheus-alertmanager", "prometheus-pushgateway"]
    /// Debian's packages, where they are called differently from the program.
    private static let packages = ["setpriv": "util-linux"]
    /// The Python environment takes 700 MiB, logs and databases the rest.
    private static let leastDiskMiB = 2048

    private static func isProgram(_ path: String) -> Bool { FileManager.default.isExecutableFile(atPath: path) }

    /// Debian keeps the programs of each version in a folder of its own; the newest is taken.
    private static func postgresFolder() -> String? {
        let root = "/usr/lib/postgresql"
        // Without the folder there is no PostgreSQL, which is then said to be missing.
        let versions = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
        let newest = versions.compactMap(Int.init).filter { isProgram("\(root)/\($0)/bin/postgres") }.max()
        return newest.map { "\(root)/\($0)/bin" }
    }

    /// Nil where the system does not tell.
    private static func availableMemoryMiB() -> Int? {
        let text = try? String(contentsOfFile: "/proc/meminfo", encoding: .utf8)
        let line = text?.split(separator: "\n").first { $0.hasPrefix("MemAvailable:") }
        return line?.split(separator: " ").dropFirst().first.flatMap { Int($0) }.map { $0 / 1024 }
    }

    private static func freeDiskMiB(at folder: String) throws -> Int? {
        let attributes = try FileManager.default.attributesOfFileSystem(forPath: folder)
        return (attributes[.systemFreeSize] as? NSNumber).map { Int($0.int64Value >> 20) }
    }
}

/// Why nothing was started.
struct LocalNeedsMissing: Error, CustomStringConvertible {
    enum Need: Equatable {
        case package(String)
        /// In MiB.
        case memory(wanted: Int, available: Int)
        case disk(wanted: Int, free: Int)
    }

    let needs: [Need]

    var description: String {
        let packages = needs.compactMap { if case .package(let name) = $0 { name } else { nil } }
        var lines: [String] = []
        if !packages.isEmpty {
            lines.append(
                "packages are missing: sudo apt-get install --no-install-recommends " + packages.joined(separator: " "))
        }
        for need in needs {
            switch need {
            case .package: continue
            case .memory(let wanted, let available):
                lines.append(
                    "\(wanted) MiB of memory are wanted and \(available) MiB are available; "
                        + "end other programs, or take less with --memory")
            case .disk(let wanted, let free):
                lines.append("\(wanted) MiB of disk are wanted and \(free) MiB are free")
            }
        }
        return "the platform was not started\n" + lines.map { "  \($0)" }.joined(separator: "\n")
    }
}
