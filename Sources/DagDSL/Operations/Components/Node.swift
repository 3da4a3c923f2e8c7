import PipelineModel

extension Component {
    /// The machines that all else runs on, by the node exporter. Source of the metrics: exporter 1.5.
    public static func nodes(_ name: Name = "nodes", count: Int) -> Component {
        let idle = Metric.counter(
            "node_cpu_seconds_total", "time of processors, by what they did", unit: .seconds, labels: ["cpu", "mode"])
        let free = Metric.gauge("node_memory_MemAvailable_bytes", "memory that is free", unit: .bytes)
        let memory = Metric.gauge("node_memory_MemTotal_bytes", "memory", unit: .bytes)
        let room = Metric.gauge(
            "node_filesystem_avail_bytes", "room on a disk that is free", unit: .bytes,
            labels: ["device", "fstype", "mountpoint"])
        let disk = Metric.gauge(
            "node_filesystem_size_bytes", "size of a disk", unit: .bytes, labels: ["device", "fstype", "mountpoint"])
        return Component.custom(
            name, kind: "nodes", purpose: "runs all the others", runsAs: .everyNode("prom/node-exporter:v1.9.1")
        )
        .instances(count).port("metrics", 9100, for: .metrics).scraped(at: ["\(name):9100"])
        .resources(memory: .mebibytes(32), limit: .mebibytes(64), cpu: .milli(50))
        .offers(idle, free, memory, room, disk)
        .workload(in: "node-agents") {
            $0.importance = .comfort
            $0.nodeFolders = ["/host/proc": "/proc", "/host/sys": "/sys", "/host/root": "/"]
            $0.arguments = ["--path.procfs=/host/proc", "--path.sysfs=/host/sys", "--path.rootfs=/host/root"]
        }
        .shows(
            .idleProcessors(idle.where(["mode": "idle"])), .freeMemory(free.all, of: memory.all),
            .freeDisk(room.all.except("fstype", "tmpfs", "overlay", "squashfs"), of: disk.all))
    }
}
