import Foundation
import TestSupport
import Testing

/// What every target shares names none of them.
@Suite struct TargetNamesTests {
    private static let sources = PackageFolder.sources

    private static let shared = ["Compiler", "PipelineModel", "Backends/Interface", "Backends/Engines"]

    /// Files, and folders of them, that name one, and why.
    private static let allowed = [
        "PipelineModel/Platform/AirflowPlatform.swift": "what an environment says of the orchestrator that it has",
        "PipelineModel/Platform/AirflowVersion.swift": "the versions among which an environment chooses",
        "PipelineModel/Platform/OrchestratorModel.swift": "the one place that lists orchestrators",
        "Backends/Engines/SQLJobs/Runner/": "connections come in the form of who starts the job",
        "PipelineModel/Pipelines/Kinds/WatchModel.swift": "one of the components that are watched",
        "Backends/Engines/SQLJobs/WatchSpecification.swift": "the same, as the runner of jobs reads it",
        "PipelineModel/Platform/InstallationModel.swift": "its chart is one of those that an installation is made of",
        "Compiler/Operations/ClusterBudget.swift": "the namespace of that chart",
        "Compiler/Operations/ExpectedSecrets.swift": "the form in which its pods get connections",
    ]

    @Test("The compiler, the model, the backends' interface and the engines name no target")
    func namesNoTarget() throws {
        var found: [String] = []
        var used: Set<String> = []
        for folder in Self.shared {
            for file in try Self.files(below: folder) {
                let named = try String(contentsOf: Self.sources.appending(path: file), encoding: .utf8)
                    .split(separator: "\n", omittingEmptySubsequences: false).enumerated()
                    .filter { $1.lowercased().contains("airflow") }
                if let reason = Self.allowed.keys.first(where: file.hasPrefix) {
                    if !named.isEmpty { used.insert(reason) }
                    continue
                }
                found += named.filter { !Self.isSource(String($1)) }.map { "\(file):\($0 + 1): \($1)" }
            }
        }
        #expect(found.isEmpty, "\(found.joined(separator: "\n"))")
        #expect(used == Set(Self.allowed.keys), "a file that names none needs no reason")
    }

    /// A comment may say where an idea or an outside rule comes from.
    private static func isSource(_ line: String) -> Bool {
        let words = line.drop { $0 == " " }
        return words.hasPrefix("//") && (words.contains("Source: ") || words.contains("https://"))
    }

    private static func files(below folder: String) throws -> [String] {
        let root = sources.appending(path: folder)
        let paths = try FileManager.default.subpathsOfDirectory(atPath: root.path)
        return paths.filter { $0.hasSuffix(".swift") || $0.hasSuffix(".py") }.sorted().map { "\(folder)/\($0)" }
    }
}
