/// A warning that is left out of the report, and why.
package struct SuppressionModel: Hashable, Sendable, Codable {
    /// Such as `DAGC006`.
    package var code: String
    package var reason: String

    package init(code: String, reason: String) {
        self.code = code
        self.reason = reason
    }
}
