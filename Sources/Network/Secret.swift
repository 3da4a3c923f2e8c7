/// A value that must never be written anywhere: every way of printing it gives `***`.
package struct Secret: Sendable, Hashable {
    private let value: String

    /// Hides `value`.
    package init(_ value: String) { self.value = value }

    /// The hidden value, for the one call that needs it.
    package func reveal() -> String { value }

    /// Whether nothing is hidden.
    package var isEmpty: Bool { value.isEmpty }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "***" }
    package var debugDescription: String { "***" }
    package var customMirror: Mirror { Mirror(self, children: [:]) }
}
