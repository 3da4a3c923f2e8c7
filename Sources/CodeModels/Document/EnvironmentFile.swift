/// A file of environment variables, one `NAME=value` a line.
///
/// Values of letters, digits and `_ . / : , @ % + = -` are written as they are, which every reader understands.
/// Others are put in single quotes, as shells, systemd and Docker Compose read them; `docker run --env-file` would
/// take the quotes for part of the value.
package struct EnvironmentFile: Equatable, Sendable {
    /// Comment lines before the variables.
    package var header: String?
    package private(set) var variables: [(name: PythonIdentifier, value: String)] = []

    /// A file without variables.
    package init(header: String? = nil) { self.header = header }

    /// Appends a variable, which must be a new one, with a value of one line.
    package mutating func append(_ name: PythonIdentifier, _ value: String) {
        precondition(!variables.contains { $0.name == name }, "\(name) is set twice")
        precondition(!value.utf8.contains { $0 == 0 || $0 == 0x0A || $0 == 0x0D }, "\(name) has several lines")
        variables.append((name, value))
    }

    /// The text of the file.
    package func render() -> String {
        var text = ""
        if let header {
            for line in header.split(separator: "\n", omittingEmptySubsequences: false) {
                text += line.isEmpty ? "#\n" : "# \(line)\n"
            }
        }
        for (name, value) in variables { text += "\(name)=\(EnvironmentFile.quoted(value))\n" }
        return text
    }

    private static func quoted(_ value: String) -> String {
        let isPlain = value.utf8.allSatisfy { byte in
            let isAlphanumeric = (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
            return isAlphanumeric || "_./:,@%+=-".utf8.contains(byte)
        }
        if isPlain { return value }
        return "'" + value.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
    }

    package static func == (left: EnvironmentFile, right: EnvironmentFile) -> Bool {
        left.header == right.header && left.variables.elementsEqual(right.variables) { $0 == $1 }
    }
}
