package import Diagnostics

/// A text that looks like a secret and that everybody may know, such as the key of a test account, with the reason.
///
/// The compiler refuses what looks like a password or a key, wherever it stands. A project names the exceptions in its
/// ``Project/notSecrets``; one that is no longer needed is an error.
public struct NotSecret: Sendable {
    package let text: String
    package let reason: String
    package let location: SourceLocation

    /// - Parameters:
    ///   - text: the value itself, without what stands around it.
    ///   - reason: why everybody may know it, for whoever reads it in a year.
    public init(
        _ text: Name, because reason: Name,
        file: StaticString = #filePath, line: UInt = #line, column: UInt = #column
    ) {
        self.text = text.description
        self.reason = reason.description
        location = SourceLocation(file, line, column)
    }
}
