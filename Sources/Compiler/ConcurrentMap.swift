import Dispatch
import Foundation
import Synchronization

extension Array where Element: Sendable {
    /// What `work` makes of each element, in their order whatever the order in which it is done.
    ///
    /// Every core takes a stretch of elements at a time, a few for each core since elements differ in cost. It returns
    /// when all are done.
    package func concurrentMap<Output: Sendable>(_ work: @Sendable (Element) -> Output) -> [Output] {
        let stretches = Swift.min(count, ProcessInfo.processInfo.activeProcessorCount * 4)
        guard stretches > 1 else { return map(work) }
        let done = Mutex<[Int: [Output]]>([:])
        DispatchQueue.concurrentPerform(iterations: stretches) { stretch in
            let outputs = self[count * stretch / stretches..<count * (stretch + 1) / stretches].map(work)
            done.withLock { $0[stretch] = outputs }
        }
        return done.withLock { all in (0..<stretches).flatMap { all[$0] ?? [] } }
    }
}
