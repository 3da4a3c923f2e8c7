package import Diagnostics
import PipelineModel

/// The second look for secrets: at the very bytes that are about to be written, wherever they come from.
package enum SecretsInFiles {
    /// A file as it will be written.
    package struct File: Sendable {
        let path: String
        let bytes: [UInt8]
        let pipeline: String?

        /// - Parameter pipeline: the id of the pipeline that it is made of, if it is one's.
        package init(_ path: String, _ bytes: [UInt8], of pipeline: String?) {
            self.path = path
            self.bytes = bytes
            self.pipeline = pipeline
        }
    }

    /// One finding for each file at most.
    package static func findings(in files: [File], of project: LoweredProject) -> DiagnosticReport {
        let allowed = Set(project.notSecrets.map(\.text))
        var places: [String: SourceLocation] = [:]
        for (pipeline, sources) in zip(project.model.pipelines, project.sources) {
            places[pipeline.id] = sources.pipeline
        }
        let shapes = files.concurrentMap { file in
            SecretShape.all(in: file.bytes, as: .code)
                .first { !allowed.contains($0.value) }
        }
        var report = DiagnosticReport()
        for (file, shape) in zip(files, shapes) {
            guard let shape else { continue }
            report.add(
                .literalSecret, "`\(file.path)` would hold \(shape.title)", at: file.pipeline.flatMap { places[$0] },
                fix:
                    "keep it in a connection or secrets backend; what is no secret stands in the project's `notSecrets`"
            )
        }
        return report
    }
}
