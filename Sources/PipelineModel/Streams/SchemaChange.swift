/// What became of a column from one version of a table to the next, and what that does to values that are there.
///
/// The registry's judge compares physical types alone. Source of what it lets pass: the rules of Avro's resolution,
/// https://avro.apache.org/docs/1.12.0/specification/#schema-resolution, which know neither scale nor unit.
package struct SchemaChange: Hashable, Sendable {
    package enum Verdict: String, Hashable, Sendable, Comparable {
        /// Old and new readers take old and new values for what they are.
        case allowed
        /// Values stay right if readers are changed first, in the order that is said.
        case planned
        /// Readers take values for others, or lose them, and nothing says so.
        case refused

        package static func < (left: Verdict, right: Verdict) -> Bool { left.rank < right.rank }

        private var rank: Int {
            switch self {
            case .allowed: 0
            case .planned: 1
            case .refused: 2
            }
        }
    }

    package let column: String
    /// What was changed, in a few words: `scale 2 → 4`.
    package let what: String
    package let verdict: Verdict
    /// What it means, and what to do in its place where it is refused.
    package let meaning: String

    /// In the order of the columns: those that are gone last.
    package static func between(_ old: [ColumnModel], _ new: [ColumnModel]) -> [SchemaChange] {
        let before = Dictionary(old.map { ($0.name, $0) }) { first, _ in first }
        let after = Set(new.map(\.name))
        let gone = old.filter { !after.contains($0.name) }
        let added = new.filter { before[$0.name] == nil }
        var changes: [SchemaChange] = []
        for column in new {
            guard let former = before[column.name] else {
                let twin = gone.first { $0.resembles(column) }
                changes.append(twin.map { renamed($0, to: column) } ?? self.added(column))
                continue
            }
            changes += changed(former, to: column)
        }
        for column in gone where !added.contains(where: { column.resembles($0) }) { changes.append(dropped(column)) }
        return changes
    }

    private static func renamed(_ old: ColumnModel, to new: ColumnModel) -> SchemaChange {
        SchemaChange(
            column: new.name, what: "`\(old.name)` gone, `\(new.name)` new", verdict: .refused,
            meaning: "to readers a renamed column is one that is empty and one that is gone: add the new one, fill it, "
                + "move readers, and drop the old one in a change of its own")
    }

    private static func added(_ column: ColumnModel) -> SchemaChange {
        column.isNullable
            ? SchemaChange(
                column: column.name, what: "added", verdict: .allowed, meaning: "old values have none of it")
            : SchemaChange(
                column: column.name, what: "added, never null", verdict: .refused,
                meaning: "nothing can be read of old values: add it as nullable, and fill it")
    }

    private static func dropped(_ column: ColumnModel) -> SchemaChange {
        column.isNullable
            ? SchemaChange(
                column: column.name, what: "dropped", verdict: .planned,
                meaning: "who reads it finds nothing: change readers first")
            : SchemaChange(
                column: column.name, what: "dropped, was never null", verdict: .refused,
                meaning: "old readers fail: make it nullable first, and move readers")
    }

    private static func changed(_ old: ColumnModel, to new: ColumnModel) -> [SchemaChange] {
        var changes: [SchemaChange] = []
        if old.unit != new.unit {
            changes.append(
                SchemaChange(
                    column: new.name, what: "unit \(old.unit ?? "none") → \(new.unit ?? "none")", verdict: .refused,
                    meaning: "the same number means something else, and nothing in it says so: write a new column"))
        }
        if old.isNullable != new.isNullable {
            changes.append(
                old.isNullable
                    ? SchemaChange(
                        column: new.name, what: "nullable → never null", verdict: .refused,
                        meaning: "old values without it cannot be read: leave it nullable in messages")
                    : SchemaChange(
                        column: new.name, what: "never null → nullable", verdict: .planned,
                        meaning: "old readers fail at the first value that is missing: change readers first"))
        }
        if let change = physical(old, new) { changes.append(change) }
        return changes
    }

    private static func physical(_ old: ColumnModel, _ new: ColumnModel) -> SchemaChange? {
        guard old.type == new.type else {
            return SchemaChange(
                column: new.name, what: "\(old.type.rawValue) → \(new.type.rawValue)", verdict: .refused,
                meaning: "readers of one cannot read the other: write a new column")
        }
        guard old.storage != new.storage else { return nil }
        switch (old.storage, new.storage) {
        case (.integer(let from), .integer(let to)):
            return width(new.name, from, to)
        case (.numeric(let precision, let scale), .numeric(let wider, let other)):
            return digits(new.name, (precision, scale), (wider, other))
        case (.timestamp(let from), .timestamp(let to)):
            // Debezium writes up to three digits as milliseconds and more as microseconds.
            if (from <= 3) == (to <= 3) {
                return SchemaChange(
                    column: new.name, what: "digits of a second \(from) → \(to)",
                    verdict: from <= to ? .allowed : .planned,
                    meaning: "written in the same unit as before")
            }
            return SchemaChange(
                column: new.name, what: "digits of a second \(from) → \(to)", verdict: .refused,
                meaning: "the same number is written in \(to <= 3 ? "milliseconds" : "microseconds"), a thousand times "
                    + "another moment to old readers: write a new column")
        default:
            return SchemaChange(
                column: new.name, what: "stored otherwise", verdict: .refused,
                meaning: "readers of one take values of the other for something else: write a new column")
        }
    }

    private static func width(_ name: String, _ from: Int, _ to: Int) -> SchemaChange {
        // Connect and Avro write 16 and 32 bits alike.
        if from < to && to <= 32 {
            return SchemaChange(
                column: name, what: "\(from) → \(to) bits", verdict: .allowed, meaning: "written as before")
        }
        if from < to {
            return SchemaChange(
                column: name, what: "\(from) → \(to) bits", verdict: .planned,
                meaning:
                    "old readers cannot read larger numbers: widen the lake and the speed layer, then readers, then "
                    + "the source; the registry refuses it until the subject's level is lowered for this one change")
        }
        return SchemaChange(
            column: name, what: "\(from) → \(to) bits", verdict: .refused,
            meaning: "old values do not fit: write a new column")
    }

    private static func digits(
        _ name: String, _ old: (precision: Int, scale: Int), _ new: (precision: Int, scale: Int)
    ) -> SchemaChange {
        if old.scale != new.scale {
            return SchemaChange(
                column: name, what: "scale \(old.scale) → \(new.scale)", verdict: .refused,
                meaning: "1.50 is read as 0.0150 or 150 by whoever knows one of the two: write a new column")
        }
        if new.precision > old.precision {
            return SchemaChange(
                column: name, what: "precision \(old.precision) → \(new.precision)", verdict: .planned,
                meaning: "widen the lake and the speed layer first, or large numbers are refused there")
        }
        return SchemaChange(
            column: name, what: "precision \(old.precision) → \(new.precision)", verdict: .refused,
            meaning: "old values do not fit: write a new column")
    }
}

extension ColumnModel {
    /// Whether one may be the other under a new name. Values of a required column cannot be lost unseen, as its dropping
    /// is refused by itself.
    fileprivate func resembles(_ other: ColumnModel) -> Bool {
        name != other.name && type == other.type && isNullable && other.isNullable
    }
}
