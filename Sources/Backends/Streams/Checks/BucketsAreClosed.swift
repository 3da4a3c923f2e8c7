import Compiler
import Diagnostics
import PipelineModel

/// Files of streams lie encrypted, in folders that are declared, and are sent encrypted.
enum BucketsAreClosed: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        let environment = project.model.environment
        guard let platform = environment.streaming, !project.streams.isEmpty else { return }
        for bucket in platform.buckets {
            if bucket.encryption == .none {
                add("bucket `\(bucket.name)` is not encrypted", "say `.kms(…)` or `.s3`", project, &report)
            }
            if !bucket.isTLSOnly {
                add(
                    "bucket `\(bucket.name)` takes connections that are not encrypted", "say `tlsOnly: true`", project,
                    &report)
            }
        }
        if let checkpoints = ObjectAddress(platform.checkpoints), project.streams.contains(where: { $0.model.hasJob }) {
            check(checkpoints, "checkpoints", platform, project, &report)
        }
        for stream in project.streams {
            for table in stream.model.tables {
                for dataset in [table.archive, table.lake].compactMap(\.self) {
                    guard let root = environment.store(named: dataset.store)?.root?.known,
                        let address = ObjectAddress("\(root)/\(dataset.path)")
                    else { continue }
                    check(address, "`\(dataset.name)`", platform, project, &report)
                }
            }
        }
    }

    private static func check(
        _ address: ObjectAddress, _ what: String, _ platform: StreamingPlatformModel, _ project: CheckContext,
        _ report: inout DiagnosticReport
    ) {
        guard let bucket = platform.buckets.first(where: { $0.name == address.bucket }) else {
            add(
                "\(what) lies in bucket `\(address.bucket)`, of which nobody says how it is kept",
                "add the bucket to the environment's streaming", project, &report)
            return
        }
        if bucket.prefixes.contains(where: { address.path == $0 || address.path.hasPrefix("\($0)/") }) { return }
        add(
            "\(what) lies in `\(address.path)` of bucket `\(bucket.name)`, and streams may use \(bucket.prefixes.words)",
            "add the folder to the bucket's prefixes", project, &report)
    }

    private static func add(
        _ message: String, _ fix: String, _ project: CheckContext, _ report: inout DiagnosticReport
    ) {
        report.add(.openBucket, message, at: project.environment, fix: fix)
    }
}
