import DagDSL
package import PipelineModel

extension WatcherModel {
    /// Whether a trigger's class, by its path, is the author's, and not one that the language chooses.
    package static func isOfAuthor(_ path: String) -> Bool { path != sqs && path != file }
}
