import Foundation

/// What a stage has cost this process.
struct Measurement {
    let seconds: Double
    let peakMiB: Double

    /// Runs a stage, and measures its CPU time and the most memory that was resident meanwhile.
    static func measure<Output>(_ stage: () throws -> Output) rethrows -> (output: Output, cost: Measurement) {
        forgetPeak()
        let start = cpuSeconds
        let output = try stage()
        return (output, Measurement(seconds: cpuSeconds - start, peakMiB: peakMiB))
    }

    /// Of all threads; other load on the machine is not in it.
    private static var cpuSeconds: Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    /// Source: https://docs.kernel.org/filesystems/proc.html, `clear_refs`.
    private static func forgetPeak() {
        guard let file = fopen("/proc/self/clear_refs", "w") else { return }
        fputs("5", file)
        fclose(file)
    }

    private static var peakMiB: Double {
        guard let status = FileManager.default.contents(atPath: "/proc/self/status") else { return .nan }
        let line = String(decoding: status, as: UTF8.self).split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        let kibibytes = line?.split(separator: " ").dropFirst().first.flatMap { Double($0) }
        return (kibibytes ?? .nan) / 1024
    }
}
