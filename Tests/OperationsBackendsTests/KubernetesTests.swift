import Foundation
import TestSupport
import Testing

@Suite(
    "The manifests of the platform", .enabled(if: Clusters.hasPython, "no Python of Tests/Environments/kubernetes.txt"))
struct KubernetesTests {
    @Test("are objects of Kubernetes, strictly", .enabled(if: Clusters.hasSchemas, "no schemas of custom kinds"))
    func areObjects() async throws {
        let result = try await Clusters.run("read_manifests.py", ["kubernetes", PackageFolder.schemas.path, "1.34"])
        #expect(result.status == 0, "\(result.account)")
    }

    @Test("that are misspelt are found", .enabled(if: Clusters.hasSchemas, "no schemas of custom kinds"))
    func misspeltAreFound() async throws {
        try await GeneratedFiles.withCopy { copy in
            try Clusters.replace("automountServiceAccountToken", by: "automountServiceAccountTokn", in: copy)
            let result = try await Clusters.run(
                "read_manifests.py", ["kubernetes", PackageFolder.schemas.path, "1.34"], in: copy)
            #expect(result.status != 0)
        }
    }

    @Test("let talk whom the table says, and nobody else, and no rule is idle")
    func letTalk() async throws {
        let result = try await Clusters.run("reachability.py", ["kubernetes"])
        #expect(result.status == 0, "\(result.account)")
    }

    @Test("bring every rule to the Prometheus of the cluster, and every target says which component it is")
    func areWatched() async throws {
        let result = try await Clusters.run("watched_cluster.py", [GeneratedFiles.folder.path])
        #expect(result.status == 0, "\(result.account)")
    }

    @Test("are put together by kustomize to what each profile has", arguments: ["operations", "ingestion", "full"])
    func areBuilt(profile: String) async throws {
        let result = try await PythonEnvironment.kubernetes.command(
            "kubectl", ["kustomize", "kubernetes/profiles/\(profile)"]
        ).run(in: GeneratedFiles.folder)
        #expect(result.status == 0 && result.output.contains("kind: Namespace"), "\(result.errors)")
    }

    @Test("give each container a budget, each pod a level that its namespace takes, and tokens to who calls the API")
    func areGuarded() async throws {
        let result = try await Clusters.run("guarded_pods.py", ["kubernetes"])
        #expect(result.status == 0, "\(result.account)")
    }

    @Test("have no weakness that checkov knows, but for those with a reason", .slow)
    func haveNoWeakness() async throws {
        let script = Clusters.scripts.appending(path: "check_weaknesses.py")
        let result = try await PythonEnvironment.checkov.python(script, ["kubernetes"]).run(in: GeneratedFiles.folder)
        #expect(result.status == 0, "\(result.account.suffix(3000))")
    }
}

/// Programs that read what is written for clusters.
enum Clusters {
    static let scripts = PackageFolder.tests.appending(path: "OperationsBackendsTests/Python")

    static var hasPython: Bool {
        FileManager.default.isExecutableFile(
            atPath: PythonEnvironment.kubernetes.folder.appending(path: "bin/python").path)
    }

    static var hasSchemas: Bool {
        FileManager.default.fileExists(atPath: PackageFolder.schemas.appending(path: "servicemonitors-crd.yaml").path)
    }

    static func run(
        _ script: String, _ arguments: [String], in folder: URL = GeneratedFiles.folder
    ) async throws -> Command.Result {
        try await PythonEnvironment.kubernetes.python(scripts.appending(path: script), arguments).run(in: folder)
    }

    /// Changes a text in the first file that has it.
    static func replace(_ text: String, by other: String, in folder: URL) throws {
        let root = folder.appending(path: "kubernetes")
        let found = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)
        for file in (found?.allObjects as? [URL] ?? []).sorted(by: { $0.path < $1.path }) {
            guard file.pathExtension == "yaml" else { continue }
            let before = try String(contentsOf: file, encoding: .utf8)
            guard let range = before.firstRange(of: text) else { continue }
            var after = before
            after.replaceSubrange(range, with: other)
            try Data(after.utf8).write(to: file)
            return
        }
        Issue.record("no file has \(text)")
    }
}
