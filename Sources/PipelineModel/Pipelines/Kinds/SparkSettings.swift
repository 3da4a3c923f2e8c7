/// What Spark is given beside a program: sizes, properties, and what lies beside the program.
///
/// An environment has them for all its applications; what a job says wins over that.
package struct SparkSettings: Hashable, Sendable, Codable {
    package var resources = SparkResources()
    /// In the author's order.
    package var configuration: [ConfigurationEntry] = []
    /// Maven coordinates, `group:artifact:version`.
    package var packages: [String] = []
    /// On the class path of driver and executors.
    package var jars: [String] = []
    /// Copied into the working folder of every executor.
    package var files: [String] = []
    /// On the Python path of driver and executors: `.py`, `.zip` or `.egg`.
    package var pythonFiles: [String] = []

    package init() {}

    package var texts: [RuntimeText] {
        (configuration.map(\.value) + packages + jars + files + pythonFiles).map { RuntimeText($0) }
    }

    /// These, and what only `defaults` say. Of a property that both set, this one stays, in the place of the other.
    package func over(_ defaults: SparkSettings) -> SparkSettings {
        var result = SparkSettings()
        result.resources = resources.over(defaults.resources)
        let own = Dictionary(configuration.map { ($0.key, $0.value) }) { _, last in last }
        var seen: Set<String> = []
        for entry in defaults.configuration + configuration where seen.insert(entry.key).inserted {
            let value = own[entry.key] ?? entry.value
            result.configuration.append(ConfigurationEntry(key: entry.key, value: value))
        }
        result.packages = defaults.packages.joined(with: packages)
        result.jars = defaults.jars.joined(with: jars)
        result.files = defaults.files.joined(with: files)
        result.pythonFiles = defaults.pythonFiles.joined(with: pythonFiles)
        return result
    }
}

extension [String] {
    fileprivate func joined(with more: [String]) -> [String] { self + more.filter { !contains($0) } }
}

/// Sizes of a Spark application; what is nil stays as the cluster has it.
package struct SparkResources: Hashable, Sendable, Codable {
    package var driverCores: Int?
    package var driverMemoryMiB: Int?
    /// Beside the heap: for Python, network buffers and the JVM itself.
    package var driverOverheadMiB: Int?
    package var executors: Int?
    package var executorCores: Int?
    package var executorMemoryMiB: Int?
    package var executorOverheadMiB: Int?
    /// Of each executor.
    package var executorGPUs: Int?
    /// How they came about, for people; nil when they were named one by one.
    package var explanation: String?

    package init() {}

    package func over(_ defaults: SparkResources) -> SparkResources {
        var result = defaults
        result.driverCores = driverCores ?? defaults.driverCores
        result.driverMemoryMiB = driverMemoryMiB ?? defaults.driverMemoryMiB
        result.driverOverheadMiB = driverOverheadMiB ?? defaults.driverOverheadMiB
        result.executors = executors ?? defaults.executors
        result.executorCores = executorCores ?? defaults.executorCores
        result.executorMemoryMiB = executorMemoryMiB ?? defaults.executorMemoryMiB
        result.executorOverheadMiB = executorOverheadMiB ?? defaults.executorOverheadMiB
        result.executorGPUs = executorGPUs ?? defaults.executorGPUs
        result.explanation = explanation ?? defaults.explanation
        return result
    }

    /// The largest machines and clusters that there are; a check of its own refuses numbers below 1.
    package var numbers: [NumberModel] {
        let counts = [
            ("driverCores", driverCores, 1024), ("executors", executors, 100_000),
            ("executorCores", executorCores, 1024), ("executorGPUs", executorGPUs, 64),
        ]
        let sizes = [
            ("driverMemory", driverMemoryMiB), ("driverOverhead", driverOverheadMiB),
            ("executorMemory", executorMemoryMiB), ("executorOverhead", executorOverheadMiB),
        ]
        return counts.flatMap { NumberModel.count($0.0, $0.1, from: .min, upTo: $0.2) }
            + sizes.compactMap { name, size in
                size.map { NumberModel(name, $0, in: .min...PodResources.mostMemoryMiB, .mebibytes) }
            }
    }

    /// Each size with the Spark property that says the same, and how a size is written there.
    package var properties: [(key: String, size: Int?, isMemory: Bool)] {
        [
            ("spark.driver.cores", driverCores, false), ("spark.driver.memory", driverMemoryMiB, true),
            ("spark.driver.memoryOverhead", driverOverheadMiB, true), ("spark.executor.instances", executors, false),
            ("spark.executor.cores", executorCores, false), ("spark.executor.memory", executorMemoryMiB, true),
            ("spark.executor.memoryOverhead", executorOverheadMiB, true),
            ("spark.executor.resource.gpu.amount", executorGPUs, false),
        ]
    }
}
