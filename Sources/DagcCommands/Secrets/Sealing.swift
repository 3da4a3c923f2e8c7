import CodeModels
import Compiler
import Hashing
import PipelineModel

/// Seals values for the controller of a cluster into a folder, and only those that changed.
struct Sealing: ~Copyable {
    private let certificate: SealingCertificate
    /// Where the certificate was read.
    private let path: String
    private let scope: KubernetesObject.SealScope
    private let folder: SealedFolder
    private let time: UnixTime

    init(
        _ certificate: consuming SealingCertificate, from path: String, _ scope: KubernetesObject.SealScope,
        into folder: SealedFolder, at time: UnixTime
    ) {
        self.certificate = certificate
        self.path = path
        self.scope = scope
        self.folder = folder
        self.time = time
    }

    /// Seals what is given of the secrets.
    ///
    /// - Returns: for each secret of which anything is given its name, what was done and what is left to do.
    func seal(_ given: SecretValues, for expected: [ExpectedSecret]) throws -> [[String]] {
        var record = try folder.record()
        var rows: [[String]] = []
        for secret in expected {
            let values = given.values(of: secret)
            guard !values.isEmpty else { continue }
            rows.append(try seal(values, of: secret, &record))
        }
        return rows
    }

    private func seal(
        _ values: [String: [UInt8]], of secret: ExpectedSecret, _ record: inout SealedFolder.Record
    ) throws -> [String] {
        let name = "\(secret.namespace)/\(secret.name)"
        let missing = secret.keys.filter { values[$0] == nil && !secret.optionalKeys.contains($0) }
        guard missing.isEmpty else {
            throw SealFailure.badValues("\(name) lacks \(missing.joined(separator: ", ")); give all of its keys")
        }
        let key = Hexadecimal.bytes(record.key) ?? []
        let codes = values.mapValues { Hexadecimal.text(HMACSHA256.code(for: $0, key: key).bytes) }
        let before = record.entries[name]
        if folder.isSealed(secret), before?.codes == codes, before?.scope == scope.rawValue {
            return [name, "unchanged", ""]
        }
        try folder.write(object(secret, try sealed(values, of: secret)), for: secret)
        record.entries[name] = SealedFolder.Entry(
            codes: codes, scope: scope.rawValue, sealedAt: time.iso8601, certificate: certificate.fingerprint)
        // A failure later on must not make what was written look changed the next time.
        try folder.write(record)
        return [name, "sealed", "start again: \(secret.consumers.joined(separator: ", "))"]
    }

    private func sealed(_ values: [String: [UInt8]], of secret: ExpectedSecret) throws -> [String: String] {
        let label = Array(scope.label(namespace: secret.namespace, name: secret.name).utf8)
        var sealed: [String: String] = [:]
        for (key, value) in values {
            guard let bytes = certificate.seal(value, label: label) else { throw SealFailure.tooShort(path) }
            sealed[key] = Base64.text(bytes)
        }
        return sealed
    }

    private func object(_ secret: ExpectedSecret, _ values: [String: String]) -> KubernetesObject {
        let notes = [
            SealedNotes.time: time.iso8601, SealedNotes.certificate: certificate.fingerprint,
            "dagc/consumers": secret.consumers.joined(separator: ", "),
        ]
        return .sealedSecret(
            ObjectMetadata(secret.name, in: secret.namespace, annotations: notes), scope: scope, values)
    }
}
