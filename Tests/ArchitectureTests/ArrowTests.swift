import Foundation
import TestSupport
import Testing

/// Who may use whom: what a module must never reach, over however many others.
///
/// The build itself refuses an import that a target does not declare (`--explicit-target-dependency-import-check error`
/// in Tests/run); here is what no declaration may ask for.
@Suite("Arrows between modules")
struct ArrowTests {
    private struct Never: CustomTestStringConvertible {
        let from: [String]
        let to: [String]
        let why: String

        var testDescription: String { why }
    }

    private static let language = ["DagDSL", "PipelineModel", "Diagnostics", "Compiler", "Compilation"]
    private static let backends = [
        "BackendInterface", "AirflowBackend", "StepFunctionsBackend", "SparkBackend", "SQLJobsBackend",
        "StreamsBackend",
        "OperationsBackends", "ModelBackend", "Backends",
    ]
    private static let deployment = ["Git", "Network", "SyncEngine", "Planning", "DagcCommands", "CommandLine"]

    private static let nevers = [
        Never(
            from: ["dag-sync", "SyncEngine", "Git", "Network"],
            to: language + backends + ["DagTesting", "Planning", "DagcCommands", "Workspace", "CodeModels"],
            why: "the sidecar links neither the language nor the compiler"),
        Never(
            from: ["DagDSL", "PipelineModel", "Diagnostics"],
            to: ["Compiler", "Compilation", "CodeModels", "Workspace"] + backends + deployment,
            why: "what people write knows nothing of what is made of it"),
        Never(
            from: ["Compiler"], to: ["Compilation", "CodeModels", "Workspace"] + backends + deployment,
            why: "the compiler knows no target, no code and no file"),
        Never(
            from: ["System", "Documents", "CivilTime"],
            to: language + backends + deployment + ["CodeModels", "Workspace", "Hashing"],
            why: "all modules may stand on these, so they stand on none"),
        Never(
            from: ["CodeModels", "Documents"], to: language + backends + deployment + ["Workspace"],
            why: "models of code know nothing of pipelines"),
        Never(
            from: ["SparkBackend", "SQLJobsBackend", "StreamsBackend"],
            to: ["AirflowBackend", "StepFunctionsBackend", "Backends", "Compilation"],
            why: "an engine knows no orchestrator"),
        Never(
            from: backends + ["Compilation", "Workspace"], to: deployment,
            why: "what is compiled does not depend on how it is deployed"),
        Never(
            from: ["Pipelines"], to: ["Compiler", "Compilation", "CodeModels", "Workspace"] + backends + deployment,
            why: "pipelines are plain values"),
    ]

    @Test("No module reaches what it must not", arguments: nevers)
    private func never(_ rule: Never) async throws {
        let modules = try await Self.modules()
        for name in rule.from + rule.to { #expect(modules[name] != nil, "there is no module \(name)") }
        for from in rule.from {
            let found = Self.reach(from, modules).filter(rule.to.contains).sorted()
            #expect(found.isEmpty, "\(from) reaches \(found.joined(separator: ", ")), but \(rule.why)")
        }
    }

    /// Files that use more than Swift's own library, with the reason. None of them may write a file, start a process or ask
    /// a server; people must look at each that is added.
    private static let usersOfTheSystem = [
        "Compiler/Checks/Data/QualityRule+Emptiness.swift": "compares decimal numbers",
        "Compiler/ConcurrentMap.swift": "counts processors and starts threads",
        "Compiler/Cron/ZoneRules.swift": "reads the rules of time zones",
    ]

    @Test("Nothing above the plan of the output uses the system")
    func files() throws {
        let sources = PackageFolder.sources
        let folders = ["Diagnostics", "PipelineModel", "DagDSL", "Compiler", "Compilation", "CodeModels", "Backends"]
        var found: [String] = []
        for folder in folders {
            let paths = try FileManager.default.subpathsOfDirectory(atPath: sources.appending(path: folder).path())
            for path in paths.filter({ $0.hasSuffix(".swift") }) {
                let text = try String(contentsOf: sources.appending(path: "\(folder)/\(path)"), encoding: .utf8)
                if text.contains(/(?m)^(\w+ )?import (Foundation|FoundationEssentials|Glibc|Dispatch|System)$/) {
                    found.append("\(folder)/\(path)")
                }
            }
        }
        #expect(found.sorted() == Self.usersOfTheSystem.keys.sorted())
    }

    private static func reach(_ module: String, _ modules: [String: [String]]) -> Set<String> {
        var found: Set<String> = []
        var queue = [module]
        while let next = queue.popLast() {
            for used in modules[next] ?? [] where found.insert(used).inserted { queue.append(used) }
        }
        return found
    }

    /// What each module of the package declares to use.
    private static func modules() async throws -> [String: [String]] {
        let scratch = try TemporaryFolder()
        let dump = Command(
            named: "swift",
            ["package", "--package-path", PackageFolder.root.path, "--scratch-path", scratch.path, "dump-package"])
        let package = try JSONDecoder().decode(Package.self, from: Data(try await dump.succeed().output.utf8))
        return Dictionary(uniqueKeysWithValues: package.targets.map { ($0.name, $0.dependencies.compactMap(\.name)) })
    }

    private struct Package: Decodable {
        let targets: [Target]

        struct Target: Decodable {
            let name: String
            let dependencies: [Dependency]
        }

        /// `{"byName": ["Compiler", null]}`
        struct Dependency: Decodable {
            let name: String?

            init(from decoder: any Decoder) throws {
                let kinds = try decoder.singleValueContainer().decode([String: [String?]].self)
                name = kinds.values.first?.first ?? nil
            }
        }
    }
}
