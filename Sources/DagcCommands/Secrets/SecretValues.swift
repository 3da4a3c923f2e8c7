import CodeModels
import Compiler
import Foundation

/// Values of secrets as a person hands them over: files in a folder, or JSON on standard input. They are never written,
/// printed or passed on the command line, where every process of the machine could read them.
struct SecretValues {
    /// By namespace and name of the secret, then by key.
    private let values: [String: [String: [UInt8]]]

    func values(of secret: ExpectedSecret) -> [String: [UInt8]] { values["\(secret.namespace)/\(secret.name)"] ?? [:] }

    /// What no secret of the environment expects, in words without values.
    func unknown(beside expected: [ExpectedSecret]) -> [String] {
        let known = Dictionary(uniqueKeysWithValues: expected.map { ("\($0.namespace)/\($0.name)", Set($0.keys)) })
        return values.keys.sorted().flatMap { name -> [String] in
            guard let keys = known[name] else { return [name] }
            return values[name, default: [:]].keys.filter { !keys.contains($0) }.sorted().map { "\(name)/\($0)" }
        }
    }

    /// A file for each key: `namespace/name/key`. Its bytes are the value, without a newline at the end.
    init(folder: String) throws {
        var values: [String: [String: [UInt8]]] = [:]
        guard let files = FileManager.default.enumerator(atPath: folder) else {
            throw SealFailure.badValues("cannot read the folder \(folder)")
        }
        for case let path as String in files {
            let parts = path.split(separator: "/").map(String.init)
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: "\(folder)/\(path)", isDirectory: &isFolder),
                !isFolder.boolValue
            else { continue }
            guard parts.count == 3 else {
                throw SealFailure.badValues("\(folder)/\(path) is not of the form namespace/name/key")
            }
            var bytes = Array(try Data(contentsOf: URL(filePath: "\(folder)/\(path)")))
            if bytes.last == UInt8(ascii: "\n") { bytes.removeLast() }
            values["\(parts[0])/\(parts[1])", default: [:]][parts[2]] = bytes
        }
        self.values = values
    }

    /// An object `{"namespace/name": {"key": "value"}}`.
    init(json bytes: [UInt8]) throws {
        let document: Document
        do {
            document = try JSONParser.parse(bytes)
        } catch {
            // The parser's words could quote the input.
            throw SealFailure.badValues("standard input is no JSON")
        }
        guard case .object(let secrets) = document else {
            throw SealFailure.badValues("standard input is no JSON object")
        }
        var values: [String: [String: [UInt8]]] = [:]
        for (name, value) in secrets.entries {
            guard case .object(let keys) = value else {
                throw SealFailure.badValues("what standard input has for `\(name)` is no object of keys")
            }
            for (key, value) in keys.entries {
                guard let text = value.string else {
                    throw SealFailure.badValues("what standard input has for `\(name)/\(key)` is no text")
                }
                values[name, default: [:]][key] = Array(text.utf8)
            }
        }
        self.values = values
    }
}
