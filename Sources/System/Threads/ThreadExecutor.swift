internal import CSystem
internal import Glibc

/// Runs the jobs of one actor on one thread of its own, so that C calls which block never hold a thread of
/// Swift's pool.
///
/// The thread blocks SIGPIPE, so that a connection that breaks is an error and not the end of the process. It
/// blocks no other signal: threads that Swift's pool starts from here inherit the mask, and so do processes that
/// are started without a mask of their own. It ends with the executor.
package final class ThreadExecutor: SerialExecutor {
    private let queue: JobQueue

    /// Starts the thread, called `name` (at most 15 bytes) in tools that list threads.
    package init(name: String) {
        queue = JobQueue(name: name)
        queue.startThread()
    }

    deinit { queue.close() }

    package func enqueue(_ job: consuming ExecutorJob) {
        queue.append(UnownedJob(job), for: self)
    }

    package func asUnownedSerialExecutor() -> UnownedSerialExecutor {
        UnownedSerialExecutor(ordinary: self)
    }
}

/// The jobs that wait for a thread, counted by a descriptor that the thread sleeps on.
private final class JobQueue: Sendable {
    private struct State {
        var jobs: [(job: UnownedJob, executor: ThreadExecutor)] = []
        var isClosed = false
    }

    let name: String
    private let state = Locked(State())
    private let wakeups: Int32

    init(name: String) {
        self.name = name
        wakeups = csystem_semaphore_open()
        guard wakeups >= 0 else { fatalError("no file descriptor for a thread's queue") }
    }

    deinit { Glibc.close(wakeups) }

    func startThread() {
        var thread = pthread_t()
        guard pthread_create(&thread, nil, runJobs, CallbackObject.give(self)) == 0 else {
            fatalError("the system allows no further thread")
        }
        pthread_detach(thread)
    }

    func append(_ job: UnownedJob, for executor: ThreadExecutor) {
        state.withLock { $0.jobs.append((job, executor)) }
        csystem_semaphore_signal(wakeups)
    }

    func close() {
        state.withLock { $0.isClosed = true }
        csystem_semaphore_signal(wakeups)
    }

    /// Runs jobs until the queue is closed. An executor lives at least as long as its jobs.
    func run() {
        while true {
            guard csystem_semaphore_wait(wakeups) == 0 else { continue }
            let (next, isClosed) = state.withLock { state in
                (state.jobs.isEmpty ? nil : state.jobs.removeFirst(), state.isClosed)
            }
            if let next {
                next.job.runSynchronously(on: next.executor.asUnownedSerialExecutor())
            } else if isClosed {
                return
            }
        }
    }
}

private func runJobs(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let context else { return nil }
    let queue = CallbackObject<JobQueue>.takeBack(context)
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGPIPE)
    pthread_sigmask(SIG_BLOCK, &signals, nil)
    csystem_name_thread(queue.name)
    queue.run()
    return nil
}
