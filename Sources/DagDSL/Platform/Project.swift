/// What all pipelines of a package share. Declare one in any file of the package.
public protocol Project: Sendable {
    /// The name under which people know it.
    var name: Name { get }
    /// Where it runs. The first is the one that is compiled when none is named.
    var environments: [Environment] { get }
    /// The first day of every pipeline that names no other.
    var start: Day { get }
    /// Texts that look like secrets and are none.
    var notSecrets: [NotSecret] { get }
}

extension Project {
    /// By default none.
    public var notSecrets: [NotSecret] { [] }
}
