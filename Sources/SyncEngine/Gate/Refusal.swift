/// One thing that the gate objects to.
package struct Refusal: Sendable, Equatable, CustomStringConvertible {
    package enum Rule: String, Sendable, CaseIterable {
        case path, link, submodule, size, count, history, signature, manifest, syntax, command
    }

    package let rule: Rule
    /// The path below the tree's root; nil when the whole commit is meant.
    package let path: String?
    /// What is wrong and what is allowed instead.
    package let reason: String

    package init(_ rule: Rule, _ path: String? = nil, _ reason: String) {
        self.rule = rule
        self.path = path
        self.reason = reason
    }

    package var description: String { path.map { "\($0): \(reason)" } ?? reason }
}
