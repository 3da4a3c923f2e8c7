package import Compiler
import Dispatch
import Foundation
package import PipelineModel
import Synchronization

extension CheckedProject {
    /// What `work` makes of each pipeline, in the project's order whatever the order in which it is done.
    ///
    /// Every core takes a stretch of pipelines at a time, a few for each core since pipelines differ in size. It returns
    /// when all are done.
    package func mapPipelines<Output: Sendable>(
        _ work: @Sendable (PipelineModel, TaskGraph) -> Output
    ) -> [Output] {
        let pipelines = model.pipelines
        let stretches = min(pipelines.count, ProcessInfo.processInfo.activeProcessorCount * 4)
        guard stretches > 1 else { return zip(pipelines, graphs).map(work) }
        let done = Mutex<[Int: [Output]]>([:])
        DispatchQueue.concurrentPerform(iterations: stretches) { stretch in
            let range = pipelines.count * stretch / stretches..<pipelines.count * (stretch + 1) / stretches
            let outputs = range.map { work(pipelines[$0], graphs[$0]) }
            done.withLock { $0[stretch] = outputs }
        }
        return done.withLock { all in (0..<stretches).flatMap { all[$0] ?? [] } }
    }
}
