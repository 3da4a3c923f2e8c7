import DagDSL

extension Owner {
    static let dataEngineering: Owner = .team("data-engineering")
    static let analytics: Owner = .team("analytics-engineering")
    static let finance: Owner = .team("finance-data")
    static let machineLearning: Owner = .team("machine-learning")
    static let platform: Owner = .team("platform")
}

/// What each team wants of its tasks unless one of them says otherwise.
extension TaskDefaults {
    /// Jobs on shared clusters fail for reasons that pass: patient retries.
    static let dataEngineering = TaskDefaults(
        retry: .exponential(3, from: .minutes(1), upTo: .minutes(15)), timeout: .hours(1))

    /// Statements wait for a slot, so that a wide build does not starve the dashboards.
    static let analytics = TaskDefaults(
        retry: .fixed(2, every: .minutes(5)), timeout: .hours(1), pool: .warehouse)

    /// A booking is never repeated unseen: somebody looks before it is tried again.
    static let finance = TaskDefaults(
        retry: .never, timeout: .minutes(45), pool: .ledger,
        notifications: [.onFailure(.slack(.financeAlerts))])

    /// Training may take long and its nodes may be taken away.
    static let machineLearning = TaskDefaults(
        retry: .fixed(2, every: .minutes(10)), timeout: .hours(3))
}
