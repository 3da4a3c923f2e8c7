/// What makes and restores backups, in files that a shell reads and that tests run as they are.
enum BackupScripts {
    /// By name.
    static let all: [String: String] = [
        "archive_wal.sh": text(PackageResources.archive_wal_sh),
        "base_backup.sh": text(PackageResources.base_backup_sh),
        "drill_postgres.sh": text(PackageResources.drill_postgres_sh),
        "drill_prometheus.sh": text(PackageResources.drill_prometheus_sh),
        "dump_postgres.sh": text(PackageResources.dump_postgres_sh),
        "keep_sealing_keys.sh": text(PackageResources.keep_sealing_keys_sh),
        "recover_postgres.sh": text(PackageResources.recover_postgres_sh),
        "restore_sealing_keys.sh": text(PackageResources.restore_sealing_keys_sh),
        "snapshot_prometheus.sh": text(PackageResources.snapshot_prometheus_sh),
        "store.sh": text(PackageResources.store_sh),
    ]

    private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
