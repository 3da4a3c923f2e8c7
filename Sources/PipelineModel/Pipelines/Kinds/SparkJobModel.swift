/// A Spark application over datasets.
package struct SparkJobModel: KindModel {
    /// Below the environment's folder of applications.
    package var application: String
    package var arguments: [RuntimeText]
    package var configuration: [ConfigurationEntry]
    package var driverMemoryMiB: Int?
    package var executorMemoryMiB: Int?
    package var executorCores: Int?
    package var executors: Int?

    package init(application: String) {
        self.application = application
        self.arguments = []
        self.configuration = []
    }

    package mutating func visitTexts(_ visit: (inout RuntimeText) -> Void) {
        for index in arguments.indices { visit(&arguments[index]) }
    }

    package var texts: [RuntimeText] {
        [RuntimeText(application)] + arguments + configuration.map { RuntimeText($0.value) }
    }

    package var platforms: [PlatformNeed] { [.spark] }

    package var engine: TaskEngine { .spark }

    package var windowUse: WindowUse { .windowOrPartition }

    package var leavesResult: Bool { false }

    package var settings: [ValueModel.Entry] {
        configuration.map { ValueModel.Entry($0.key, .string($0.value)) }
    }

    /// The largest machines and clusters that there are; a check of its own refuses numbers below 1.
    package var numbers: [NumberModel] {
        NumberModel.count("executors", executors, from: .min, upTo: 100_000)
            + NumberModel.count("executorCores", executorCores, from: .min, upTo: 1024)
            + [("executorMemory", executorMemoryMiB), ("driverMemory", driverMemoryMiB)].compactMap { name, size in
                size.map { NumberModel(name, $0, in: .min...PodResources.mostMemoryMiB, .mebibytes) }
            }
    }

    package var neededTexts: [NeededText] { [NeededText("main", application)] }
}

/// A key and a value, kept in the author's order.
package struct ConfigurationEntry: Hashable, Sendable, Codable {
    package var key: String
    package var value: String

    package init(key: String, value: String) {
        self.key = key
        self.value = value
    }
}
