import Foundation

// Prints what each stage of the compiler costs, and how the cost grows with the number of tasks.
//
//   swift run -c release compiler-benchmark [PIPELINESxBLOCKS …]     a block is ten tasks

let chosen = CommandLine.arguments.dropFirst().compactMap { word -> Workload? in
    let parts = word.split(separator: "x").compactMap { Int($0) }
    return parts.count == 2 ? Workload(pipelines: parts[0], blocks: parts[1]) : nil
}
let workloads =
    chosen.isEmpty
    ? [(10, 1), (1_000, 1), (1, 1_000), (1, 2_000)].map { Workload(pipelines: $0, blocks: $1) } : chosen

for workload in workloads {
    let stages = Stages(workload)
    let tasks = Double(workload.pipelines * workload.blocks * 10)
    print("\(workload.title) tasks: \(stages.files) files, \(stages.bytes / 1024) KiB")
    for (stage, cost) in stages.costs {
        print(
            "  " + stage.padding(toLength: 20, withPad: " ", startingAt: 0)
                + String(format: "%8.3f s CPU %8.1f MiB peak", cost.seconds, cost.peakMiB))
    }
    print(
        "  " + "total".padding(toLength: 20, withPad: " ", startingAt: 0)
            + String(
                format: "%8.3f s CPU %8.1f MiB peak %8.1f us a task", stages.totalSeconds, stages.peakMiB,
                stages.totalSeconds / tasks * 1e6))
}
