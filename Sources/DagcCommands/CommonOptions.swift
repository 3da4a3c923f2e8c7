import CommandLine

/// Options that several commands share.
enum CommonOptions {
    static let environment = Option<String?>.optional(
        "environment", as: "NAME", "the environment to compile for; the project's first when none is named")

    static let airflow = Option<StatedVersion?>.optional(
        "airflow",
        "the version of Airflow that the environment must have; goes with the next release, as the environment says it")

    static let out = Option("out", as: "DIR", default: "generated", "the folder of the generated files")

    static let inventory = Option<String?>.optional(
        "inventory", as: "FILE", environment: ["DAGC_INVENTORY"],
        "hold the environment against what its Airflow has, as `dagc inventory` wrote it down")

    static let warningsAsErrors = Option.flag("warnings-as-errors", "fail when there is a warning")

    static let format = Option("format", default: ReportFormat.text, "how findings are written: text, json or sarif")
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
