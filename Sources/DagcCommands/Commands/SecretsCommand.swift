import CodeModels
import CommandLine
import Compiler
import Foundation
import Hashing
import PipelineModel

/// `dagc secrets`: seals the secrets that the platform of an environment expects, and says which are missing or old.
struct SecretsCommand: Command {
    static let certificate = Option<String?>.optional(
        "certificate", as: "FILE", "the controller's certificate, as `kubeseal --fetch-cert` writes it")
    static let values = Option<String?>.optional(
        "values", as: "DIR", "holds a file namespace/name/key for each value; `-` reads JSON from standard input")
    static let folder = Option("sealed", as: "DIR", default: "sealed", "the folder of the sealed secrets")
    static let scope = Option(
        "scope", default: SealScope.strict, "how far they open: strict, namespace or cluster")
    static let now = Option<Moment?>.optional("at", "the time to go by; the machine's clock when none is named")

    static let syntax = CommandSyntax(
        "dagc secrets", "Seal the platform's secrets, or say what is missing or old",
        positionals: [Positional("ACTION", "seal or check")],
        options: [CommonOptions.environment, certificate, values, folder, scope, now],
        footer: """
            seal encrypts values for the controller of sealed secrets, and only what
            changed. Values are read from files or standard input and never written.
            check lists what the environment expects: missing, unused, sealed longer
            than 90 days ago or with another certificate.
            Exit codes: 0 done or all is well, 1 refused or something is to do, 64
            usage.
            """)

    /// Seconds after which a credential is to be changed.
    static let rotation = 90 * 86_400

    static func run(_ arguments: ParsedArguments, _ context: CommandContext) async throws -> ExitCode {
        let environment = try SelectedEnvironment.named(
            arguments.value(CommonOptions.environment), in: context.catalog)
        let expected = ExpectedSecret.all(of: ProjectLowering.lower(context.catalog, for: environment).project.model)
        guard !expected.isEmpty else { throw SealFailure.noSecrets(environment: environment.name) }
        let sealed = SealedFolder(path: context.path(try arguments.value(folder)))
        let time = try arguments.value(now)?.time ?? UnixTime(Int(Date.now.timeIntervalSince1970))
        switch arguments.positionals.first {
        case "seal": return try seal(expected, in: sealed, at: time, arguments, context)
        case "check": return try check(expected, in: sealed, at: time, arguments, context)
        case let word: throw UsageError(command: syntax.name, problems: ["\(SealFailure.wrongAction(word ?? ""))"])
        }
    }

    // MARK: Seal

    private static func seal(
        _ expected: [ExpectedSecret], in folder: SealedFolder, at time: UnixTime, _ arguments: ParsedArguments,
        _ context: CommandContext
    ) throws -> ExitCode {
        guard let path = try arguments.value(certificate), let source = try arguments.value(values) else {
            throw UsageError(command: syntax.name, problems: ["seal needs --certificate and --values"])
        }
        guard let certificate = SealingCertificate(pem: try bytes(of: context.path(path))) else {
            throw SealFailure.noCertificate(path)
        }
        guard !certificate.isExpired else { throw SealFailure.expired(path) }
        let given =
            source == "-"
            ? try SecretValues(json: Array(FileHandle.standardInput.readDataToEndOfFile()))
            : try SecretValues(folder: context.path(source))
        let unknown = given.unknown(beside: expected)
        guard unknown.isEmpty else {
            throw SealFailure.badValues("the environment expects no \(unknown.joined(separator: ", "))")
        }
        let sealing = Sealing(
            certificate, from: path, try arguments.value(scope).scope, into: folder, at: time)
        let rows = try sealing.seal(given, for: expected)
        context.console.print(rows.isEmpty ? "no values were given" : TextTable.render(rows))
        return rows.isEmpty ? .failure : .success
    }

    private static func bytes(of path: String) throws -> [UInt8] {
        do {
            return Array(try Data(contentsOf: URL(filePath: path)))
        } catch {
            throw SealFailure.badValues("cannot read \(path)")
        }
    }

    // MARK: Check

    private static func check(
        _ expected: [ExpectedSecret], in folder: SealedFolder, at time: UnixTime, _ arguments: ParsedArguments,
        _ context: CommandContext
    ) throws -> ExitCode {
        var fingerprint: String?
        if let path = try arguments.value(certificate) {
            guard let certificate = SealingCertificate(pem: try bytes(of: context.path(path))) else {
                throw SealFailure.noCertificate(path)
            }
            fingerprint = certificate.fingerprint
        }
        var rows: [[String]] = []
        for secret in expected {
            let name = "\(secret.namespace)/\(secret.name)"
            guard folder.isSealed(secret) else {
                let isOptional = secret.optionalKeys.count == secret.keys.count
                if !isOptional {
                    rows.append([name, "missing", "\(secret.purpose): \(secret.keys.joined(separator: ", "))"])
                }
                continue
            }
            let notes = try SealedNotes(file: folder.file(of: secret))
            let missing = secret.keys.filter { !notes.keys.contains($0) && !secret.optionalKeys.contains($0) }
            if !missing.isEmpty { rows.append([name, "incomplete", missing.joined(separator: ", ")]) }
            if let age = notes.sealedAt.map({ time.seconds - $0.seconds }), age > rotation {
                rows.append([name, "old", "sealed \(age / 86_400) days ago; change it, and seal it again"])
            }
            if let fingerprint, notes.certificate != fingerprint {
                rows.append([name, "other certificate", "it opens as long as the controller keeps that key"])
            }
        }
        rows += folder.unused(beside: expected).map { [$0, "unused", "no component expects it"] }
        context.console.print(
            rows.isEmpty ? "all \(expected.count) secrets are as they should be" : TextTable.render(rows))
        return rows.isEmpty ? .success : .failure
    }
}

/// What stands in a sealed secret for people to see.
struct SealedNotes {
    static let time = "dagc/sealed-at"
    static let certificate = "dagc/certificate"

    let keys: Set<String>
    let sealedAt: UnixTime?
    let certificate: String?

    /// Reads the lines that this program writes: a key, a colon, a value on the same line.
    init(file: String) throws {
        let text = try String(contentsOfFile: file, encoding: .utf8)
        var values: [String: String] = [:]
        var keys: Set<String> = []
        var isData = false
        for line in text.split(separator: "\n") {
            let indent = line.prefix { $0 == " " }.count
            let parts = line.dropFirst(indent).split(separator: ":", maxSplits: 1).map(String.init)
            guard let key = parts.first else { continue }
            if indent <= 2 { isData = key == "encryptedData" }
            let value = parts.count > 1 ? parts[1].trimmingCharacters(in: CharacterSet(charactersIn: " \"")) : ""
            if isData, indent == 4 { keys.insert(key) }
            values[key] = value
        }
        self.keys = keys
        sealedAt = values[Self.time].flatMap { UnixTime(iso8601: $0) }
        certificate = values[Self.certificate]
    }
}

/// The scope as the command line has it.
struct SealScope: ArgumentValue {
    static let strict = SealScope(scope: .strict)
    static var placeholder: String { "SCOPE" }

    let scope: KubernetesObject.SealScope

    var argument: String { scope.rawValue }

    private init(scope: KubernetesObject.SealScope) { self.scope = scope }

    init(argument: String) throws(InvalidArgument) {
        guard let scope = KubernetesObject.SealScope(rawValue: argument) else {
            throw InvalidArgument("expected strict, namespace or cluster, not '\(argument)'")
        }
        self.scope = scope
    }
}
