import DagDSL

/// Rewrites the many small files that the event stream leaves into few that are fast to read.
struct EventCompaction: Pipeline {
    let id: PipelineID = "event_compaction"
    let title: String? = "Event compaction"
    let summary = "Compacts the hour's partitions of shop events that have too many small files."
    let schedule: Schedule = .hourly(at: 25)
    let owner: Owner = .dataEngineering
    let tags: [Name] = ["events", "lake"]
    let maximumActiveRuns: Int? = 2
    let runTimeout: Duration? = .hours(6)
    let params: [Param] = [
        .integer("smallest_file_mib", default: 64, in: 1...512)
            .described("Smaller files are rewritten.", title: "Smallest file (MiB)", section: "Compaction"),
        .integer("most_files", default: 20, in: 1...10_000)
            .described("A partition with more small files is compacted.", title: "Files", section: "Compaction"),
    ]
    let defaults: TaskDefaults = .dataEngineering
    let notifications: [Notification] = [.onFailure(.slack(.dataAlerts))]

    var flow: some Flow {
        let arrived = DataQualityCheck(
            "check_events", of: Lake.rawEvents, during: \.occurredAt,
            rules: [.rowCount(atLeast: 1), .notNull(\.eventID), .notNull(\.kind)])
        let partitions = PythonCall(
            "find_partitions", "partitions_to_compact", in: "lake/compaction.py",
            [
                "bucket": "acme-lake", "prefix": "raw/events", "hour": "\(.windowStart)",
                "smallest_file_mib": "\(.param(params[0]))", "most_files": "\(.param(params[1]))",
            ], returning: [String].self
        )
        .reads(Lake.rawEvents)
        let compact = Container(
            "compact", image: "registry.example.com/lake-compaction:2.3.1",
            arguments: ["--partition", "\(.item)", "--output", "s3://acme-lake/compacted/events"]
        )
        .resources(cpu: .cores(2), memory: .gibibytes(4), memoryLimit: .gibibytes(6))
        .reads(Lake.rawEvents)
        .writes(Lake.events)
        .mapped(over: .result(of: partitions), atMost: 6, labelled: "\(.item)")
        .deferred()
        let leftovers = Bash(
            "expire_snapshots",
            "lakectl expire --table events --older-than '\(.windowStart)' --keep-last 24"
        )
        .runs(when: .noneFailed)
        .documented("Also runs in an hour in which nothing had to be compacted: old snapshots still take space.")

        arrived >>> partitions >>> compact >>> leftovers
    }
}
