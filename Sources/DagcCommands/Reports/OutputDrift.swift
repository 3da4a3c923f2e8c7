import Diagnostics
import Workspace

/// Generated files that somebody changed by hand, as findings.
enum OutputDrift {
    /// - Parameter out: the folder of the output, as people named it.
    static func findings(in plan: OutputPlan, below out: String) -> DiagnosticReport {
        var report = DiagnosticReport()
        for change in plan.conflicts where change.conflict != .notAFile {
            let path = "\(out)/\(change.path.text)"
            let what = change.conflict == .unknown ? "was not written by dagc" : "was changed by hand"
            report.add(
                .outputDrift, "`\(path)` \(what), and compiling would overwrite it",
                at: SourceLocation(file: path, line: 1, column: 1),
                fix: "bring the change into the pipelines, then `dagc compile --overwrite`")
        }
        return report
    }
}
