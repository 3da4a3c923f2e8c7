/// What operators and sensors of providers can be given, as one release of each provider has them.
///
/// The lines are written by `Tests/AirflowBackendTests/Python/operator_index.py` from what the test environments have
/// installed, and a test holds them to it.
struct OperatorIndex: Sendable {
    struct Signature: Equatable, Sendable {
        /// The parameters of its own, in order.
        let parameters: [String]
        /// Those that Airflow renders.
        let rendered: Set<String>
        let isSensor: Bool
        /// Whether it takes what it has no name for.
        let takesAny: Bool
    }

    static let installed = OperatorIndex(lines: installedLines)

    /// By the import path.
    let classes: [String: Signature]
    /// The release that was read of each provider, by its name such as `cncf-kubernetes`.
    let releases: [String: String]
    /// What every operator, and every sensor beside that, takes on a version of Airflow.
    private let common: [String: [String]]

    init(lines: String) {
        var classes: [String: Signature] = [:]
        var releases: [String: String] = [:]
        var common: [String: [String]] = [:]
        for line in lines.split(separator: "\n") {
            let words = line.split(separator: " ").map(String.init)
            guard words.count >= 2 else { continue }
            switch words[0] {
            case "provider": releases[words[1]] = words.count > 2 ? words[2] : ""
            case "class" where words[1].contains("."), "sensor" where words[1].contains("."):
                classes[Self.prefix + words[1]] = Signature(words.dropFirst(2), isSensor: words[0] == "sensor")
            default: common["\(words[0]) \(words[1])"] = Array(words.dropFirst(2))
            }
        }
        self.classes = classes
        self.releases = releases
        self.common = common
    }

    static let prefix = "airflow.providers."

    /// All that a class takes on a version of Airflow.
    func parameters(of signature: Signature, on version: AirflowDialect.Version) -> [String] {
        signature.parameters + everyOperator(isSensor: signature.isSensor, on: version)
    }

    /// What each operator or sensor takes that is made of Airflow's own class.
    func everyOperator(isSensor: Bool, on version: AirflowDialect.Version) -> [String] {
        let number = version == .v2 ? "2" : "3"
        return (common["operator \(number)"] ?? []) + (isSensor ? common["sensor \(number)"] ?? [] : [])
    }

    /// The provider that an import path belongs to, with the release that was read of it; nil for one that was not.
    func release(of path: String) -> (provider: String, release: String)? {
        guard path.hasPrefix(Self.prefix) else { return nil }
        let words = path.dropFirst(Self.prefix.count).split(separator: ".").map(String.init)
        for count in [2, 1] where words.count > count {
            let name = words.prefix(count).joined(separator: "-")
            if let release = releases[name] { return (name, release) }
        }
        return nil
    }
}

extension OperatorIndex.Signature {
    /// Words such as `bash_command*`, the last of which may be `...`.
    fileprivate init(_ words: some Sequence<String>, isSensor: Bool) {
        let named = words.filter { $0 != "..." }
        parameters = named.map { $0.hasSuffix("*") ? String($0.dropLast()) : $0 }
        rendered = Set(named.filter { $0.hasSuffix("*") }.map { String($0.dropLast()) })
        takesAny = words.contains("...")
        self.isSensor = isSensor
    }
}
