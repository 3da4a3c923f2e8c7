import Foundation

/// What a stage has cost this process.
struct Measurement {
    let seconds: Double
    let peakMiB: Double

    /// The beginning of a stage.
    struct Start {
        private let seconds: Double

        init() {
            Measurement.forgetPeak()
            seconds = Measurement.cpuSeconds
        }

        /// The CPU time since then, and the most memory that was resident meanwhile.
        var cost: Measurement {
            Measurement(seconds: Measurement.cpuSeconds - seconds, peakMiB: Measurement.peakMiB)
        }
    }

    /// Of all threads; other load on the machine is not in it.
    fileprivate static var cpuSeconds: Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    /// Source: https://docs.kernel.org/filesystems/proc.html, `clear_refs`.
    fileprivate static func forgetPeak() {
        guard let file = fopen("/proc/self/clear_refs", "w") else { return }
        fputs("5", file)
        fclose(file)
    }

    fileprivate static var peakMiB: Double {
        guard let status = FileManager.default.contents(atPath: "/proc/self/status") else { return .nan }
        let line = String(decoding: status, as: UTF8.self).split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        let kibibytes = line?.split(separator: " ").dropFirst().first.flatMap { Double($0) }
        return (kibibytes ?? .nan) / 1024
    }
}
