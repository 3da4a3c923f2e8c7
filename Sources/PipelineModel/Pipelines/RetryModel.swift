/// How often and how patiently a failed try is repeated.
package struct RetryModel: Hashable, Sendable, Codable {
    package enum Growth: String, Hashable, Sendable, Codable {
        /// The same wait before each retry.
        case fixed
        /// The first wait, twice it, three times it.
        case linear
        /// Each wait is twice the last one.
        case exponential
    }

    /// Tries after the first.
    package var count: Int
    package var growth: Growth
    /// Seconds before the first retry.
    package var delay: Int
    /// Seconds that no wait exceeds.
    package var cap: Int?
    /// How errors of each class are retried; nil when all are alike. `count` is then that of the most patient class.
    package var classes: [ErrorClassModel]?
    /// What the author says about single errors, beside what is known of them anyway.
    package var signs: [ErrorSignModel]?

    package init(count: Int, growth: Growth, delay: Int, cap: Int? = nil) {
        self.count = count
        self.growth = growth
        self.delay = delay
        self.cap = cap
    }

    /// Retries that depend on the class of the error.
    package init(classes: [ErrorClassModel], signs: [ErrorSignModel]) {
        self.init(count: classes.map(\.retry.count).max() ?? 0, growth: .fixed, delay: 0)
        self.classes = classes
        self.signs = signs
    }

    /// More tries than anybody means. A check refuses them, and no list of waits is longer.
    package static let mostTries = 10_000

    /// Whether a later wait is longer than the first.
    package var grows: Bool { growth == .exponential || growth == .linear && count > 1 }

    /// Seconds before each retry, without what a scheduler adds by chance.
    package var waits: [Int] {
        var waits: [Int] = []
        var wait = delay
        for _ in 0..<max(0, min(count, Self.mostTries)) {
            waits.append(min(wait, cap ?? wait))
            switch growth {
            case .fixed: break
            case .linear: wait = wait.addingSaturated(delay)
            case .exponential: wait = wait.multipliedSaturated(by: 2)
            }
        }
        return waits
    }

    /// The longest that all waits together can take, in seconds.
    package var longestWait: Int {
        let lists = classes?.map(\.retry.waits) ?? [waits]
        return (0..<(lists.map(\.count).max() ?? 0)).reduce(0) { total, index in
            let longest = lists.compactMap { $0.indices.contains(index) ? $0[index] : nil }.max() ?? 0
            return total.addingSaturated(longest)
        }
    }
}

/// What kind of trouble an error stands for.
package enum ErrorClass: String, Hashable, Sendable, Codable, CaseIterable {
    /// Gone by itself after a while: a network, a service that restarts.
    case transient
    /// Memory, disk or time did not suffice.
    case resourceLimit = "resource limit"
    /// The data is not what it should be; another try finds the same data.
    case dataQuality = "data quality"
    /// None of these.
    case other
}

/// How errors of one class are retried.
package struct ErrorClassModel: Hashable, Sendable, Codable {
    package var errorClass: ErrorClass
    package var retry: RetryModel

    package init(_ errorClass: ErrorClass, _ retry: RetryModel) {
        self.errorClass = errorClass
        self.retry = retry
    }
}

/// By what an error is known, and what it stands for.
package struct ErrorSignModel: Hashable, Sendable, Codable {
    package enum Sign: Hashable, Sendable, Codable {
        /// A class of Python by its import path; classes derived from it count, too.
        case exception(String)
        /// The status with which a command ends.
        case exitCode(Int)
    }

    package var sign: Sign
    package var errorClass: ErrorClass

    package init(_ sign: Sign, _ errorClass: ErrorClass) {
        self.sign = sign
        self.errorClass = errorClass
    }
}
