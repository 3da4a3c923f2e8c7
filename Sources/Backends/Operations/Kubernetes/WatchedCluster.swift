import CodeModels
import PipelineModel

/// The rules of Prometheus as objects that its operator reads: those of each component in a folder of its own, as a profile
/// without the component would else hear for ever that it is down.
struct WatchedCluster {
    struct Folder {
        let path: String
        let objects: [KubernetesObject]
        let source: String
        /// Nil where the rules belong to every profile.
        let component: String?
    }

    /// Empty where no Prometheus is installed.
    let folders: [Folder]

    init(_ platform: InstalledPlatform, _ rules: RuleFiles) {
        guard let prometheus = platform.component(ofKind: "prometheus") else {
            folders = []
            return
        }
        func object(_ file: RuleFiles.File, of component: String) -> KubernetesObject {
            .prometheusRule(
                platform.metadata(Self.objectName(file), of: component, in: prometheus.workload.namespace),
                groups: file.groups)
        }
        let general = rules.all.filter { $0.component == nil }.map { object($0, of: prometheus.model.name) }
        let own = rules.all.compactMap { file in
            file.component.map { name in
                Folder(
                    path: "rules/components/\(name)", objects: [object(file, of: name)], source: name, component: name)
            }
        }
        folders =
            own + [
                Folder(
                    path: "rules/pipelines", objects: general, source: platform.model.environment.name, component: nil)
            ]
    }

    /// The folders that a profile applies.
    func paths(of profile: ProfileModel) -> [String] {
        folders.filter { $0.component.map(profile.has) ?? true }.map(\.path)
    }

    /// The path of a file of rules as the name of an object. Names of components are labels of Kubernetes; where an id of a
    /// pipeline loses more than underscores, a number made of the path keeps it apart from its like.
    private static func objectName(_ file: RuleFiles.File) -> String {
        let isKept = { (byte: UInt8) in (97...122).contains(byte) || (48...57).contains(byte) }
        let name = String(
            decoding: file.path.lowercased().utf8.map { isKept($0) ? $0 : UInt8(ascii: "-") }, as: UTF8.self)
        let isPlain = file.path.utf8.allSatisfy { isKept($0) || "_/".utf8.contains($0) } && name.last != "-"
        return (file.component != nil || isPlain ? name : "\(name)-\(file.path.fingerprint)").shortened(to: 200)
    }
}
