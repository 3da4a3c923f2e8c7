import Diagnostics
import Workspace

/// Files among the generated ones that nothing generates, as findings.
enum StrayFiles {
    /// Each is told up to so many; what follows is counted.
    private static let told = 20

    /// - Parameter out: the folder of the output, as people named it.
    static func findings(
        in folder: OutputFolder, beside plan: OutputPlan, below out: String
    ) throws(WorkspaceError) -> DiagnosticReport {
        let strays = try folder.strays(beside: plan)
        var report = DiagnosticReport()
        for (index, stray) in strays.prefix(told).enumerated() {
            let path = "\(out)/\(stray)"
            let more = index == told - 1 ? strays.count - told : 0
            report.add(
                .strayFile, "`\(path)` was not written by dagc\(more > 0 ? ", and neither were \(more) more" : "")",
                at: SourceLocation(file: path, line: 1, column: 1),
                fix: "delete it, or move it out of the generated files")
        }
        return report
    }
}
