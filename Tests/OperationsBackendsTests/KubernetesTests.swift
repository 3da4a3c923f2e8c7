import Foundation
import Testing

@Suite(
    "The manifests of the platform", .enabled(if: Clusters.hasPython, "no Python of Tests/Environments/kubernetes.txt"))
struct KubernetesTests {
    @Test("are objects of Kubernetes, strictly", .enabled(if: Clusters.hasSchemas, "no schemas of custom kinds"))
    func areObjects() throws {
        let result = try Clusters.run("read_manifests.py", ["kubernetes", GeneratedFiles.schemas.path, "1.34"])
        #expect(result.status == 0, "\(result.output)")
    }

    @Test("that are misspelt are found", .enabled(if: Clusters.hasSchemas, "no schemas of custom kinds"))
    func misspeltAreFound() throws {
        try GeneratedFiles.withCopy { copy in
            try Clusters.replace("automountServiceAccountToken", by: "automountServiceAccountTokn", in: copy)
            let result = try Clusters.run(
                "read_manifests.py", ["kubernetes", GeneratedFiles.schemas.path, "1.34"], in: copy)
            #expect(result.status != 0)
        }
    }

    @Test("let talk whom the table says, and nobody else, and no rule is idle")
    func letTalk() throws {
        let result = try Clusters.run("reachability.py", ["kubernetes"])
        #expect(result.status == 0, "\(result.output)")
    }

    @Test("are mended by kustomize to what each profile has", arguments: ["operations", "ingestion", "full"])
    func areBuilt(profile: String) throws {
        let result = try GeneratedFiles.run(
            Clusters.program("kubectl"), ["kustomize", "kubernetes/profiles/\(profile)"])
        #expect(result.status == 0 && result.output.contains("kind: Namespace"), "\(result.output.suffix(500))")
    }

    @Test("give each container a budget, each pod a level that its namespace takes, and tokens to who calls the API")
    func areGuarded() throws {
        let result = try Clusters.run("guarded_pods.py", ["kubernetes"])
        #expect(result.status == 0, "\(result.output)")
    }

    @Test(
        "have no weakness that checkov knows, but for those with a reason",
        .enabled(if: Clusters.hasCheckov, "slow, or no Python of Tests/Environments/checkov.txt"))
    func haveNoWeakness() throws {
        let result = try GeneratedFiles.run(
            Clusters.environment("checkov").appending(path: "bin/python").path,
            [GeneratedFiles.scripts.appending(path: "check_weaknesses.py").path, "kubernetes"])
        #expect(result.status == 0, "\(result.output.suffix(3000))")
    }
}

/// Programs that read what is written for clusters.
enum Clusters {
    static func environment(_ name: String) -> URL { GeneratedFiles.package.appending(path: ".environments/\(name)") }

    static func program(_ name: String) -> String { environment("kubernetes").appending(path: "bin/\(name)").path }

    static var hasPython: Bool { FileManager.default.isExecutableFile(atPath: program("python")) }

    static var hasSchemas: Bool {
        FileManager.default.fileExists(atPath: GeneratedFiles.schemas.appending(path: "servicemonitors-crd.yaml").path)
    }

    static var hasCheckov: Bool {
        ProcessInfo.processInfo.environment["DAGC_SLOW_TESTS"] != nil
            && FileManager.default.isExecutableFile(atPath: environment("checkov").appending(path: "bin/python").path)
    }

    static func run(
        _ script: String, _ arguments: [String], in folder: URL = GeneratedFiles.folder
    ) throws -> GeneratedFiles.Result {
        try GeneratedFiles.run(
            program("python"), [GeneratedFiles.scripts.appending(path: script).path] + arguments, in: folder)
    }

    /// Changes a text in the first file that has it.
    static func replace(_ text: String, by other: String, in folder: URL) throws {
        let root = folder.appending(path: "kubernetes")
        let found = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)
        for file in (found?.allObjects as? [URL] ?? []).sorted(by: { $0.path < $1.path }) {
            guard file.pathExtension == "yaml" else { continue }
            let before = try String(contentsOf: file, encoding: .utf8)
            guard let range = before.firstRange(of: text) else { continue }
            try Data(before.replacingCharacters(in: range, with: other).utf8).write(to: file)
            return
        }
        Issue.record("no file has \(text)")
    }
}
