@testable import Compiler

/// For each property of the catalogue a value that it takes, and those that it refuses, to ask Spark itself.
enum SparkRegistry {
    struct Sample {
        let key: String
        let value: String
        let isTaken: Bool
    }

    static var samples: [Sample] {
        SparkPropertyCatalog.kinds.sorted { $0.key < $1.key }.flatMap { key, kind in
            kind.examples.map { Sample(key: key, value: $0, isTaken: kind.problem(of: $0) == nil) }
        }
    }
}

extension SparkPropertyKind {
    /// Of ranges only what Spark judges by the type: where it has no bounds of its own, ours are stricter.
    fileprivate var examples: [String] {
        switch self {
        case .flag: ["true", "FALSE", "yes", "1", ""]
        case .integer(let range): ["\(max(range.lowerBound, 1))", "1.5", "many", ""]
        case .fraction: ["0.5", "half"]
        case .number(let least): ["\(least + 0.5)", "half"]
        case .bytes: ["512m", "4g", "1048576", "64kb", "0.5g", "1.5", "4 g", "4x", ""]
        case .time: ["90s", "5min", "2h", "30", "1.5s", "2 minutes", "5w", ""]
        case .word(let words): words + [words[0].lowercased(), "nothing of that"]
        }
    }
}
