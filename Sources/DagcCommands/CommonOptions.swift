package import AirflowBackend
package import CommandLine

/// Options that several commands share.
enum CommonOptions {
    static let environment = Option<String?>.optional(
        "environment", as: "NAME", "the environment to compile for; the project's first when none is named")

    static let airflow = Option(
        "airflow", default: AirflowVersion.v3, "the version of Airflow to write DAGs for: 2.11 or 3")

    static let out = Option("out", as: "DIR", default: "generated", "the folder of the generated files")

    static let format = Option("format", default: ReportFormat.text, "how findings are written: text, json or sarif")
}

extension AirflowVersion: ArgumentValue {
    package static var placeholder: String { "VERSION" }

    package var argument: String { rawValue }

    package init(argument: String) throws(InvalidArgument) {
        guard let version = AirflowVersion(rawValue: argument) else {
            throw InvalidArgument("expected 2.11 or 3, not '\(argument)'")
        }
        self = version
    }
}

/// How findings are written.
enum ReportFormat: String, Sendable, ArgumentValue {
    case text
    case json
    case sarif

    static var placeholder: String { "FORMAT" }

    var argument: String { rawValue }

    init(argument: String) throws(InvalidArgument) {
        guard let format = ReportFormat(rawValue: argument) else {
            throw InvalidArgument("expected text, json or sarif, not '\(argument)'")
        }
        self = format
    }
}
