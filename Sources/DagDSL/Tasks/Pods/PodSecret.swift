/// An entry of a Kubernetes secret. Only the reference stands in generated files.
public struct PodSecret: Sendable {
    let name: Name
    let key: Name

    /// The entry `key` of the secret `name`.
    public init(_ name: Name, key: Name) {
        self.name = name
        self.key = key
    }
}
