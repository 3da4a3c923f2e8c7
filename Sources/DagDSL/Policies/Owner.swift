/// Who answers for a pipeline.
public struct Owner: Sendable {
    package let name: String

    /// A team, by the name under which people find it.
    public static func team(_ name: Name) -> Owner { Owner(name: name.description) }

    /// One person, by the name under which people find them.
    public static func person(_ name: Name) -> Owner { Owner(name: name.description) }
}
