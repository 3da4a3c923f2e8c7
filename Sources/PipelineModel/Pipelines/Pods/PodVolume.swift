package struct VolumeMount: Hashable, Sendable, Codable {
    package var volume: String
    package var path: String
    package var subPath: String?
    package var isReadOnly: Bool

    package init(volume: String, path: String, subPath: String?, isReadOnly: Bool) {
        self.volume = volume
        self.path = path
        self.subPath = subPath
        self.isReadOnly = isReadOnly
    }
}

package struct PodVolume: Hashable, Sendable, Codable {
    package enum Source: Hashable, Sendable, Codable {
        case empty(limitMiB: Int?)
        case claim(String)
        case configMap(String)
        case secret(String)
        /// A folder or file of the node.
        case host(path: String)
    }

    package var name: String
    package var source: Source

    package init(name: String, source: Source) {
        self.name = name
        self.source = source
    }
}
