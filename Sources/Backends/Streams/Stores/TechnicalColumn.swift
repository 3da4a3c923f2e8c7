/// Columns that a stream adds to a table's own.
enum TechnicalColumn {
    /// The position in the log, which grows with every change: of two versions of a row the greater one is the later.
    static let version = "_version"
    /// Whether the row was deleted with this version. Iceberg has `_deleted` for itself.
    static let isDeleted = "_removed"
    /// When the change was committed.
    static let changedAt = "_changed_at"
    /// The number under which the batch layer has published a row.
    static let batch = "_batch"
    /// The operation: `c`, `u`, `d` or `r`, as Debezium calls it.
    static let operation = "_operation"

    /// The texts of a row that its update left alone, and that are not in the log.
    static let leftAlone = "_left_alone"

    /// Names that no column of a captured table may have: these, and those that Iceberg has for itself.
    ///
    /// Source: https://iceberg.apache.org/spec/#reserved-field-ids
    static let reserved: Set<String> = [
        version, isDeleted, changedAt, batch, operation, leftAlone, "_file", "_pos", "_deleted", "_spec_id",
        "_partition",
        "_change_type", "_change_ordinal", "_commit_snapshot_id", "_row_id", "_last_updated_sequence_number",
    ]
}
