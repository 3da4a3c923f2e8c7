package import PipelineModel

/// How the log of a database is read.
public struct CaptureSetting: Sendable {
    package private(set) var model = CaptureModel()

    /// A snapshot first, exact decimals, a heartbeat every ten seconds that is a row of its own.
    public init() {}

    private func changing(_ change: (inout CaptureModel) -> Void) -> CaptureSetting {
        var copy = self
        change(&copy.model)
        return copy
    }

    /// What is read of a table before its log is.
    public struct Snapshot: Sendable {
        let model: SnapshotModel

        /// Every row, once.
        public static let initial = Snapshot(model: .initial)
        /// Every row, again whenever the slot is lost. Deletions of the time between are never seen, so `pipeline` has to
        /// compare source and lake.
        public static func whenNeeded(reconciledBy pipeline: PipelineID) -> Snapshot {
            Snapshot(model: .whenNeeded(reconciledBy: pipeline.description))
        }
        /// Nothing, since the rows are in a dataset.
        public static func none<Row: Schema>(historyIn dataset: Dataset<Row>) -> Snapshot {
            Snapshot(model: .noData(history: dataset.model.name))
        }
    }

    /// Sets what is read of a table before its log is.
    public func snapshot(_ snapshot: Snapshot) -> CaptureSetting { changing { $0.snapshot = snapshot.model } }

    /// How numbers with a fraction are written.
    public enum Decimals: Sendable {
        /// As exact numbers of a schema.
        case precise
        /// As text.
        case string
        /// As binary fractions, which are not exact.
        case double

        var model: DecimalHandling {
            switch self {
            case .precise: .precise
            case .string: .string
            case .double: .double
            }
        }
    }

    /// Sets how numbers with a fraction are written.
    public func decimals(_ decimals: Decimals) -> CaptureSetting { changing { $0.decimals = decimals.model } }

    /// Sets the time between two signs of life.
    ///
    /// - Parameter writing: whether each is a row of a table that is captured, too. Only that moves the slot on while other
    ///   tables are busy.
    public func heartbeat(every time: Duration, writing: Bool = true) -> CaptureSetting {
        changing {
            $0.heartbeat = time.wholeSeconds
            $0.heartbeatWrites = writing
        }
    }

    /// Without a sign of life.
    public func withoutHeartbeat() -> CaptureSetting { changing { $0.heartbeat = nil } }

    /// Without a message of no value behind each deletion, which compaction needs.
    public func withoutTombstones() -> CaptureSetting { changing { $0.tombstones = false } }

    /// Has Kafka Connect change each message.
    public func transforms(_ transforms: Transform...) -> CaptureSetting {
        changing { $0.transforms += transforms.map(\.model) }
    }

    /// Names the slot and the publication otherwise than after the stream.
    public func named(slot: Name, publication: Name) -> CaptureSetting {
        changing {
            $0.slot = slot.description
            $0.publication = publication.description
        }
    }

    /// Sets something of a part in its own words. What the declaration says cannot be set a second time.
    public func setting(_ part: StreamPartName, _ key: Name, _ value: Name) -> CaptureSetting {
        changing { $0.settings.append(StreamSettingModel(part.model, key.description, value.description)) }
    }
}

/// What of a stream a setting is for.
public enum StreamPartName: Sendable {
    /// The connector that reads the log.
    case source
    /// The connector that writes the archive.
    case archive
    /// What the connector writes with.
    case producer
    /// What sinks read with.
    case consumer
    /// The topics.
    case topic

    var model: StreamPart {
        switch self {
        case .source: .source
        case .archive: .archive
        case .producer: .producer
        case .consumer: .consumer
        case .topic: .topic
        }
    }
}

/// A change that Kafka Connect makes to each message.
public struct Transform: Sendable {
    let model: TransformModel

    /// One that comes with Kafka Connect or Debezium, by its class.
    public static func known(_ name: Name, _ type: Name, _ settings: KeyValuePairs<Name, Name> = [:]) -> Transform {
        Transform(name, type, settings, waiver: nil)
    }

    /// One of somebody else's. The project does without such code in its path.
    ///
    /// - Parameter waiver: who has looked at which version of it, and why nothing that comes with Connect would do.
    public static func foreign(
        _ name: Name, _ type: Name, _ settings: KeyValuePairs<Name, Name> = [:], waiver: Name
    ) -> Transform {
        Transform(name, type, settings, waiver: waiver)
    }

    private init(_ name: Name, _ type: Name, _ settings: KeyValuePairs<Name, Name>, waiver: Name?) {
        model = TransformModel(
            name: name.description, type: type.description,
            settings: settings.map {
                ConfigurationEntry(key: $0.key.description, value: $0.value.description)
            }, waiver: waiver?.description)
    }
}
