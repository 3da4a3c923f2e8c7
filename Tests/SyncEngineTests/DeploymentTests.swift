import CommandLine
import Foundation
import GitServers
import Glibc
import TestSupport
import Testing

@testable import SyncEngine

/// What lies in `sync/` for those who run dag-sync.
@Suite("The deployment files")
struct DeploymentTests {
    static let package = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")

    /// One container of a manifest that runs dag-sync.
    struct Container: Decodable {
        let name: String
        let args: [String]
        let env: [String: String]
    }

    /// Reads a manifest with the Kubernetes client's own models: what they do not know is lost when it is written
    /// again, and a missing or wrong field does not get in. Prints the containers that run dag-sync as JSON.
    private static let reader = """
        import json, sys, yaml
        from kubernetes.client import ApiClient

        client = ApiClient()
        kind, path = sys.argv[1:]

        def check(value, model):
            known = client._ApiClient__deserialize(value, model)
            assert client.sanitize_for_serialization(known) == value, f"{model} does not know all of {value}"

        def check_keys(value, known):
            assert set(value) <= known, f"unknown: {set(value) - known}"

        with open(path) as file:
            document = yaml.safe_load(file)
        if kind == "pod":
            check(document, "V1Pod")
            volumes = document["spec"]["volumes"]
            containers = document["spec"]["initContainers"] + document["spec"]["containers"]
        else:
            # The keys of the chart's values that are used here.
            check_keys(document, {"dags", "config", "volumes", "volumeMounts", "dagProcessor", "triggerer", "workers"})
            assert document["dags"] == {"gitSync": {"enabled": False}}
            volumes, containers = document["volumes"], []
            for name in ("dagProcessor", "triggerer", "workers"):
                check_keys(document[name], {"enabled", "extraContainers", "extraInitContainers"})
                for key in ("extraContainers", "extraInitContainers"):
                    containers += document[name].get(key, [])
            for volume in volumes:
                check(volume, "V1Volume")
            for mount in document["volumeMounts"]:
                check(mount, "V1VolumeMount")
            for container in containers:
                check(container, "V1Container")
        shown = []
        for container in containers:
            mounts = {mount["mountPath"] for mount in container["volumeMounts"]}
            assert {mount["name"] for mount in container["volumeMounts"]} <= {volume["name"] for volume in volumes}
            if not container["image"].startswith("dag-sync:"):
                continue
            env = {variable["name"]: variable["value"] for variable in container.get("env", [])}
            values = list(env.values()) + [word.split("=", 1)[-1] for word in container.get("args", [])]
            for value in values:
                if value.startswith("/"):
                    assert any(value == m or value.startswith(m + "/") for m in mounts), f"{value} is not mounted"
            ports = {port["name"] for port in container.get("ports", [])}
            for probe in ("livenessProbe", "readinessProbe"):
                if probe in container:
                    assert container[probe]["httpGet"]["port"] in ports
            shown.append({"name": container["name"], "args": container.get("args", []), "env": env})
        print(json.dumps(shown))
        """

    func containers(_ kind: String, in name: String) throws -> [Container] {
        let python = "\(Self.package)/.environments/airflow3/bin/python"
        guard access(python, X_OK) == 0 else {
            throw NeverHappened(description: "\(python) is missing: run Tests/run --environments-only")
        }
        let output = try run(python, "-c", Self.reader, kind, "\(Self.package)/sync/\(name)")
        return try JSONDecoder().decode([Container].self, from: Data(output.utf8))
    }

    /// Has dag-sync check a configuration, with a file of its own for each secret that is named. The hosts of examples are
    /// nowhere; behind a proxy none is looked up.
    private static let signers =
        "ada@example.com ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIIcmoZQ1VQzYZ8BRd8G1hGrmfEPqrDv1zMDc3DfYVV0x"

    func accepts(_ args: [String], _ env: [String: String], in folder: TemporaryFolder) async throws {
        func local(_ value: String) throws -> String {
            if value.hasPrefix("/"), !value.hasPrefix("/etc/") { return folder.file(String(value.dropFirst())) }
            guard let start = value.firstRange(of: "/etc/")?.lowerBound else { return value }
            let name = String(value[start...].dropFirst())
            let content =
                name.hasSuffix("allowed-signers")
                ? Self.signers : name.hasSuffix("url") ? "https://host.invalid/T0" : "secret"
            return value[..<start] + (try folder.write(content, to: name))
        }
        let daemon = try Daemon(
            try args.map(local) + ["--check-config"],
            environment: try env.mapValues(local).merging(["https_proxy": "http://127.0.0.1:1"]) { own, _ in own },
            log: folder.file("log"))
        #expect(
            daemon.standardOutput()
                == "hosts were not looked up: there is a proxy\nthe configuration is valid\n")
        #expect(await daemon.exitCode() == 0, "\(args) \(env)")
        #expect(try daemon.output().isEmpty)
    }

    @Test(
        "for Kubernetes and for the Airflow chart are what Kubernetes and dag-sync take",
        arguments: [
            ("pod", "kubernetes.yaml", 2), ("values", "airflow-values.yaml", 5),
        ])
    func manifests(kind: String, name: String, count: Int) async throws {
        let folder = try TemporaryFolder()
        let containers = try containers(kind, in: name)
        #expect(containers.count == count)
        for container in containers { try await accepts(container.args, container.env, in: folder) }
        // A pod of each task begins with one: in an outage of the host each would tell of it.
        for container in containers where container.args.contains("--one-time") {
            let words = container.args + container.env.keys
            for option in AlertChannels.all.flatMap({ $0.options }).map(\.declaration) {
                let isGiven = words.contains { word in
                    option.environment.contains(word) || word == "--\(option.name)"
                        || word.hasPrefix("--\(option.name)=")
                }
                #expect(!isGiven, "\(container.name) has --\(option.name)")
            }
        }
    }

    @Test("name the command that makes each file which the example configuration reads")
    func exampleFiles() throws {
        let lines = try text("\(Self.package)/sync/dag-sync.env").split(separator: "\n")
        let files = lines.filter { !$0.hasPrefix("#") }.compactMap { line -> Substring? in
            let value = line.split(separator: "=", maxSplits: 1).last ?? ""
            return value.hasPrefix("/etc/") ? value : nil
        }
        #expect(files.count == 2)
        for file in files {
            #expect(lines.contains { $0.hasPrefix("#   ") && $0.hasSuffix("> \(file)") }, "nothing makes \(file)")
        }
    }

    @Test(
        "name the command that makes each secret which a pod waits for, with every file that is used of it",
        arguments: ["kubernetes.yaml", "airflow-values.yaml"])
    func secrets(name: String) throws {
        let manifest = try text("\(Self.package)/sync/\(name)")
        let uses = manifest.matches(of: /secretName: (\S+) \}/).map { String($0.output.1) }
        #expect(uses.count == 2)
        for secret in uses {
            let command = try #require(
                manifest.firstMatch(of: try Regex("# +kubectl create secret generic \(secret) (.*)")))
            let volume = try #require(manifest.firstMatch(of: try Regex("name: (\\S+)\\n +secret: .*\(secret) ")))
            let name = try #require(volume.output[1].substring)
            let mount = try #require(manifest.firstMatch(of: try Regex("name: \(name), mountPath: ([^ ,]+)")))
            let files = manifest.matches(of: try Regex("\(try #require(mount.output[1].substring))/([a-z-]+)"))
            #expect(!files.isEmpty)
            for file in files {
                let key = try #require(file.output[1].substring)
                #expect(command.output[1].substring?.contains("--from-file=\(key)") == true, "\(key) of \(secret)")
            }
        }
        #expect(!manifest.contains("optional: true"))
    }

    @Test("have an example configuration of which every line is taken, those that are comments too")
    func example() async throws {
        let lines = try text("\(Self.package)/sync/dag-sync.env").split(separator: "\n")
        var variables: [String: String] = [:]
        for line in lines {
            let assignment = line.hasPrefix("# DAG_SYNC_") || line.hasPrefix("# GITSYNC_") ? line.dropFirst(2) : line
            guard !assignment.hasPrefix("#") else { continue }
            let parts = assignment.split(separator: "=", maxSplits: 1).map(String.init)
            try #require(parts.count == 2, "\(line)")
            variables[parts[0]] = parts[1]
        }
        #expect(variables.count > 15)
        let folder = try TemporaryFolder()
        let daemon = try Daemon(["--help"], log: folder.file("log"))
        let help = daemon.standardOutput()
        for name in variables.keys { #expect(help.contains("$\(name)"), "\(name) is no variable of dag-sync") }
        try await accepts([], variables, in: folder)
    }

    @Test("have an image with every library that the program needs, that runs as nobody and knows its health")
    func image() throws {
        let lines = try text("\(Self.package)/sync/Containerfile")
        let stages = lines.components(separatedBy: "\nFROM ").suffix(3)
        let needed = try run(
            "sh", "-c", "readelf -d \"$0\" | sed -n 's/.*NEEDED.*\\[\\(.*\\)\\]/\\1/p'", BuiltProgram.dagSync.url.path)
        // Swift's own are linked into the program, and the C library is in every image.
        let packages = [
            "libgit2.so.1.5": "libgit2-1.5", "libcurl.so.4": "libcurl4", "libmicrohttpd.so.12": "libmicrohttpd12",
            "libcrypto.so.3": "libssl3", "libz.so.1": "zlib1g",
        ]
        let own = needed.split(separator: "\n").filter { !$0.hasPrefix("libswift") && !$0.hasPrefix("lib_") }
        let system: Set<Substring> = [
            // In what ships it is linked into the program.
            "libstdc++.so.6",
            // The resolver and what follows are parts of it that a sanitizer's runtime links.
            "libc.so.6", "libm.so.6", "libresolv.so.2", "libdl.so.2", "librt.so.1", "libpthread.so.0", "libgcc_s.so.1",
            "libdispatch.so", "libBlocksRuntime.so",
            "ld-linux-x86-64.so.2", "libFoundation.so",
        ]
        for library in own where !system.contains(library) {
            let package = try #require(packages[String(library)], "no package is known for \(library)")
            #expect(stages.dropFirst().first?.contains(" \(package) ") == true, "the image lacks \(package)")
        }
        for word in ["openssh-client", "ca-certificates", "gpgv"] {
            #expect(stages.dropFirst().first?.contains(word) == true, "the image lacks \(word)")
        }
        for word in ["USER 65533:65533", "--check-health"] {
            #expect(stages.last?.contains(word) == true, "the image lacks \(word)")
        }
        let manifest = try text("\(Self.package)/Package.swift")
        for module in ["CGit2", "CCurl", "CMicrohttpd", "COpenSSL", "CYaml"] {
            let line = try #require(manifest.split(separator: "\n").first { $0.contains("system(\"\(module)\"") })
            let package = try #require(line.split(separator: "\"").last { $0.hasPrefix("lib") })
            #expect(stages.first?.contains(package) == true, "the build lacks \(package)")
        }
    }

    @Test("can ask a running dag-sync for its health without another program")
    func health() async throws {
        let folder = try TemporaryFolder()
        let repository = try ServedRepository(in: folder)
        try repository.commit(["a": "one"])
        let address = "127.0.0.1:\(try ServerProcess.freePort())"
        let common = [
            "--repo", repository.path, "--root", folder.file("root"), "--link", "current", "--http-bind", address,
        ]
        // The image's health check has no other word, whatever the container was given.
        func probe() async throws -> Int32 {
            try await Daemon(["--check-health"], log: folder.file("probe")).exitCode()
        }
        #expect(try await probe() == 1)
        let daemon = try Daemon(common, log: folder.file("log"))
        try await until("alive") { try await probe() == 0 }
        #expect(try await Daemon(common + ["--check-health"], log: folder.file("probe")).exitCode() == 0)
        // Nothing of a pod is asked through its way out.
        let proxy = ["http_proxy": "http://127.0.0.1:1", "no_proxy": ""]
        for words in [["--check-health"], common + ["--check-health"]] {
            #expect(try await Daemon(words, environment: proxy, log: folder.file("probe")).exitCode() == 0)
        }
        let other = ["GITSYNC_HTTP_BIND": "127.0.0.1:1"]
        #expect(try await Daemon(["--check-health"], environment: other, log: folder.file("probe")).exitCode() == 1)
        daemon.send(SIGSTOP)
        #expect(try await probe() == 1)
        daemon.send(SIGCONT)
        daemon.send(SIGTERM)
        #expect(await daemon.exitCode() == 0)
        #expect(try await probe() == 1)
    }
}
