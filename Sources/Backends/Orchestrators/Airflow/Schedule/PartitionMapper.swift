import CodeModels
import PipelineModel

/// A mapping of partitions, as Airflow 3 has it from 3.2 on.
///
/// Source: https://airflow.apache.org/docs/apache-airflow/stable/authoring-and-scheduling/assets.html
struct PartitionMapper {
    /// How the keys that it is given are made of a time; nil for Airflow's own way.
    let format: String?
    /// More keys than so many make no run at all; nil for Airflow's own limit.
    var limit: Int?

    private static let format = "%Y-%m-%dT%H:%M:%S"

    func render(_ mapping: PartitionMapping) -> PythonExpression {
        switch mapping {
        case .same: make("IdentityMapper")
        case .start(let period, let zone): start(of: period, zone)
        case .only(let keys): make("AllowedKeyMapper", [.positional(.list(keys.map { .string($0) }))])
        case .gathered(let period, let zone, let wait):
            rollup(start(of: period, zone), window(period), wait)
        case .gatheredKeys(let keys, let key, let wait):
            rollup(
                make("FixedKeyMapper", [.positional(.string(key))]),
                segments(keys), wait)
        case .spread(let period, let zone, let isTrailing):
            fanOut(start(of: period, zone), window(period, isTrailing: isTrailing))
        case .spreadKeys(let keys):
            // Airflow knows how times are written as keys, and asks how others are.
            fanOut(make("IdentityMapper"), segments(keys), [.keyword("downstream_mapper", make("IdentityMapper"))])
        // How one part of a key is written, or what a mapping gives to the next, follows Airflow's own way.
        case .product(let parts):
            make("ProductMapper", mappers(parts, format: nil) + limits)
        case .chain(let parts): make("ChainMapper", mappers(parts, format: format) + limits)
        case .limited(let mapping, let count): PartitionMapper(format: format, limit: count).render(mapping)
        }
    }

    /// - Parameter first: how the first of them reads keys.
    private func mappers(_ parts: [PartitionMapping], format first: String?) -> [PythonArgument] {
        parts.enumerated().map { index, part in
            .positional(PartitionMapper(format: index == 0 ? first : nil).render(part))
        }
    }

    private var limits: [PythonArgument] { limit.map { [.keyword("max_downstream_keys", .int($0))] } ?? [] }

    private func fanOut(
        _ mapper: PythonExpression, _ window: PythonExpression, _ further: [PythonArgument] = []
    ) -> PythonExpression {
        make(
            "FanOutMapper", [.keyword("upstream_mapper", mapper), .keyword("window", window)] + further + limits)
    }

    private func segments(_ keys: [String]) -> PythonExpression {
        make("SegmentWindow", [.positional(.list(keys.map { .string($0) }))])
    }

    private func make(_ name: PythonIdentifier, _ arguments: [PythonArgument] = []) -> PythonExpression {
        .call(.imported("airflow.sdk", name), arguments)
    }

    private func start(of period: PartitionMapping.Period, _ zone: String) -> PythonExpression {
        var arguments = CallArguments()
        arguments.add("timezone", zone == "UTC" ? nil : zone)
        arguments.add("input_format", format == Self.format ? nil : format)
        return make(PythonIdentifier(readingLike: "StartOf\(period.word)Mapper"), arguments.list)
    }

    private func window(_ period: PartitionMapping.Period, isTrailing: Bool = false) -> PythonExpression {
        let direction = PythonExpression.attribute(
            .attribute(.imported("airflow.sdk", "Window"), "Direction"), "BACKWARD")
        return make(
            PythonIdentifier(readingLike: "\(period.word)Window"),
            isTrailing ? [.keyword("direction", direction)] : [])
    }

    private func rollup(
        _ mapper: PythonExpression, _ window: PythonExpression, _ wait: PartitionMapping.Wait
    ) -> PythonExpression {
        var arguments = [PythonArgument.keyword("upstream_mapper", mapper), .keyword("window", window)]
        switch wait {
        case .all: break
        case .atLeast(let count):
            arguments.append(.keyword("wait_policy", make("MinimumCount", [.positional(.int(count))])))
        case .allBut(let count):
            arguments.append(.keyword("wait_policy", make("MinimumCount", [.positional(.int(-count))])))
        }
        return make("RollupMapper", arguments)
    }
}

extension PartitionMapping.Period {
    /// As it stands in the names of Airflow's classes.
    fileprivate var word: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }
}
