import PipelineModel

/// How the connector writes. Everything that loses or reorders is said, since what is left out can be switched off in
/// silence by another setting.
///
/// Source: https://kafka.apache.org/41/documentation.html#producerconfigs
enum ProducerSettings {
    static let safe: [(key: String, value: String)] = [
        ("acks", "all"), ("enable.idempotence", "true"), ("max.in.flight.requests.per.connection", "5"),
        ("retries", "2147483647"), ("request.timeout.ms", "30000"), ("delivery.timeout.ms", "120000"),
        ("linger.ms", "20"), ("compression.type", "lz4"),
    ]

    /// With what an author has set.
    static func values(of stream: StreamModel) -> [String: String] {
        var values = Dictionary(uniqueKeysWithValues: safe.map { ($0.key, $0.value) })
        for setting in stream.capture.settings where setting.part == .producer { values[setting.key] = setting.value }
        return values
    }
}
