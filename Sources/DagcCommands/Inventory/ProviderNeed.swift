import Workspace

/// A provider that a DAG file imports from, and the version from which on it has what is imported.
struct ProviderNeed: Hashable, Comparable {
    let package: String
    /// Nil for any.
    let version: String?

    static func < (left: ProviderNeed, right: ProviderNeed) -> Bool {
        (left.package, left.version ?? "") < (right.package, right.version ?? "")
    }

    /// Providers whose modules lie two folders deep.
    ///
    /// Source: https://airflow.apache.org/docs/apache-airflow-providers/packages-ref.html
    private static let families: Set = ["apache", "atlassian", "cncf", "common", "dbt", "microsoft"]

    /// Modules whose classes take what DAG files hand them only since a later version of their provider.
    ///
    /// Source: https://airflow.apache.org/docs/apache-airflow-providers-standard/stable/changelog.html: assigned people
    /// came with 1.7.0, approvals that fail with 1.8.0.
    private static let since = [("airflow.providers.standard.operators.hitl", "1.8.0")]

    /// What a file imports from providers.
    static func needs(of artifact: Artifact) -> Set<ProviderNeed> {
        var needs: Set<ProviderNeed> = []
        for line in artifact.bytes.split(separator: UInt8(ascii: "\n")) {
            guard line.starts(with: "from airflow.providers.".utf8) else { continue }
            let module = String(decoding: line, as: UTF8.self).split(separator: " ")[1]
            let parts = module.split(separator: ".").dropFirst(2).map(String.init)
            guard let first = parts.first else { continue }
            let names = families.contains(first) ? parts.prefix(2) : parts.prefix(1)
            let package = (["apache-airflow-providers"] + names).joined(separator: "-").replacing("_", with: "-")
            let version = since.first { module.hasPrefix($0.0) }?.1
            needs.insert(ProviderNeed(package: package, version: version))
        }
        return needs
    }

    /// Whether a version of the package is recent enough; numbers are compared part by part.
    func isMet(by present: String) -> Bool {
        guard let version else { return true }
        return !Self.numbers(present).lexicographicallyPrecedes(Self.numbers(version))
    }

    private static func numbers(_ version: String) -> [Int] {
        version.split(separator: ".").map { part in Int(part.prefix { $0.isNumber }) ?? 0 }
    }
}
