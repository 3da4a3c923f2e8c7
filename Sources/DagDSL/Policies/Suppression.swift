package import Diagnostics
package import PipelineModel

/// A finding that somebody has looked at and found right to leave, with the reason.
///
/// Most errors cannot be suppressed, and a suppression of nothing is one.
public struct Suppression: Sendable {
    package let model: SuppressionModel
    package let location: SourceLocation

    /// Leaves `warning` out of the report.
    ///
    /// - Parameter reason: why it does not matter here, for whoever reads it in a year.
    public static func suppress(
        _ warning: Warning, because reason: Name,
        file: StaticString = #filePath, line: UInt = #line, column: UInt = #column
    ) -> Suppression {
        Suppression(
            model: SuppressionModel(code: warning.rawValue, reason: reason.description),
            location: SourceLocation(file, line, column))
    }
}

extension PipelineTask {
    /// Leaves a warning about this task out of the report.
    ///
    /// - Parameter reason: why it does not matter here, for whoever reads it in a year.
    public func suppressing(
        _ warning: Warning, because reason: Name,
        file: StaticString = #filePath, line: UInt = #line, column: UInt = #column
    ) -> Self {
        var copy = self
        copy.declaration.suppressions.append(
            .suppress(warning, because: reason, file: file, line: line, column: column))
        copy.declaration.model.suppressions = copy.declaration.suppressions.map(\.model)
        return copy
    }
}
