import CodeModels
import Compiler
import Foundation
import Hashing

/// The folder of sealed secrets: one file each, and a record beside them by which a value that did not change is known
/// without being kept.
///
/// The record holds a code of each value under a random key. Whoever had both could try values that are easy to guess, so
/// it stays on the machine of who seals: the folder's own `.gitignore` names it.
struct SealedFolder {
    let path: String

    /// What is known of a secret that was sealed.
    struct Entry: Codable, Equatable {
        /// The code of each key's value.
        var codes: [String: String]
        var scope: String
        /// ISO 8601.
        var sealedAt: String
        var certificate: String
    }

    /// Of all secrets, by namespace and name.
    struct Record: Codable {
        /// In hexadecimal digits.
        var key: String
        var entries: [String: Entry]
    }

    private var recordPath: String { "\(path)/.sealed.json" }

    func file(of secret: ExpectedSecret) -> String { "\(path)/\(secret.namespace)/\(secret.name).yaml" }

    func isSealed(_ secret: ExpectedSecret) -> Bool { FileManager.default.fileExists(atPath: file(of: secret)) }

    /// Names of files that are none of the environment's secrets.
    func unused(beside expected: [ExpectedSecret]) -> [String] {
        let known = Set(expected.map(file))
        let all = FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []
        return all.filter { $0.hasSuffix(".yaml") && !known.contains("\(path)/\($0)") }.sorted()
    }

    // MARK: The record

    /// - Throws: the record is there and cannot be read.
    func record() throws -> Record {
        guard FileManager.default.fileExists(atPath: recordPath) else {
            guard let key = RandomBytes.make(32) else { throw SealFailure.noRandomness }
            return Record(key: Hexadecimal.text(key), entries: [:])
        }
        do {
            return try JSONDecoder().decode(Record.self, from: Data(contentsOf: URL(filePath: recordPath)))
        } catch {
            throw SealFailure.badRecord(recordPath)
        }
    }

    func write(_ record: Record) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        try make(path)
        try Data("# What is known of values here must not be published.\n.sealed.json\n".utf8)
            .write(to: URL(filePath: "\(path)/.gitignore"), options: .atomic)
        let data = try encoder.encode(record)
        guard FileManager.default.createFile(atPath: recordPath, contents: data, attributes: [.posixPermissions: 0o600])
        else { throw SealFailure.cannotWrite(recordPath) }
    }

    func write(_ object: KubernetesObject, for secret: ExpectedSecret) throws {
        try make("\(path)/\(secret.namespace)")
        try Data(KubernetesFile.bytes(of: [object])).write(to: URL(filePath: file(of: secret)), options: .atomic)
    }

    private func make(_ folder: String) throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }
}

/// Why nothing, or not all, was sealed. No value is ever part of it.
enum SealFailure: Error, CustomStringConvertible {
    case noRandomness
    case badRecord(String)
    case cannotWrite(String)
    case noCertificate(String)
    case expired(String)
    case tooShort(String)
    case noSecrets(environment: String)
    case badValues(String)
    case wrongAction(String)

    var description: String {
        switch self {
        case .noRandomness: "the system gives no random bytes"
        case .badRecord(let path): "\(path) cannot be read; delete it, and every value is sealed anew"
        case .cannotWrite(let path): "cannot write \(path)"
        case .noCertificate(let path):
            "\(path) holds no certificate with an RSA key; fetch it with `kubeseal --fetch-cert`"
        case .expired(let path):
            "the certificate in \(path) has expired, and the controller refuses what it seals; fetch its newest one"
        case .tooShort(let path): "the key of the certificate in \(path) is too short to seal with"
        case .noSecrets(let name):
            "environment `\(name)` installs nothing on a cluster, so it expects no secrets; name another one"
        case .badValues(let problem): problem
        case .wrongAction(let word): "`\(word)` is neither seal nor check"
        }
    }
}
