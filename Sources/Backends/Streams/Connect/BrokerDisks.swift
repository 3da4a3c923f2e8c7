import PipelineModel

/// What the topics of all streams take of the brokers' disks, and what each partition may take of them.
///
/// A broker whose disk is full ends, and the others, which have the same messages, with it. So there is a bound by size
/// beside that by time. Nobody says how the rate of a stream spreads over its tables, so partitions share evenly, and one
/// table that has all of the rate still survives the outage.
struct BrokerDisks {
    let component: String
    let streams: [StreamModel]
    let brokers: Int
    /// Of each broker.
    let diskMiB: Int

    /// Beyond it lie segments that are written and those that are found to be old only in a while.
    /// Source: https://kafka.apache.org/41/documentation.html#brokerconfigs_log.retention.check.interval.ms
    private static let usable = 0.8
    static let mebibyte = 1_048_576.0
    /// Bytes of a segment, of which only whole ones are deleted, where nothing else is said.
    /// Source: https://kafka.apache.org/41/documentation.html#topicconfigs_segment.bytes
    private static let usualSegment = 1 << 30

    /// Nil where the environment does not run brokers with a disk of their own, or no stream keeps messages for a time.
    init?(_ environment: EnvironmentModel, _ streams: [StreamModel]) {
        let streams = streams.filter { !$0.topics.isCompacted }
        guard let platform = environment.streaming, !streams.isEmpty,
            let component = environment.operations?.components.first(where: { $0.kind == "kafka" }),
            let storage = component.storage
        else { return nil }
        self.component = component.name
        self.streams = streams
        brokers = max(1, platform.brokers.count)
        diskMiB = storage.sizeMiB
    }

    /// Bytes that one partition has to keep: for as long as is said where all are alike, and for an outage where one table
    /// has all of the rate. As a number that no absurd rate makes overflow.
    private func neededOfPartition(_ stream: StreamModel) -> Double {
        let rate = Double(stream.load.eventsPerSecond) * Double(stream.load.eventBytes)
        let partitions = Double(max(1, stream.partitions))
        let alike = rate * Double(stream.topics.retention) / (partitions * Double(max(1, stream.tables.count)))
        return max(alike, rate * Double(stream.leastRetention) / partitions)
    }

    /// The part of a partition's room that dead letters have, in whatever number they come.
    private static let deadLetterShare = 0.1

    /// Copies of partitions, with the one of dead letters.
    private func copies(_ stream: StreamModel) -> Double {
        let own = Double(stream.tables.count) * Double(stream.partitions) * Double(stream.topics.replicas)
        let letters = stream.deadLetters.map { $0.replicas ?? stream.topics.replicas } ?? 0
        return own + Double(letters) * Self.deadLetterShare
    }

    /// Bytes on each broker.
    private var needed: Double {
        streams.reduce(0) { $0 + neededOfPartition($1) * copies($1) } / Double(brokers)
    }

    /// Mebibytes that the disk of each broker has to have.
    var neededMiB: Double { (needed / Self.usable / Self.mebibyte).rounded(.up) }

    /// Bytes that each partition may take, in whole mebibytes: its part of the disk.
    private func bound(of stream: StreamModel, _ share: Double) -> Int {
        let part = Double(diskMiB) * Self.usable / max(needed, 1)
        return max(1, Int(min(neededOfPartition(stream) * share * part, 1e9))) << 20
    }

    /// What a topic of the stream is told beside for how long it keeps messages.
    func settings(of stream: StreamModel, areDeadLetters: Bool = false) -> [(String, String)] {
        guard !stream.topics.isCompacted else { return [] }
        let bound = bound(of: stream, areDeadLetters ? Self.deadLetterShare : 1)
        var settings = [("retention.bytes", String(bound))]
        let segment = bound / 8
        if segment < Self.usualSegment { settings.append(("segment.bytes", String(max(segment, 1 << 20)))) }
        return settings
    }
}
