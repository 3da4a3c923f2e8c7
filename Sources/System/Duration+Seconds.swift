extension Duration {
    /// The duration in seconds, for metrics, texts and system calls.
    package var inSeconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}
