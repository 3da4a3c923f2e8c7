import CodeModels
import Foundation
import Hashing
import Workspace

/// A plan that was looked at, so that exactly that is pushed and nothing else.
///
/// It names the commit that it starts from and every file that it ends with, by its digest. The files themselves are
/// compiled again, so a plan holds nothing that could be changed on its way.
struct PlanFile: Equatable {
    /// Without credentials.
    let repository: String
    let branch: String
    /// What of the branch is dagc's own; nil for all of it.
    let into: RepositoryFolder?
    /// Nil when the branch was not there yet.
    let base: String?
    let environment: String
    /// The digest of each file, by its path.
    let files: [String: SHA256Digest]

    init(
        repository: String, branch: String, into: RepositoryFolder?, base: String?, environment: String,
        _ plan: OutputPlan
    ) {
        self.repository = repository
        self.branch = branch
        self.into = into
        self.base = base
        self.environment = environment
        files = Self.digests(of: plan.manifest)
    }

    static func digests(of manifest: Manifest) -> [String: SHA256Digest] {
        Dictionary(uniqueKeysWithValues: manifest.files.map { ($0.key.text, $0.value.digest) })
    }

    /// Paths that another compilation has made otherwise, in order.
    func differences(from manifest: Manifest) -> [String] {
        let made = Self.digests(of: manifest)
        return Set(files.keys).union(made.keys).filter { files[$0] != made[$0] }.sorted()
    }

    // MARK: The file

    private static let format = 1

    func write(to path: String) throws(PlanFileError) {
        let files = files.sorted { $0.key < $1.key }
        let document: Document = [
            "format": .int(Self.format), "repository": .string(repository), "branch": .string(branch),
            "into": into.map { .string($0.argument) } ?? .null, "base": base.map { .string($0) } ?? .null,
            "environment": .string(environment),
            "files": .object(DocumentObject(files.map { (key: $0.key, value: .string($0.value.description)) })),
        ]
        do { try Data(document.renderedJSON().utf8).write(to: URL(filePath: path), options: .atomic) } catch {
            throw .unwritable(path, "\(error.localizedDescription)")
        }
    }

    init(readingFrom path: String) throws(PlanFileError) {
        let document: Document
        do { document = try JSONParser.parse(Array(try Data(contentsOf: URL(filePath: path)))) } catch {
            let reason = (error as? JSONSyntaxError)?.description ?? error.localizedDescription
            throw .unreadable(path, reason)
        }
        guard document["format"] == .int(Self.format), let repository = document["repository"]?.string,
            let branch = document["branch"]?.string, let environment = document["environment"]?.string,
            case .object(let files)? = document["files"]
        else { throw .unreadable(path, "it was not written by `dagc plan --out` of this version") }
        self.repository = repository
        self.branch = branch
        self.environment = environment
        do { into = try document["into"]?.string.map { try RepositoryFolder(argument: $0) } } catch {
            throw .unreadable(path, "into: \(error)")
        }
        base = document["base"]?.string
        var digests: [String: SHA256Digest] = [:]
        for (path, digest) in files.entries { digests[path] = digest.string.flatMap(SHA256Digest.init(hexadecimal:)) }
        self.files = digests
    }
}

/// A plan cannot be kept or read.
enum PlanFileError: Error, CustomStringConvertible {
    case unwritable(String, String)
    case unreadable(String, String)
    case withoutRepository

    var description: String {
        switch self {
        case .unwritable(let path, let reason): "cannot write the plan to \(path): \(reason); --out names a file"
        case .unreadable(let path, let reason):
            "cannot read the plan in \(path): \(reason); make it with `dagc plan --against URL --out FILE`"
        case .withoutRepository:
            "a plan that is kept is one to push, so it names a repository: `dagc plan --against URL --out FILE`"
        }
    }
}
