import DagDSL

/// Copies the lake and the ledger to another region every week, proves that the copy can be read and drops old ones.
struct LakeBackup: Pipeline {
    let id: PipelineID = "lake_backup"
    let title: String? = "Backup and retention"
    let summary = "Backs up the lake and the ledger, restores the backup on trial and drops what is past its retention."
    let schedule: Schedule = .weekly(on: .sunday, at: "01:00", in: .utc)
    let owner: Owner = .platform
    let tags: [Name] = ["backup", "retention"]
    let maximumActiveRuns: Int? = 1
    let runTimeout: Duration? = .days(1)
    let params: [Param] = [
        .integer("keep_weeks", default: 13, in: 4...520)
            .described("Older backups are dropped.", title: "Weeks to keep", section: "Retention"),
        .text("folders", default: "clean copies features", length: 1...200, matching: "^[a-z]+( [a-z]+)*$")
            .described("Top folders of the lake, separated by spaces.", title: "Folders", section: "Backup"),
    ]
    let defaults = TaskDefaults(
        retry: .fixed(2, every: .minutes(10)), timeout: .hours(4),
        notifications: [.onFailure(.pagerDuty(.dataPager))])

    var flow: some Flow {
        let backup = Group("backup", tooltip: "Nothing is compacted or expired while it runs") {
            Using(
                Bash("pause_expiry", "lakectl lock --reason backup"), teardown: Bash("resume_expiry", "lakectl unlock")
            ) {
                Parallel(
                    Bash(
                        "copy_lake",
                        "lakectl copy --folders '\(.param(params[1]))' --to 's3://\(.variable(.backupBucket))'"),
                    Bash("copy_catalog", "lakectl export-catalog --to 's3://\(.variable(.backupBucket))/catalog'"),
                    Bash("dump_ledger", "ledger-backup --to 's3://\(.variable(.backupBucket))/ledger/\(.windowEnd)'"))
            }
        }
        let trial = Group("trial", tooltip: "A backup that nobody has restored is none") {
            Using(
                Bash("create_database", "trial-database create --run '\(.runID)'"),
                teardown: Bash("drop_database", "trial-database drop --run '\(.runID)'"), failingRun: true
            ) {
                Bash("restore", "trial-database restore --from 's3://\(.variable(.backupBucket))/ledger/\(.windowEnd)'")
                    >>> Bash("compare", "trial-database compare --run '\(.runID)'").retry(.never)
            }
        }
        let prune = Bash("drop_old_backups", "lakectl prune --keep-weeks \(.param(params[0]))")
            .notifies(.onFailure(.slack(.dataAlerts)))
            .documented("Too many backups cost money and nothing else, so a failure can wait for Monday.")

        backup >>> trial >>> prune
    }
}
