import Foundation
import Workspace

// Prints what each stage of the compiler costs, and how the cost grows with the number of tasks.
//
//   swift run -c release compiler-benchmark [platform|watched|shell|chain|layers|fan|dbt:PIPELINESxBLOCKS …] [--write FOLDER]
//
// A block is ten tasks. CPU time is of this process alone, so other load on the machine disturbs it little.
// `--write` leaves the DAG files in a folder, for the benchmarks that read them with Airflow.

var words = CommandLine.arguments.dropFirst()
var folder: String?
if let option = words.firstIndex(of: "--write") {
    folder = words.dropFirst(option).first
    words = words[..<option]
}
let chosen = words.compactMap { Workload(parsing: $0) }
let usual =
    [(10, 1), (1_000, 1), (1, 1_000), (1, 2_000)].map { Workload(.platform, $0, $1) }
    + [Workload(.watched, 100, 1), Workload(.watched, 1_000, 1)]

func row(_ title: String, _ cost: Measurement) -> String {
    "  " + title.padding(toLength: 20, withPad: " ", startingAt: 0)
        + String(format: "%8.3f s CPU %8.1f MiB peak", cost.seconds, cost.peakMiB)
}

for workload in chosen.isEmpty ? usual : chosen {
    let stages = Stages(workload)
    let total = Measurement(
        seconds: stages.costs.reduce(0) { $0 + $1.cost.seconds },
        peakMiB: stages.costs.map(\.cost.peakMiB).max() ?? 0)
    print(
        "\(workload.pipelines) x \(workload.blocks * 10) tasks (\(workload.content)):",
        "\(stages.artifacts.artifacts.count) files, \(stages.bytes / 1024) KiB")
    for (stage, cost) in stages.costs { print(row(stage, cost)) }
    print(row("total", total) + String(format: " %8.1f us a task", total.seconds / Double(workload.tasks) * 1e6))
    guard let folder else { continue }
    for artifact in stages.artifacts.artifacts where artifact.path.text.hasSuffix(".py") {
        let file = URL(filePath: folder).appending(path: artifact.path.text).lastPathComponent
        try Data(artifact.bytes).write(to: URL(filePath: folder).appending(path: file))
    }
}
