package import Diagnostics

extension SourceLocation {
    /// The place of a call, from the literals that the Swift compiler fills in for it.
    package init(_ file: StaticString, _ line: UInt, _ column: UInt) {
        self.init(file: file.description, line: Int(line), column: Int(column))
    }
}
