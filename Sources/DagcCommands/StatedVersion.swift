package import CommandLine
import PipelineModel

/// A version of Airflow as somebody says it: all its numbers, or the first of them.
package struct StatedVersion: ArgumentValue {
    package static let placeholder = "VERSION"

    package let argument: String

    package init(argument: String) throws(InvalidArgument) {
        let numbers = argument.split(separator: ".", omittingEmptySubsequences: false)
        let areNumbers = numbers.allSatisfy { number in
            !number.isEmpty && number.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        }
        guard areNumbers else { throw InvalidArgument("expected a version such as 3.3, not '\(argument)'") }
        self.argument = argument
    }

    func means(_ version: AirflowVersion) -> Bool {
        version.rawValue == argument || version.rawValue.hasPrefix(argument + ".")
    }
}
